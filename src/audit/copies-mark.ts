import { readFileSync } from "node:fs";
import { isJsonObject, type Json } from "../model/json.ts";
import { writeFileWhole } from "../snapshot/atomic-file.ts";
import type { LogPlace } from "./log-reader.ts";

/** Up to where the records of a log are known to be at the other side. */
export interface CopiesMark extends LogPlace {
  /** Number of the last record that is. */
  readonly seq: number;
}

/** Nothing was copied yet. */
const beginning: CopiesMark = { number: 1, offset: 0, seq: 0 };

/**
 * Reads the mark of a chain. Without one, or with a damaged one, everything is copied again, and known there by
 * its id.
 */
export function readMark(path: string, chain: string): CopiesMark {
  try {
    const value: Json = JSON.parse(readFileSync(path, "utf8"));
    if (!isJsonObject(value) || value["chain"] !== chain) return beginning;
    const [number, offset, seq] = ["number", "offset", "seq"].map((key) => value[key]);
    if (![number, offset, seq].every(Number.isSafeInteger)) return beginning;
    return { number: Number(number), offset: Number(offset), seq: Number(seq) };
  } catch {
    return beginning;
  }
}

/** @throws the system's error */
export function writeMark(path: string, chain: string, { number, offset, seq }: CopiesMark): void {
  const text = JSON.stringify({ chain, number, offset, seq });
  writeFileWhole(path, (append) => append(Buffer.from(`${text}\n`)));
}
