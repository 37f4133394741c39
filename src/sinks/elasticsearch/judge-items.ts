import { isJsonObject, type Json } from "../../model/json.ts";
import type { PartOutcome } from "../delivery/deliver-in-parts.ts";
import type { Bulk } from "./encode-bulk.ts";

const malformed = "Elasticsearch's answer does not name every document that was sent";

function failed(problem: string, lasting: boolean): PartOutcome {
  return { part: "failed", outcome: { ok: false, problem, lasting } };
}

/** What became of one document. */
interface Item {
  readonly status: number;
  /** Kind of the error; anything that does not look like one may be content. */
  readonly type: string;
}

/** @returns undefined when the item is not about that document */
function readItem(item: Json | undefined, id: string): Item | undefined {
  const created = isJsonObject(item) ? item["create"] : undefined;
  if (!isJsonObject(created) || created["_id"] !== id) return undefined;
  const { status, error } = created;
  if (typeof status !== "number") return undefined;
  const type = isJsonObject(error) ? error["type"] : undefined;
  const known = typeof type === "string" && /^[a-z][a-z0-9_]{0,79}$/.test(type);
  return { status, type: known ? type : "no type" };
}

function isThere({ status, type }: Item): boolean {
  if (status === 409) return type === "version_conflict_engine_exception";
  return status === 200 || status === 201;
}

/**
 * Judges the answer of a bulk request, which is a success even where no document was taken. A document that
 * exists already is delivered. One that has the wrong form is rejected; all else comes again with the batch.
 */
export function judgeItems(body: Json | undefined, { documents }: Bulk): PartOutcome {
  const items = isJsonObject(body) ? body["items"] : undefined;
  if (!Array.isArray(items) || items.length !== documents.length) return failed(malformed, false);
  const rejected = new Map<number, string>();
  for (const [place, { id, owner }] of documents.entries()) {
    const item = readItem(items[place], id);
    if (item === undefined) return failed(malformed, false);
    if (isThere(item)) continue;
    const { status, type } = item;
    if (status !== 400)
      return failed(`Elasticsearch answered ${status} (${type}) for a document`, status === 404);
    rejected.set(owner, `Elasticsearch refused its document: ${type}`);
  }
  return { part: "accepted", rejected: [...rejected].map(([index, reason]) => ({ index, reason })) };
}
