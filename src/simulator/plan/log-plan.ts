import { type Random, randomFor } from "../org/random.ts";
import type { SizeCounts } from "../org/sizes.ts";

/** The fields of a log row that must hold a redaction marker and nothing else. */
export const redactedFields = ["customerEmail", "paymentToken", "ssn"] as const;
export type RedactedField = (typeof redactedFields)[number];

/** How a field leaks: in full, in part (`4111***1111`), or beside a marker. */
const leakStyles = ["plain", "partial", "beside-marker"] as const;
export type LeakStyle = (typeof leakStyles)[number];

const piiKinds = ["email", "card", "ssn", "phone", "iban"] as const;
export type PiiKind = (typeof piiKinds)[number];

/** What is wrong with one log row, or only looks wrong (the last two). */
export type LogPlant =
  | { readonly kind: "unredacted-field"; readonly field: RedactedField; readonly style: LeakStyle }
  | { readonly kind: "pii-in-message"; readonly pii: PiiKind }
  | { readonly kind: "retention-exceeded"; readonly days: number }
  | { readonly kind: "missing-node-id" }
  | { readonly kind: "luhn-failing-number" }
  | { readonly kind: "numeric-uuid" };

export interface PlannedRow {
  readonly run: number;
  readonly row: number;
  readonly level: "INFO" | "WARN" | "ERROR";
  readonly plant: LogPlant;
}

export interface LogPlan {
  readonly rows: readonly PlannedRow[];
  at(run: number, row: number): PlannedRow | undefined;
}

/** Rows of a run, by its index. */
export function rowsOfRun(run: number): number {
  return run % 2 === 1 ? 7 : 5;
}

/** Takes the elements of a list in turn, from a seeded start. */
function inTurn<T>(random: Random, list: readonly T[]): (index: number) => T {
  const start = random.between(0, list.length - 1);
  const turned = [...list.slice(start), ...list.slice(0, start)];
  return (index) => turned[index % turned.length] ?? random.pick(list);
}

function plants(random: Random, scale: number): LogPlant[][] {
  const some = (low: number, high: number, make: (index: number) => LogPlant): LogPlant[] =>
    Array.from({ length: random.between(low, high) * scale }, (_, index) => make(index));
  const field = inTurn(random, redactedFields);
  const style = inTurn(random, leakStyles);
  const pii = inTurn(random, piiKinds);
  // 4111***1111 holds a marker and is still no redaction: every organisation has one such token.
  const partial: LogPlant = { kind: "unredacted-field", field: "paymentToken", style: "partial" };
  return [
    some(3, 6, (index) =>
      index === 0 ? partial : { kind: "unredacted-field", field: field(index), style: style(index) },
    ),
    some(2, 5, (index) => ({ kind: "pii-in-message", pii: pii(index) })),
    some(1, 3, () => ({ kind: "retention-exceeded", days: random.between(370, 700) })),
    some(1, 4, () => ({ kind: "missing-node-id" })),
    some(1, 2, () => ({ kind: "luhn-failing-number" })),
    some(1, 2, () => ({ kind: "numeric-uuid" })),
  ];
}

/** Only what a rule about errors reads may be missing a node, so its level is fixed; one leak is on an INFO row. */
function levelOf(random: Random, plant: LogPlant, index: number): PlannedRow["level"] {
  if (plant.kind === "missing-node-id") return "ERROR";
  if (plant.kind === "unredacted-field" && index === 2) return "INFO";
  return random.pick(["WARN", "ERROR"] as const);
}

/** Places the planted rows, each on a run of its own; the first of each kind within the newest half of the runs. */
export function planLogs(seed: number, counts: SizeCounts): LogPlan {
  const random = randomFor(seed, "log-plan");
  const used = new Set<number>();
  const rows: PlannedRow[] = [];
  const newest = Math.floor(counts.runs / 2);
  for (const group of plants(random, counts.plants)) {
    for (const [index, plant] of group.entries()) {
      const low = index === 0 || random.chance(0.5) ? newest : 0;
      let run = random.between(low, counts.runs - 1);
      while (used.has(run)) run = random.between(low, counts.runs - 1);
      used.add(run);
      const row = random.between(1, rowsOfRun(run) - 1);
      rows.push({ run, row, level: levelOf(random, plant, index), plant });
    }
  }
  const byPlace = new Map(rows.map((row) => [`${row.run}:${row.row}`, row]));
  return { rows, at: (run, row) => byPlace.get(`${run}:${row}`) };
}
