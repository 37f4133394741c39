import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";

/** How an outcome is said in the audit log, and what becomes of it when that cannot be done. */
export interface Conclusion<T> {
  /** Facts of the outcome; counts and hashes, no content. */
  facts(outcome: T): JsonObject | Promise<JsonObject>;
  /** The outcome with problems that keep it from being a pass. */
  amend(outcome: T, problems: readonly Diagnostic[]): T;
}

/** What a command tells of what it does, while it does it. */
export interface AuditTrail {
  /** False where nobody asked for a log: then nothing needs to be prepared for it. */
  readonly kept: boolean;
  /** Notes what happened. What cannot be written is remembered, and keeps the run from being a pass. */
  note(kind: string, facts: JsonObject): void;
  /** Notes how the run ended, once everything else is written and copied. @throws on abort */
  conclude<T>(outcome: T, conclusion: Conclusion<T>): Promise<T>;
}

/** For commands of which no log is kept. */
export const noAudit: AuditTrail = {
  kept: false,
  note: () => undefined,
  conclude: async (outcome) => outcome,
};
