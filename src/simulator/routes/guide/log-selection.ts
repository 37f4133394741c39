import type { Org } from "../../org/org.ts";
import type { FlowRun, LogRow } from "../../org/types.ts";

/** A query of the execution log. */
export interface LogQuery {
  readonly flowRunId?: string;
  /** Epoch milliseconds; rows are chosen by when their run was recorded, from included, to not. */
  readonly from: number;
  readonly to: number;
  /** Upper case; empty means every level. */
  readonly levels: readonly string[];
  readonly newestFirst: boolean;
}

/** Where a row is: index of its run, index in it. */
interface Place {
  readonly run: number;
  readonly row: number;
  readonly at: number;
}

/** The rows that a query matches, in order. */
export interface LogSelection {
  readonly count: number;
  slice(start: number, size: number): { readonly run: FlowRun; readonly row: LogRow }[];
}

function placesOf(org: Org, query: LogQuery): Place[] {
  const known = query.flowRunId === undefined ? undefined : (org.runs.indexOf(query.flowRunId) ?? -1);
  const first = Math.max(org.runs.firstSince(query.from), known ?? 0);
  const end = Math.min(org.runs.firstSince(query.to), known === undefined ? org.runs.count : known + 1);
  const places: Place[] = [];
  for (let run = first; run < end; run++) {
    for (const [row, { at, level }] of org.runs.at(run).rows.entries()) {
      if (query.levels.length === 0 || query.levels.includes(level)) places.push({ run, row, at });
    }
  }
  return places;
}

/** Finds the rows once and keeps only where they are; a page is made when it is read. */
export function selectLogs(org: Org, query: LogQuery): LogSelection {
  const sign = query.newestFirst ? -1 : 1;
  const places = placesOf(org, query).sort(
    (left, right) => sign * (left.at - right.at || left.run - right.run || left.row - right.row),
  );
  return {
    count: places.length,
    slice: (start, size) =>
      places.slice(start, start + size).flatMap((place) => {
        const run = org.runs.at(place.run);
        const row = run.rows[place.row];
        return row === undefined ? [] : [{ run, row }];
      }),
  };
}
