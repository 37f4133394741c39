import type { Org } from "../org/org.ts";
import type { AuditEvent } from "../org/types.ts";
import { remember } from "../server/remember.ts";

/** Which events of the trail a query asks for. */
export interface AuditQuery {
  /** Epoch milliseconds; from is included, to is not. */
  readonly from: number;
  readonly to: number;
  /** Text that names the conditions, for the cache; empty when there are none. */
  readonly key: string;
  matches(event: AuditEvent): boolean;
}

/** The events that a query matches, oldest first. */
export interface AuditSelection {
  readonly count: number;
  /** Throws RangeError outside 0 … count-1. */
  at(position: number): AuditEvent;
}

/** Without conditions a selection is a range of the trail and costs nothing; with them its indexes are found once. */
export function selectAudits(
  org: Org,
  cache: Map<string, AuditSelection>,
  query: AuditQuery,
): AuditSelection {
  const first = org.audits.firstSince(query.from);
  const end = Math.max(first, org.audits.firstSince(query.to));
  const { audits } = org;
  const found = (matches: (index: number) => boolean): AuditSelection => {
    const indexes: number[] = [];
    for (let index = first; index < end; index++) if (matches(index)) indexes.push(index);
    return { count: indexes.length, at: (position) => audits.at(indexes[position] ?? -1) };
  };
  const matches = (index: number): boolean => query.key === "" || query.matches(audits.at(index));
  // What is shown changes from one moment to the next.
  if (audits.shows !== undefined) return found((index) => audits.shows?.(index) !== false && matches(index));
  if (query.key === "") return { count: end - first, at: (position) => audits.at(first + position) };
  return remember(cache, `${query.from}/${query.to}/${query.key}`, () => found(matches));
}

/** Events of a selection from a position on, newest first when asked. */
export function sliceAudits(
  selection: AuditSelection,
  start: number,
  size: number,
  newestFirst: boolean,
): AuditEvent[] {
  const end = Math.min(selection.count, start + size);
  const events: AuditEvent[] = [];
  for (let position = start; position < end; position++) {
    events.push(selection.at(newestFirst ? selection.count - 1 - position : position));
  }
  return events;
}
