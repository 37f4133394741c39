import {
  compile,
  ExpressionError,
  policyOptions,
  runPatiently,
  WatchdogTimeout,
} from "../expression/index.ts";
import type { JsonObject } from "../model/json.ts";

/** True or false, or why it is neither, without content of the record. */
export type Condition = (record: JsonObject) => boolean | string;

/** Milliseconds for one record. */
const budget = 1_000;

/**
 * Compiles a condition. What is neither true nor false is neither: a record that lacks a field is not one that
 * was left out on purpose.
 *
 * @param name how messages call it: `where`
 * @param now what `$now()` says in it, epoch milliseconds
 * @throws ExpressionError when it is not an expression
 */
export function compileCondition(source: string, name: string, now: number): Condition {
  const expression = compile(source, policyOptions(now));
  return (record) => {
    try {
      const value = runPatiently(() => expression.evaluate(record), budget);
      return typeof value === "boolean" ? value : `${name} is neither true nor false for it`;
    } catch (error) {
      if (error instanceof ExpressionError || error instanceof WatchdogTimeout)
        return `${name} fails (${error.code})`;
      throw error;
    }
  };
}
