import type { Entry } from "./entries.ts";
import { kindName } from "./kind-name.ts";

/** Lines of one kind and day (UTC), of raw records or of rows. */
export interface Partition {
  readonly tree: "raw" | "rows";
  /** Of the kind, safe for a path. */
  readonly name: string;
  /** `yyyy-mm-dd` */
  readonly day: string;
  /** JSON, each without its end. */
  readonly lines: string[];
  /** Of the entries that the lines are of. */
  readonly keys: string[];
}

/**
 * The raw record as a member of a line. One that holds line breaks, which can only stand between its parts, is in the
 * line with blanks for them, and beside that as text: byte for byte, too.
 */
function rawMember(raw: string): string {
  if (!/[\r\n]/.test(raw)) return `"raw":${raw}`;
  return `"raw":${raw.replaceAll(/[\r\n]/g, " ")},"rawText":${JSON.stringify(raw)}`;
}

/** The lines of an entry. What was delivered stands in them as its JSON was. */
function linesOf({ organization, id, kind, time, raw, rows }: Entry) {
  const [of, named, at] = [organization, id, kind].map((text) => JSON.stringify(text));
  const start = `{"organization":${of},"id":${named}`;
  const middle = `"time":"${new Date(time).toISOString()}","kind":${at}`;
  return {
    raw: [`${start},${middle},${rawMember(raw)}}`],
    rows: rows.map((record, row) => `${start},"row":${row},${middle},"record":${record}}`),
  };
}

/** Sorts entries into partitions, those of rows first: where a raw record is, its rows are. */
export function partitionsOf(entries: readonly Entry[]): readonly Partition[] {
  const trees = { rows: new Map<string, Partition>(), raw: new Map<string, Partition>() };
  for (const entry of entries) {
    const name = kindName(entry.kind);
    const day = new Date(entry.time).toISOString().slice(0, 10);
    const lines = linesOf(entry);
    for (const tree of ["rows", "raw"] as const) {
      if (lines[tree].length === 0) continue;
      const partition = trees[tree].get(`${name}/${day}`) ?? { tree, name, day, lines: [], keys: [] };
      partition.lines.push(...lines[tree]);
      partition.keys.push(entry.key);
      trees[tree].set(`${name}/${day}`, partition);
    }
  }
  return [...trees.rows.values(), ...trees.raw.values()];
}
