import type { JsonObject } from "../../model/json.ts";
import type { Named } from "./types.ts";

/** A reference to an entity with its address. */
export function entityRef({ id, name }: Named, path: string): JsonObject {
  return { id, name, selfUri: `${path}/${id}` };
}

/** A division as entities carry it. */
export function divisionRef(division: Named): JsonObject {
  return entityRef(division, "/api/v2/authorization/divisions");
}
