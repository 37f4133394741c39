import type { JsonObject } from "../../model/json.ts";
import type { Delivery } from "../../model/sink.ts";
import { formatTimestamp } from "../../time/timestamp.ts";

/**
 * The rows of a delivery as they go out.
 *
 * @param form `row` for bare rows, else in envelopes by which they are known when they come twice
 */
export function itemsOf(delivery: Delivery, form: string): readonly JsonObject[] {
  const { organization, id, kind, rows } = delivery;
  if (form === "row") return rows;
  const time = formatTimestamp(delivery.time);
  return rows.map((data, row) => ({ organization, id, row, time, kind, data }));
}
