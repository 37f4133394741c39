import { rmSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type Json } from "../model/json.ts";
import { createJournal, type JournalFile, openJournal } from "./journal.ts";

/** Name of the journal in the folder of a snapshot that is being taken. */
export const journalFile = "journal.bin";

/** Of the journal's format; a journal of another version is left alone. */
const version = 1;

/** What a reading is of; only the same may go on with it. */
export interface ReadingIdentity {
  /** The pinned clock, ISO 8601 UTC. */
  readonly now: string;
  /** Hash of all that is read. */
  readonly plan: string;
}

/** What a reading that did not end left behind. */
export type Interrupted =
  | { readonly found: "journal"; readonly journal: JournalFile; readonly identity: ReadingIdentity }
  | { readonly found: "nothing" }
  | { readonly found: "damaged" }
  | { readonly found: "other-version" }
  | { readonly found: "unreadable"; readonly code: string };

function identityOf(header: Json): ReadingIdentity | undefined {
  if (!isJsonObject(header)) return undefined;
  const { now, plan } = header;
  return typeof now === "string" && typeof plan === "string" ? { now, plan } : undefined;
}

function versionOf(header: Json): Json | undefined {
  return isJsonObject(header) ? header["version"] : undefined;
}

/** Begins a journal in a folder that is there. @throws the file system's error */
export function beginJournal(folder: string, identity: ReadingIdentity): JournalFile {
  dropJournal(folder);
  return createJournal(join(folder, journalFile), { version, ...identity });
}

/** Looks for the journal of a reading that did not end; nothing is changed but a torn end cut off. */
export function findInterrupted(folder: string): Interrupted {
  let journal: JournalFile | undefined;
  try {
    journal = openJournal(join(folder, journalFile));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return code === "ENOENT" ? { found: "nothing" } : { found: "unreadable", code };
  }
  if (journal === undefined) return { found: "damaged" };
  const identity = identityOf(journal.header);
  const known = versionOf(journal.header) === version;
  if (known && identity !== undefined) return { found: "journal", journal, identity };
  journal.close();
  return known ? { found: "damaged" } : { found: "other-version" };
}

/** Removes the journal once the snapshot is whole. */
export function dropJournal(folder: string): void {
  rmSync(join(folder, journalFile), { force: true });
}
