import type { HttpClient } from "../../../http/exchange.ts";
import { isJsonObject, type Json } from "../../../model/json.ts";
import type { Probe } from "../../../model/provider.ts";
import { grants, permissionsOfRole, writes } from "./permission-policies.ts";

interface RoleDivision {
  readonly roleId: string;
  /** `*` stands for all divisions. */
  readonly divisionId: string;
}

function roleDivisions(client: Json | undefined): readonly RoleDivision[] | undefined {
  const list = isJsonObject(client) ? client["roleDivisions"] : undefined;
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((entry: Json) => {
    if (!isJsonObject(entry)) return [];
    const { roleId, divisionId } = entry;
    return typeof roleId === "string" && typeof divisionId === "string" ? [{ roleId, divisionId }] : [];
  });
}

async function get(api: HttpClient, url: string): Promise<Json | undefined> {
  const result = await api.send({ method: "GET", url });
  return result.ok ? result.body : undefined;
}

const unreadable: Probe = {
  what: "permissions",
  state: "unknown",
  found: "The roles of this client could not be read, so that they were not compared with what is needed.",
  advice:
    "Grant oauth:client:view and authorization:role:view for this comparison; a check does not need them.",
};

/** Compares what the client's roles grant with what the planned reads need. */
export async function* examinePermissions(
  api: HttpClient,
  clientId: string,
  needed: readonly string[],
): AsyncIterable<Probe> {
  const held = roleDivisions(await get(api, `/api/v2/oauth/clients/${encodeURIComponent(clientId)}`));
  if (held === undefined) {
    yield unreadable;
    return;
  }
  const granted = new Map<string, readonly string[]>();
  for (const roleId of new Set(held.map((entry) => entry.roleId))) {
    const role = await get(api, `/api/v2/authorization/roles/${encodeURIComponent(roleId)}`);
    if (role === undefined) {
      yield unreadable;
      return;
    }
    granted.set(roleId, permissionsOfRole(role));
  }
  yield* compare([...new Set([...granted.values()].flat())].sort(), needed);
  yield* divisions(held, granted, needed);
}

function* compare(granted: readonly string[], needed: readonly string[]): Iterable<Probe> {
  const missing = needed.filter((permission) => !granted.some((held) => grants(held, permission)));
  yield missing.length === 0
    ? { what: "permissions", state: "ok", found: `All ${needed.length} that are needed are granted.` }
    : {
        what: "permissions",
        state: "failed",
        found: `Missing: ${missing.join(", ")}.`,
        advice: "Add them to the client's role; 'bylaw plan --permissions' says which rules need them.",
      };
  const forDoctor = ["oauth:client:view", "authorization:role:view"];
  const excess = granted.filter(
    (held) => ![...needed, ...forDoctor].some((permission) => held === permission),
  );
  if (excess.length === 0) return;
  const changing = excess.filter(writes);
  const list = (changing.length > 0 ? changing : excess).slice(0, 20).join(", ");
  const more = Math.max(0, (changing.length > 0 ? changing : excess).length - 20);
  const rest = more === 0 ? "" : ` and ${more} more`;
  yield {
    what: "excess permissions",
    state: "warning",
    found:
      changing.length > 0
        ? `${excess.length} are granted and not needed, ${changing.length} of them not only for reading: ${list}${rest}.`
        : `${excess.length} are granted and not needed: ${list}${rest}.`,
    advice: "Give the client a role of its own with what is needed; bylaw never writes to a tenant.",
  };
}

/** A role for some divisions only makes lists shorter without a word. */
function* divisions(
  held: readonly RoleDivision[],
  granted: ReadonlyMap<string, readonly string[]>,
  needed: readonly string[],
): Iterable<Probe> {
  const narrow = needed.filter((permission) => {
    const roles = held.filter(({ roleId }) =>
      (granted.get(roleId) ?? []).some((one) => grants(one, permission)),
    );
    return roles.length > 0 && roles.every(({ divisionId }) => divisionId !== "*");
  });
  if (narrow.length === 0) return;
  yield {
    what: "divisions",
    state: "warning",
    found: `Granted for some divisions only, whose records alone are seen: ${narrow.join(", ")}.`,
    advice: "Grant the role for all divisions, or make sure that the policies are meant for these.",
  };
}
