import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";

/** A record as it was served, before it was mapped. */
export interface Served {
  readonly record: JsonObject;
  /** Its JSON as it came, byte for byte, where the provider has it. */
  readonly text?: string;
}

/** How records were served, as long as somebody holds them. */
export interface ServedRecords {
  /** For `ProviderHost.served`. */
  note(record: JsonObject, asServed: Json, text?: string): void;
  of(record: JsonObject): Served | undefined;
}

export function servedRecords(): ServedRecords {
  const known = new WeakMap<JsonObject, Served>();
  return {
    note(record, asServed, text) {
      if (!isJsonObject(asServed)) return;
      known.set(record, { record: asServed, ...(text === undefined ? {} : { text }) });
    },
    of: (record) => known.get(record),
  };
}
