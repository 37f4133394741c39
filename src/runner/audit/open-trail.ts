import { randomUUID } from "node:crypto";
import { AuditFailure } from "../../audit/audit-failure.ts";
import type { AuditLog } from "../../audit/audit-log.ts";
import type { AuditEntry } from "../../audit/audit-record.ts";
import type { Copier } from "../../audit/copier.ts";
import type { LogPlace } from "../../audit/log-reader.ts";
import { announceRunFile, runFileName, writeRunFile } from "../../audit/run-files.ts";
import { counted } from "../../model/counted.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import { InconclusiveError } from "../../model/usage-error.ts";
import type { AuditTrail, Conclusion } from "./audit-trail.ts";

/** A trail that is written to a log. */
export interface OpenTrail extends AuditTrail {
  /** Notes that the run ended in an error. Never throws: the error is what counts. */
  fail(facts: JsonObject): Promise<readonly Diagnostic[]>;
}

/** Longest wait for the other side of the copies at the end of a run, milliseconds. */
const patience = 10_000;

interface TrailParts {
  readonly command: string;
  readonly log: AuditLog;
  readonly copier?: Copier;
  /** Takes a line at once. */
  readonly tell?: (line: string) => void;
}

/** Adds to the log; what cannot be added is counted, and said by the next record that can. */
function createWriter({ command, log, copier, tell }: TrailParts) {
  const run = randomUUID();
  let file: { readonly name: string; readonly began: LogPlace } | undefined;
  let lost = 0;
  let missing = 0;
  let problem = "";
  const append = (entry: AuditEntry): void => {
    const record = log.append({ ...entry, run, command });
    copier?.nudge(record);
    const began = log.place();
    if (entry.kind === "begin" && began !== undefined) file = { name: runFileName(record, run), began };
  };
  const lose = (error: unknown): void => {
    if (!(error instanceof AuditFailure)) throw error;
    problem = error.message;
    lost++;
  };
  return {
    note(kind: string, facts: JsonObject): void {
      try {
        if (missing > 0) append({ kind: "gap", records: missing });
        missing = 0;
        append({ ...facts, kind });
      } catch (error) {
        lose(error);
        if (missing === 0) tell?.(`what is done is not in the audit log: ${problem}`);
        missing++;
      }
    },
    /** Notes how the run ended, and where its file will be. A service has none: it does not end by itself. */
    end(facts: JsonObject): void {
      const { name, began } = file ?? {};
      if (tell !== undefined || name === undefined || began === undefined) {
        this.note("run", facts);
        return;
      }
      try {
        log.alone(() => announceRunFile(log.folder, name, began));
        this.note("run", { ...facts, file: name });
      } catch (error) {
        lose(error);
        this.note("run", facts);
      }
    },
    /** Writes the file of the run, once nothing is added to its records any more. */
    file(): void {
      if (tell !== undefined || file === undefined || missing > 0) return;
      const { name, began } = file;
      try {
        log.alone(() => writeRunFile(log.folder, name, began));
      } catch (error) {
        lose(error);
      }
    },
    failure(): readonly Diagnostic[] {
      if (lost === 0) return [];
      const summary = `${counted(lost, "record")} of what was done could not be written: ${problem}.`;
      const suggestions = ["Mend the cause and run it again: what is not in the audit log does not pass."];
      return [{ code: "audit-not-written", severity: "error", summary, suggestions }];
    },
  };
}

function notCopied(problem: string | undefined): readonly Diagnostic[] {
  if (problem === undefined) return [];
  const summary = `Not all records of the audit log are copied: ${problem}.`;
  const suggestions = ["They stay in the log; the next run copies them."];
  return [{ code: "audit-not-copied", severity: "error", summary, suggestions }];
}

/** Begins the trail of one run. @throws InconclusiveError when not even that can be written */
export function openTrail(parts: TrailParts, began: JsonObject): OpenTrail {
  const { log, copier } = parts;
  const writer = createWriter(parts);
  writer.note("begin", began);
  const unusable = writer.failure();
  if (unusable.length > 0) throw new InconclusiveError(unusable);

  /** Everything that keeps the run from being a pass, once there was time for the copies. */
  async function settle(most: number): Promise<readonly Diagnostic[]> {
    const head = log.head();
    const problem = head === undefined ? undefined : await copier?.flush(head, most);
    return [...writer.failure(), ...notCopied(problem)];
  }

  async function conclude<T>(outcome: T, { facts, amend }: Conclusion<T>): Promise<T> {
    const before = await settle(patience);
    const concluded = before.length === 0 ? outcome : amend(outcome, before);
    writer.end(await facts(concluded));
    const known = new Set(before.map(({ code }) => code));
    const more = async () =>
      (await settle(before.length === 0 ? patience : 0)).filter(({ code }) => !known.has(code));
    let after = await more();
    if (after.length === 0) writer.file();
    if (after.length === 0) after = writer.failure().filter(({ code }) => !known.has(code));
    if (after.length === 0) return concluded;
    // The last one counts: what was said of the run is not how it ended.
    const amended = amend(concluded, after);
    writer.end(await facts(amended));
    writer.file();
    return amended;
  }

  return {
    kept: true,
    note: writer.note,
    conclude,
    async fail(facts) {
      writer.end(facts);
      writer.file();
      return settle(0).catch(() => writer.failure());
    },
  };
}
