import type { HttpClient } from "../../http/exchange.ts";
import type { IncompleteReason } from "../../model/dataset.ts";
import type { Doubts } from "../../reader/described-connection.ts";
import { readIndexState, trackingPermission } from "./dependency-index.ts";
import { divisionAware } from "./division-aware.ts";
import { grantedInSomeDivisions, type HeldRole } from "./held-roles.ts";
import { once } from "./once.ts";

/** The index says of itself how far it is. */
const indexSource = "genesyscloud.dependency_build";

/**
 * What the platform leaves out without an error: records of divisions for which the client has no grant, and
 * dependencies while their index is not up to date. Roles that the client may not see raise no doubt;
 * `doctor` says so.
 *
 * @param roles of the client, where it may see them
 * @param someDivisions the tenant is meant to be what the client's divisions hold
 */
export function createDoubts(
  api: HttpClient,
  roles: () => Promise<readonly HeldRole[] | undefined>,
  someDivisions: boolean,
): Doubts {
  const index = once(() => readIndexState(api));

  async function divisions(permissions: readonly string[]): Promise<IncompleteReason[]> {
    const aware = permissions.filter((permission) => divisionAware.has(permission));
    if (someDivisions || aware.length === 0) return [];
    const narrow = grantedInSomeDivisions((await roles()) ?? [], aware);
    if (narrow.length === 0) return [];
    const message = `Granted for some divisions only, whose records alone are listed: ${narrow.join(", ")}`;
    return [{ code: "forbidden", message, permissions: narrow }];
  }

  async function dependencies(name: string, permissions: readonly string[]): Promise<IncompleteReason[]> {
    if (!permissions.includes(trackingPermission) || name === indexSource) return [];
    const found = await index();
    if (found.ok && found.current) return [];
    const state = found.ok ? `its state is ${found.state}` : found.problem;
    return [{ code: "partial-content", message: `The index of dependencies is not up to date: ${state}` }];
  }

  return async (source, permissions) => [
    ...(await divisions(permissions)),
    ...(await dependencies(source.name, permissions)),
  ];
}
