import type { OrgBase } from "../org-base.ts";

/** Lists of entities as the platform answers them, each built when it is first asked for. */
export type Identity = ReturnType<typeof buildIdentity>;

export function buildIdentity(_base: OrgBase) {
  return {};
}
