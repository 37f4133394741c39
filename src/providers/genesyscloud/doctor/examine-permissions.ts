import type { HttpClient } from "../../../http/exchange.ts";
import type { Probe } from "../../../model/provider.ts";
import { grantedInSomeDivisions, readHeldRoles } from "../held-roles.ts";
import { grants, writes } from "../permission-policies.ts";

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
  const held = await readHeldRoles(api, clientId);
  if (held === undefined) {
    yield unreadable;
    return;
  }
  yield* compare([...new Set(held.flatMap(({ permissions }) => permissions))].sort(), needed);
  yield* divisions(grantedInSomeDivisions(held, needed));
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
function* divisions(narrow: readonly string[]): Iterable<Probe> {
  if (narrow.length === 0) return;
  yield {
    what: "divisions",
    state: "warning",
    found: `Granted for some divisions only, whose records alone are seen: ${narrow.join(", ")}.`,
    advice:
      "Grant the role for all divisions, or give the tenant 'divisions: granted' where these are meant.",
  };
}
