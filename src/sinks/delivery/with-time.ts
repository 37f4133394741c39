import type { JsonObject } from "../../model/json.ts";
import { formatTimestamp } from "../../time/timestamp.ts";

/** A row with the time of its record in a field, where the mapping put nothing there. */
export function withTime(row: JsonObject, field: string, epoch: number): JsonObject {
  return Object.hasOwn(row, field) ? row : { ...row, [field]: formatTimestamp(epoch) };
}
