import { existsSync, readdirSync } from "node:fs";
import type { Diagnostic } from "../model/diagnostic.ts";
import { journalFile } from "./interrupted.ts";
import { manifestFile } from "./manifest.ts";

const ownFile = /^(?:(?:manifest\.json|\d{3,}-[a-z0-9._-]+\.ndjson)(?:\.tmp)?|journal\.bin)$/;

/** Why a snapshot must not be written into a folder: it holds something else. Checked before anything is read. */
export function foreignFolder(folder: string): Diagnostic | undefined {
  const present = existsSync(folder) ? readdirSync(folder) : [];
  const known = [manifestFile, journalFile].some((name) => present.includes(name));
  if (present.every((name) => ownFile.test(name)) && (present.length === 0 || known)) return undefined;
  return {
    code: "foreign-folder",
    severity: "error",
    summary: "The folder for the snapshot holds other files.",
    suggestions: ["Name a new or empty folder, or one that holds nothing but a snapshot."],
  };
}
