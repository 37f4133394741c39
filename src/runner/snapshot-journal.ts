import { createHash } from "node:crypto";
import { canonicalJson } from "../model/canonical-json.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { UsageError } from "../model/usage-error.ts";
import { beginJournal, findInterrupted, type ReadingIdentity } from "../snapshot/interrupted.ts";
import type { JournalFile } from "../snapshot/journal.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import { pinClock } from "./clock.ts";
import type { Plan } from "./plan.ts";

function refuse(summary: string, expected: string, found: string): UsageError {
  const diagnostic: Diagnostic = {
    code: "cannot-resume",
    severity: "error",
    summary,
    expected,
    found,
    suggestions: ["Take the snapshot without --resume; what was read is read again."],
  };
  return new UsageError([diagnostic]);
}

/** What is read, with the descriptions by which it is read. */
function planHash(plan: Plan): string {
  const hash = createHash("sha256");
  for (const { key, source } of plan.reads) hash.update(`${key}\n${canonicalJson(source.read ?? null)}\n`);
  return hash.digest("hex");
}

/** A reading that can be interrupted. */
export interface ResumableReading {
  /** What `--now` is taken to say: an interrupted reading keeps its clock. */
  readonly now: string | undefined;
  /** Says that nothing is gone on with, although that was asked for. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * The journal to read with.
   *
   * @throws UsageError when the interrupted reading was of something else, or no journal can be begun
   */
  journal(plan: Plan, now: number): JournalFile;
}

const anew: Readonly<Record<"nothing" | "damaged", Diagnostic>> = {
  nothing: {
    code: "nothing-to-resume",
    severity: "warning",
    summary: "The folder holds no interrupted snapshot: everything is read.",
  },
  damaged: {
    code: "journal-damaged",
    severity: "warning",
    summary: "What the interrupted snapshot left cannot be used: everything is read again.",
  },
};

function begin(folder: string, plan: Plan, now: number): JournalFile {
  try {
    return beginJournal(folder, { now: formatTimestamp(now), plan: planHash(plan) });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    const summary = `What is answered cannot be kept in the folder for the snapshot (${code}).`;
    const suggestions = ["Name a new or empty folder on a disk with free space."];
    throw new UsageError([
      { code: "unusable-folder", severity: "error", summary, found: folder, suggestions },
    ]);
  }
}

/**
 * @param resume goes on with what an interrupted reading left in the folder, if there is something
 * @throws UsageError when `now` is not that of the interrupted reading, or what it left cannot be read
 */
export function resumableReading(folder: string, resume: boolean, now: string | undefined): ResumableReading {
  const fresh = { now, diagnostics: [], journal: (plan: Plan, at: number) => begin(folder, plan, at) };
  if (!resume) return fresh;
  const interrupted = findInterrupted(folder);
  if (interrupted.found === "nothing" || interrupted.found === "damaged")
    return { ...fresh, diagnostics: [anew[interrupted.found]] };
  if (interrupted.found === "other-version")
    throw refuse("The interrupted snapshot is of another version of bylaw.", "the same version", "another");
  if (interrupted.found === "unreadable")
    throw refuse("What the interrupted snapshot left cannot be read.", "a journal", interrupted.code);
  const { journal, identity } = interrupted;
  const given = now === undefined ? identity.now : formatTimestamp(pinClock(now));
  if (given !== identity.now) {
    journal.close();
    throw refuse("The interrupted snapshot is of another instant.", identity.now, given);
  }
  return {
    now: identity.now,
    diagnostics: [],
    journal: (plan) => verified(journal, identity, planHash(plan)),
  };
}

function verified(journal: JournalFile, { plan }: ReadingIdentity, wanted: string): JournalFile {
  if (plan === wanted) return journal;
  journal.close();
  throw refuse(
    "The interrupted snapshot was of other data sources or parameters.",
    "the same policies, tenants and variables",
    "others",
  );
}
