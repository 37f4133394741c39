import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildQueues } from "./queues.ts";

/** Lists of entities as the platform answers them, each built when it is first asked for. */
export type ContactCentre = ReturnType<typeof buildContactCentre>;

export function buildContactCentre(base: OrgBase) {
  return {
    queues: once(() => buildQueues(base)),
  };
}
