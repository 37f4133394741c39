import type { Delivery, DeliveryOutcome } from "../model/sink.ts";

/** A delivery as stores keep it: the JSON made once, the time a whole number of milliseconds. */
export interface Entry {
  /** Place in the batch. */
  readonly index: number;
  /** Names the record for ever; another organisation or id never has the same. */
  readonly key: string;
  readonly organization: string;
  readonly id: string;
  readonly kind: string;
  readonly time: number;
  /** JSON of the record as it was served. */
  readonly raw: string;
  /** JSON of its rows. */
  readonly rows: readonly string[];
}

type Rejections = Extract<DeliveryOutcome, { ok: true }>["rejected"];

export interface Entries {
  /** Each record once. */
  readonly entries: readonly Entry[];
  readonly rejected: Rejections;
}

const earliest = Date.parse("0001-01-01T00:00:00Z");
const latest = Date.parse("9999-12-31T23:59:59.999Z");

/** JSON of the values; undefined when one is nested deeper than can be written. */
function textsOf(values: readonly unknown[]): string[] | undefined {
  try {
    return values.map((value) => JSON.stringify(value));
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The entry of a delivery, or why no store can ever keep it. */
function entryOf(delivery: Delivery, index: number, key: string): Entry | string {
  const { organization, id, kind, raw } = delivery;
  const time = Math.floor(delivery.time);
  if (!(time >= earliest && time <= latest)) return "Its time is not between the years 1 and 9999";
  const rows = textsOf(delivery.rows);
  if (rows === undefined) return "It cannot be written as JSON";
  return { index, key, organization, id, kind, time, raw, rows };
}

/** Prepares a batch: what can be kept, each record once (the first counts), and what never can. */
export function entriesOf(batch: readonly Delivery[]): Entries {
  const entries = new Map<string, Entry>();
  const rejected: { index: number; reason: string }[] = [];
  for (const [index, delivery] of batch.entries()) {
    const key = JSON.stringify([delivery.organization, delivery.id]);
    if (entries.has(key)) continue;
    const entry = entryOf(delivery, index, key);
    if (typeof entry === "string") rejected.push({ index, reason: entry });
    else entries.set(key, entry);
  }
  return { entries: [...entries.values()], rejected };
}
