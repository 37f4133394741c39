import type { JsonObject } from "../../model/json.ts";
import type { Resource } from "../../model/resource.ts";

/** Kinds of problem that are planted; every organisation has at least one of each. */
export const problemKinds = [
  "unredacted-field",
  "pii-in-message",
  "retention-exceeded",
  "missing-node-id",
  "orphaned-flow",
  "orphan-cycle",
  "locked-flow",
  "dangling-reference",
  "duplicate-ivr-number",
  "ivr-without-closed-flow",
  "change-outside-window",
  "change-by-person",
  "role-change",
  "evidence-with-pii",
  "violation-without-evidence",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** Kinds of thing that a careless rule takes for a problem. */
export const nearMissKinds = [
  "recent-unreferenced-flow",
  "draft-unreferenced-flow",
  "luhn-failing-number",
  "numeric-uuid",
  "system-change",
] as const;
export type NearMissKind = (typeof nearMissKinds)[number];

/** One planted thing. Times in the detail are ISO 8601 UTC; field pointers are JSON Pointers into the record. */
export interface TruthEntry<Kind extends string = ProblemKind> {
  readonly kind: Kind;
  readonly resource: Resource;
  readonly detail: JsonObject;
}

export interface Truth {
  readonly problems: readonly TruthEntry[];
  readonly nearMisses: readonly TruthEntry<NearMissKind>[];
}
