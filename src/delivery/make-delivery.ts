import type { DataSource } from "../model/data-source.ts";
import type { JsonObject } from "../model/json.ts";
import type { Delivery } from "../model/sink.ts";
import type { Mapping } from "./compile-mapping.ts";
import { eventFacts } from "./event-facts.ts";
import type { NormaliseEvent } from "./normalise-event.ts";
import type { Served } from "./served-records.ts";

/** A delivery, or why a record cannot be one, without content of the record. */
export type MadeDelivery =
  | {
      readonly ok: true;
      readonly delivery: Delivery;
      /** The registry of entity types does not have its kind. */
      readonly unknownType: boolean;
    }
  | { readonly ok: false; readonly problem: string };

/** What all deliveries of one reading share. */
export interface DeliveryContext {
  readonly source: DataSource;
  readonly organization: string;
  readonly mapping: Mapping;
  /** Finds what changed; absent where the source has no registry of entity types. */
  readonly normalise?: NormaliseEvent;
  /** The record as it was served, where that was kept. */
  served(record: JsonObject): Served | undefined;
}

/** Undefined where it cannot be written: a provider's defect. */
function rawOf(record: JsonObject, served: Served | undefined): string | undefined {
  try {
    return served?.text ?? JSON.stringify(served?.record ?? record);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Makes a delivery of a record: its id, time and kind are where the source says they are. */
export function makeDelivery(record: JsonObject, context: DeliveryContext): MadeDelivery {
  const { source, organization, mapping, normalise } = context;
  const { id, time, kind } = eventFacts(record, source);
  if (id === undefined) return { ok: false, problem: "it has no id" };
  if (time === undefined) return { ok: false, problem: "it does not say when it happened" };
  const served = context.served(record);
  const event = normalise?.(record, served?.record ?? record, kind) ?? { ok: true, record, known: true };
  if (!event.ok) return event;
  const mapped = mapping(event.record);
  if (!mapped.ok) return mapped;
  const raw = rawOf(record, served);
  if (raw === undefined) return { ok: false, problem: "it cannot be written as JSON" };
  return {
    ok: true,
    delivery: { organization, id, time, kind, rows: mapped.rows, raw },
    unknownType: !event.known,
  };
}
