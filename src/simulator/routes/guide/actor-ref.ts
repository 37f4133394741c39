import type { JsonObject } from "../../../model/json.ts";
import type { Actor } from "../../org/types.ts";

/** The person, else the client; undefined for the platform itself. */
export function actorRef({ user, client }: Actor): JsonObject | undefined {
  const who = user ?? client;
  return who === undefined ? undefined : { id: who.id, name: who.name };
}
