import { createHash } from "node:crypto";
import type { Delivery } from "../../model/sink.ts";

/**
 * A short name of a row of a delivery, the same for ever.
 *
 * @returns 43 characters of base64url
 */
export function rowId({ organization, id }: Delivery, row: number): string {
  return createHash("sha256")
    .update(JSON.stringify([organization, id, row]))
    .digest("base64url");
}

/** A short name of a batch: the same for the same deliveries in the same order. */
export function batchId(batch: readonly Delivery[]): string {
  const hash = createHash("sha256");
  for (const { organization, id } of batch) hash.update(`${JSON.stringify([organization, id])}\n`);
  return hash.digest("base64url");
}
