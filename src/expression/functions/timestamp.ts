import type { Json } from "../../model/json.ts";
import type { ExpressionFunction } from "../../model/registry.ts";
import { parseTimestamp } from "../../time/timestamp.ts";
import { ownError } from "../expression-error.ts";

/**
 * Epoch milliseconds of a strict timestamp; undefined for a value that is not there.
 *
 * @throws ExpressionError B3001 for anything else: a bad date must not pass as a missing one
 */
export function readTimestamp(value: Json | undefined): number | undefined {
  if (value === undefined) return undefined;
  const epoch = typeof value === "string" ? parseTimestamp(value) : undefined;
  if (epoch === undefined) throw ownError("B3001");
  return epoch;
}

/** `$timestamp(text)`: an instant that can be compared and subtracted. */
export const timestamp: ExpressionFunction = {
  name: "timestamp",
  signature: "<x:n>",
  summary: "Epoch milliseconds of an RFC 3339 timestamp with a zone; anything else is an error",
  call: readTimestamp,
};
