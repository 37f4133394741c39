import type { Delivery } from "../../model/sink.ts";
import { rowId } from "../delivery/stable-id.ts";
import { withTime } from "../delivery/with-time.ts";

/** A bulk request; `documents` says in its order which document is of which delivery of the part. */
export interface Bulk {
  readonly body: string;
  readonly documents: readonly { readonly id: string; readonly owner: number }[];
}

/** Writes rows as documents to create, each under a name that it always has: created twice, it is there once. */
export function encodeBulk(part: readonly Delivery[], timeField: string): Bulk {
  const lines: string[] = [];
  const documents: { id: string; owner: number }[] = [];
  for (const [owner, delivery] of part.entries()) {
    for (const [place, row] of delivery.rows.entries()) {
      const id = rowId(delivery, place);
      documents.push({ id, owner });
      lines.push(JSON.stringify({ create: { _id: id } }));
      lines.push(JSON.stringify(withTime(row, timeField, delivery.time)));
    }
  }
  return { body: lines.map((line) => `${line}\n`).join(""), documents };
}
