import type { ExpressionFunction } from "../../model/registry.ts";
import { readTimestamp } from "./timestamp.ts";

/**
 * `$age(timestamp)`: how long ago, in milliseconds; negative for the future.
 *
 * @param now the pinned clock, epoch milliseconds
 */
export function age(now: number): ExpressionFunction {
  return {
    name: "age",
    signature: "<x:n>",
    summary: "Milliseconds from an RFC 3339 timestamp to now; anything else is an error",
    call: (value) => {
      const epoch = readTimestamp(value);
      return epoch === undefined ? undefined : now - epoch;
    },
  };
}
