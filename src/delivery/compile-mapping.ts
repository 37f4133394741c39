import {
  compile,
  ExpressionError,
  policyOptions,
  runPatiently,
  WatchdogTimeout,
} from "../expression/index.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";

/** What became of a record: its rows, or why there are none, without content of the record. */
export type Mapped =
  | { readonly ok: true; readonly rows: readonly JsonObject[] }
  | { readonly ok: false; readonly problem: string };

/** Turns a record into the rows that are delivered. */
export type Mapping = (record: JsonObject) => Mapped;

/** Milliseconds for one record. */
const budget = 1_000;

function rowsOf(value: unknown): Mapped {
  const rows: unknown[] = Array.isArray(value) ? value : [value];
  if (value === undefined || rows.length === 0)
    return { ok: false, problem: "the mapping gives nothing for it" };
  const objects = rows.filter((row): row is JsonObject => isJsonObject(row as JsonObject));
  return objects.length === rows.length
    ? { ok: true, rows: objects }
    : { ok: false, problem: "the mapping gives something other than objects" };
}

/**
 * Compiles a mapping: JSONata from a record to an object, or to a list of them.
 *
 * @param source absent: records stay as they are
 * @param now what `$now()` says in it, epoch milliseconds
 * @throws ExpressionError when it is not an expression
 */
export function compileMapping(source: string | undefined, now: number): Mapping {
  if (source === undefined) return (record) => ({ ok: true, rows: [record] });
  const expression = compile(source, policyOptions(now));
  return (record) => {
    try {
      return rowsOf(runPatiently(() => expression.evaluate(record), budget));
    } catch (error) {
      if (error instanceof ExpressionError || error instanceof WatchdogTimeout)
        return { ok: false, problem: `the mapping fails (${error.code})` };
      throw error;
    }
  };
}
