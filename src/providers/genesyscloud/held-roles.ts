import type { HttpClient } from "../../http/exchange.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import { grants, permissionsOfRole } from "./permission-policies.ts";

/** A role of an OAuth client. */
export interface HeldRole {
  /** As `domain:entity:action`; any part may be `*`. */
  readonly permissions: readonly string[];
  /** It counts in all divisions, those to come included. */
  readonly everywhere: boolean;
}

async function get(api: HttpClient, url: string): Promise<Json | undefined> {
  const result = await api.send({ method: "GET", url });
  return result.ok ? result.body : undefined;
}

/** For each role, whether one of its divisions is `*`, which stands for all. */
function divisionsByRole(client: Json | undefined): ReadonlyMap<string, boolean> | undefined {
  const list = isJsonObject(client) ? client["roleDivisions"] : undefined;
  if (!Array.isArray(list)) return undefined;
  const roles = new Map<string, boolean>();
  for (const entry of list) {
    if (!isJsonObject(entry)) continue;
    const { roleId, divisionId } = entry;
    if (typeof roleId !== "string" || typeof divisionId !== "string") continue;
    roles.set(roleId, roles.get(roleId) === true || divisionId === "*");
  }
  return roles;
}

/**
 * The roles of a client, asked with its own token.
 *
 * @returns undefined where it may not see them: that takes oauth:client:view and authorization:role:view
 */
export async function readHeldRoles(
  api: HttpClient,
  clientId: string,
): Promise<readonly HeldRole[] | undefined> {
  const divisions = divisionsByRole(await get(api, `/api/v2/oauth/clients/${encodeURIComponent(clientId)}`));
  if (divisions === undefined) return undefined;
  const held: HeldRole[] = [];
  for (const [roleId, everywhere] of divisions) {
    const role = await get(api, `/api/v2/authorization/roles/${encodeURIComponent(roleId)}`);
    if (role === undefined) return undefined;
    held.push({ permissions: permissionsOfRole(role), everywhere });
  }
  return held;
}

/** Those of the needed permissions that no role grants. */
export function grantedNowhere(held: readonly HeldRole[], needed: readonly string[]): readonly string[] {
  return needed.filter(
    (permission) => !held.some(({ permissions }) => permissions.some((one) => grants(one, permission))),
  );
}

/** Those of the needed permissions that are granted, but not for all divisions. */
export function grantedInSomeDivisions(
  held: readonly HeldRole[],
  needed: readonly string[],
): readonly string[] {
  return needed.filter((permission) => {
    const granting = held.filter(({ permissions }) => permissions.some((one) => grants(one, permission)));
    return granting.length > 0 && granting.every(({ everywhere }) => !everywhere);
  });
}
