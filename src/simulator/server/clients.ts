import { permissionsOf } from "../org/identity/render-roles.ts";
import type { Org } from "../org/org.ts";
import { uuidFor } from "../org/uuid.ts";

/** Which clients may log in with a secret, and what each may do. */
export interface Clients {
  secretOf(clientId: string): string | undefined;
  permits(clientId: string, permission: string): boolean;
}

/** True when a permission with `*` in it includes another. */
function includes(held: string, permission: string): boolean {
  const wanted = permission.split(":");
  return held.split(":").every((part, index) => part === "*" || part === wanted[index]);
}

/**
 * The clients of an organisation.
 *
 * @param granted permissions of the client that reads it
 */
export function createClients(org: Org, granted: ReadonlySet<string>): Clients {
  const { seed, people, identity } = org;
  const heldBy = (clientId: string): readonly string[] => {
    const client = identity.clients().find(({ id }) => id === clientId);
    return (client?.roles ?? []).flatMap((role) => permissionsOf(role, granted));
  };
  const held = new Map<string, readonly string[]>();
  return {
    secretOf(clientId) {
      if (clientId === people.reader.id) return uuidFor(seed, "client-secret").replaceAll("-", "");
      const client = identity.clients().find(({ id }) => id === clientId);
      if (client?.grantType !== "CLIENT-CREDENTIALS" || client.state !== "active") return undefined;
      return uuidFor(seed, "client-secret", clientId).replaceAll("-", "");
    },
    permits(clientId, permission) {
      if (clientId === people.reader.id) return granted.has(permission);
      const permissions = held.get(clientId) ?? heldBy(clientId);
      held.set(clientId, permissions);
      return permissions.some((one) => includes(one, permission));
    },
  };
}
