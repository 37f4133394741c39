import type { ExpressionFunction } from "../../model/registry.ts";
import { instantBefore, parseDuration } from "../../time/duration.ts";
import { ownError } from "../expression-error.ts";

/**
 * `$duration(iso)`: length in milliseconds of a duration that ends now, so `$age(t) > $duration("P1Y")`
 * says "more than a calendar year ago".
 *
 * @param now the pinned clock, epoch milliseconds
 */
export function duration(now: number): ExpressionFunction {
  return {
    name: "duration",
    signature: "<x:n>",
    summary: "Milliseconds of an ISO 8601 duration that ends now, by the calendar; anything else is an error",
    call: (value) => {
      if (value === undefined) return undefined;
      const parsed = typeof value === "string" ? parseDuration(value) : undefined;
      if (parsed === undefined) throw ownError("B3002");
      try {
        return now - instantBefore(now, parsed);
      } catch {
        // Further back than a date can say.
        throw ownError("B3002");
      }
    },
  };
}
