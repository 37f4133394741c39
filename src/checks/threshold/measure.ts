import { exactSum } from "./exact-sum.ts";

/** A figure over a set of records, fed one by one. */
export interface Measure {
  /** How the figure reads in a sentence. */
  readonly label: string;
  /** Whether each record must yield a number. */
  readonly needsNumber: boolean;
  /** How more records can move the figure: up only, down only, or both ways. */
  readonly moves: "up" | "down" | "both";
  /** A record that counts, with its number where one is needed. */
  add(value: number): void;
  /** A record that was seen but does not count. */
  skip(): void;
  /** Undefined while there is nothing to measure. */
  result(): number | undefined;
}

export const measureNames = ["count", "ratio", "sum", "minimum", "maximum", "average"] as const;
export type MeasureName = (typeof measureNames)[number];

/** Starts a measure; `name` is one of `measureNames`. */
export function measureNamed(name: MeasureName): Measure {
  switch (name) {
    case "count":
    case "ratio":
      return counting(name);
    case "minimum":
      return extreme("smallest value", "down", Math.min);
    case "maximum":
      return extreme("largest value", "up", Math.max);
    default:
      return summing(name);
  }
}

function counting(name: "count" | "ratio"): Measure {
  let counted = 0;
  let seen = 0;
  return {
    label: name === "count" ? "number of records" : "share of records",
    needsNumber: false,
    moves: name === "count" ? "up" : "both",
    add() {
      counted += 1;
      seen += 1;
    },
    skip() {
      seen += 1;
    },
    result() {
      if (name === "count") return counted;
      return seen === 0 ? undefined : counted / seen;
    },
  };
}

function extreme(label: string, moves: "up" | "down", pick: (a: number, b: number) => number): Measure {
  let found: number | undefined;
  return {
    label,
    needsNumber: true,
    moves,
    add(value) {
      found = found === undefined ? value : pick(found, value);
    },
    skip() {},
    result: () => found,
  };
}

function summing(name: "sum" | "average"): Measure {
  const sum = exactSum();
  let counted = 0;
  return {
    label: name,
    needsNumber: true,
    moves: "both",
    add(value) {
      sum.add(value);
      counted += 1;
    },
    skip() {},
    result() {
      if (name === "sum") return sum.total();
      return counted === 0 ? undefined : sum.total() / counted;
    },
  };
}
