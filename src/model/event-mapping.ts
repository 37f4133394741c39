import { type EntityPaths, withEntities } from "./entity-paths.ts";
import type { JsonObject } from "./json.ts";

/** What a record says of itself as an event; each value is a plain path. */
export interface EventMapping {
  /** When it happened. */
  readonly at: string;
  /** What it is about. Absent: all are of the resource's type. */
  readonly kind?: string;
  /** Registry of entity types, for audit events. */
  readonly entities?: readonly EntityPaths[];
}

/** Reads `event` of a data source's description; undefined for what its schema does not let through. */
export function eventMappingOf(event: JsonObject): EventMapping | undefined {
  const { at, kind } = event;
  if (typeof at !== "string") return undefined;
  return { at, ...(typeof kind === "string" ? { kind } : {}), ...withEntities(event) };
}
