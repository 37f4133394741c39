import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type Json } from "../model/json.ts";
import { createJournal, type JournalFile, openJournal } from "./journal.ts";

/** Name of the journal in the folder of a snapshot that is being taken. */
export const journalFile = "journal.bin";

/** What a reading is of; only the same may go on with it. */
export interface ReadingIdentity {
  /** The pinned clock, ISO 8601 UTC. */
  readonly now: string;
  /** Hash of all that is read. */
  readonly plan: string;
}

/** True when the folder holds a reading that did not end. */
function wasInterrupted(folder: string): boolean {
  return existsSync(join(folder, journalFile));
}

function identityOf(header: Json): ReadingIdentity | undefined {
  if (!isJsonObject(header)) return undefined;
  const { now, plan } = header;
  return typeof now === "string" && typeof plan === "string" ? { now, plan } : undefined;
}

/** Begins a journal in a folder that is there. @throws the file system's error */
export function beginJournal(folder: string, identity: ReadingIdentity): JournalFile {
  rmSync(join(folder, journalFile), { force: true });
  return createJournal(join(folder, journalFile), { ...identity });
}

/** The journal of a reading that did not end; undefined when nothing usable is there. */
export function resumeJournal(
  folder: string,
): { readonly journal: JournalFile; readonly identity: ReadingIdentity } | undefined {
  const journal = wasInterrupted(folder) ? openJournal(join(folder, journalFile)) : undefined;
  const identity = journal === undefined ? undefined : identityOf(journal.header);
  if (journal !== undefined && identity !== undefined) return { journal, identity };
  journal?.close();
  return undefined;
}

/** Removes the journal once the snapshot is whole. */
export function dropJournal(folder: string): void {
  rmSync(join(folder, journalFile), { force: true });
}
