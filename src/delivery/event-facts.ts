import type { DataSource } from "../model/data-source.ts";
import type { JsonObject } from "../model/json.ts";
import { readPath } from "../model/read-path.ts";
import { parseTimestamp } from "../time/timestamp.ts";

/** What is known of an event, from where its source says that it stands. */
export interface EventFacts {
  /** Absent where the record has none. */
  readonly id?: string;
  /** Epoch milliseconds; absent where the record does not say when it happened. */
  readonly time?: number;
  readonly kind: string;
}

function textAt(record: JsonObject, path: string | undefined): string | undefined {
  const value = path === undefined ? undefined : readPath(record, path);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

export function eventFacts(record: JsonObject, { resource, event }: DataSource): EventFacts {
  const id = textAt(record, resource.id);
  const at = textAt(record, event?.at);
  const time = at === undefined ? undefined : parseTimestamp(at);
  return {
    kind: textAt(record, event?.kind) ?? resource.type,
    ...(id === undefined || id === "" ? {} : { id }),
    ...(time === undefined ? {} : { time }),
  };
}
