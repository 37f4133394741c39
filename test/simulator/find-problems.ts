import { day } from "../../src/simulator/org/spans.ts";
import type { Body } from "./client.ts";
import type { Records } from "./records.ts";

const markers = ["[REDACTED]", "***"];

function luhn(digits: string): boolean {
  const values = [...digits].reverse().map((digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return value > 9 ? value - 9 : value;
  });
  return values.reduce((sum, value) => sum + value, 0) % 10 === 0;
}

export function holdsPii(text: string): boolean {
  const cards = text.match(/(?<![\d-])\d{16}(?![\d-])/g) ?? [];
  return (
    cards.some(luhn) ||
    /\b\d{3}-\d{2}-\d{4}\b/.test(text) ||
    /\S@\S+\.\S/.test(text) ||
    /\+1 \d{3} \d{3} \d{4}/.test(text) ||
    /\b[A-Z]{2}\d{20}\b/.test(text)
  );
}

function* logProblems(row: Body, now: number): Iterable<string> {
  for (const field of ["customerEmail", "paymentToken", "ssn"]) {
    if (!markers.includes(row[field])) yield `unredacted-field ${row.id} ${field}`;
  }
  if (holdsPii(row.message)) yield `pii-in-message ${row.id} message`;
  if (Date.parse(row.timestamp) < now - 365 * day) yield `retention-exceeded ${row.id} timestamp`;
  if (row.logLevel === "ERROR" && row.nodeId === undefined) yield `missing-node-id ${row.id} nodeId`;
}

function* flowProblems(records: Records, cycles: ReadonlySet<string>, now: number): Iterable<string> {
  const referenced = new Set(records.ivrs.flatMap((ivr) => [ivr.open, ivr.closed, ivr.holiday]));
  for (const flow of records.flows) {
    if (flow.lockedBy !== undefined) yield `locked-flow ${flow.id}`;
    const old = flow.publishedAt !== undefined && Date.parse(flow.publishedAt) < now - 90 * day;
    if (old && !referenced.has(flow.id))
      yield `${cycles.has(flow.id) ? "orphan-cycle" : "orphaned-flow"} ${flow.id}`;
  }
}

function* ivrProblems(records: Records): Iterable<string> {
  const flows = new Set(records.flows.map((flow) => flow.id));
  const owners = new Map<string, string[]>();
  for (const ivr of records.ivrs) {
    const hours = { openHoursFlow: ivr.open, closedHoursFlow: ivr.closed, holidayHoursFlow: ivr.holiday };
    for (const [field, id] of Object.entries(hours)) {
      if (id !== undefined && !flows.has(id)) yield `dangling-reference ${ivr.id} ${field}`;
    }
    if (ivr.closed === undefined) yield `ivr-without-closed-flow ${ivr.id} closedHoursFlow`;
    for (const number of ivr.dnis) owners.set(number, [...(owners.get(number) ?? []), ivr.id]);
  }
  for (const ids of owners.values()) {
    if (ids.length > 1) for (const id of ids) yield `duplicate-ivr-number ${id} dnis`;
  }
}

function* auditProblems(event: Body): Iterable<string> {
  const at = new Date(event.at);
  const weekend = at.getUTCDay() % 6 === 0;
  if (weekend || at.getUTCHours() < 9 || at.getUTCHours() > 15) yield `change-outside-window ${event.id}`;
  if (event.user !== undefined) yield `change-by-person ${event.id}`;
  if (event.entityType === "Role") yield `role-change ${event.id}`;
}

/**
 * Finds problems in what was read, knowing nothing of what was planted.
 *
 * @param cycles flows that other flows refer to
 */
export function findProblems(records: Records, cycles: ReadonlySet<string>, now: number): string[] {
  return [
    ...records.logs.flatMap((row) => [...logProblems(row, now)]),
    ...flowProblems(records, cycles, now),
    ...ivrProblems(records),
    ...records.audits.flatMap((event) => [...auditProblems(event)]),
  ].sort();
}
