import type { Body } from "./client.ts";

/** What an organisation holds, in the one shape to which the tests bring both surfaces. */
export interface Records {
  readonly flows: Body[];
  readonly ivrs: Body[];
  readonly logs: Body[];
  readonly audits: Body[];
}

/** Sorted by id, so that two readings compare. */
export function byId(records: Body[]): Body[] {
  return records.toSorted((left, right) => (left.id < right.id ? -1 : 1));
}
