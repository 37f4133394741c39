import { createHash } from "node:crypto";
import type { Diagnostic } from "../model/diagnostic.ts";
import { UsageError } from "../model/usage-error.ts";
import { beginJournal, type ReadingIdentity, resumeJournal } from "../snapshot/interrupted.ts";
import type { JournalFile } from "../snapshot/journal.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import { canonicalJson } from "./canonical-json.ts";
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
  /**
   * The journal to read with.
   *
   * @throws UsageError when the interrupted reading was of something else
   */
  journal(plan: Plan, now: number): JournalFile;
}

/**
 * @param resume goes on with what an interrupted reading left in the folder, if there is something
 * @throws UsageError when `now` is not that of the interrupted reading
 */
export function resumableReading(folder: string, resume: boolean, now: string | undefined): ResumableReading {
  const earlier = resume ? resumeJournal(folder) : undefined;
  if (earlier === undefined) {
    return {
      now,
      journal: (plan, at) => beginJournal(folder, { now: formatTimestamp(at), plan: planHash(plan) }),
    };
  }
  const { journal, identity } = earlier;
  const given = now === undefined ? identity.now : formatTimestamp(pinClock(now));
  if (given !== identity.now) {
    journal.close();
    throw refuse("The interrupted snapshot is of another instant.", identity.now, given);
  }
  return { now: identity.now, journal: (plan) => verified(journal, identity, planHash(plan)) };
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
