import { accessSync, constants, readdirSync } from "node:fs";
import type { Diagnostic } from "../model/diagnostic.ts";
import { journalFile } from "./interrupted.ts";
import { makeFolder } from "./make-folder.ts";
import { manifestFile } from "./manifest.ts";

const ownFile = /^(?:(?:manifest\.json|\d{3,}-[a-z0-9._-]+\.ndjson)(?:\.tmp)?|journal\.bin)$/;

/** Makes the folder of a snapshot where it is missing. @returns why it cannot be used */
export function snapshotFolderProblem(folder: string): Diagnostic | undefined {
  let present: readonly string[];
  try {
    makeFolder(folder, 0o700);
    present = readdirSync(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return {
      code: "unusable-folder",
      severity: "error",
      summary: `The folder for the snapshot cannot be made or written to (${code}).`,
      found: folder,
      suggestions: ["Name a folder that this user may write to."],
    };
  }
  const foreign = present.some((name) => !ownFile.test(name));
  const known = [manifestFile, journalFile].some((name) => present.includes(name));
  if (!foreign && (present.length === 0 || known)) return undefined;
  return {
    code: "foreign-folder",
    severity: "error",
    summary: "The folder for the snapshot holds other files.",
    found: folder,
    suggestions: ["Name a new or empty folder, or one that holds nothing but a snapshot."],
  };
}
