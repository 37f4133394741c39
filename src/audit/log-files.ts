import { readdirSync } from "node:fs";

const pattern = /^(\d{6,15})\.ndjson$/;

/** Name of a file of the log by its number, from 1. */
export function logFileName(number: number): string {
  return `${String(number).padStart(6, "0")}.ndjson`;
}

/** Numbers of the files of a log, in order; none when the folder is not there. @throws the system's error */
export function logFiles(folder: string): readonly number[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  return names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
