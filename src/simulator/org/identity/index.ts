import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildAccessPolicies } from "./access-policies.ts";
import { buildGrants, type Grant } from "./grants.ts";
import { buildGroups, type Group } from "./groups.ts";
import { licenseUsers } from "./licenses.ts";
import { limitChangeRequests } from "./limits.ts";
import { buildMembers, type Member } from "./members.ts";
import { buildOAuthClients } from "./oauth-clients.ts";
import { buildRoles } from "./roles.ts";
import { buildTrustees, buildTrustors } from "./trusts.ts";

/** Who is in the organisation and what they may do, each part built when it is first asked for. */
export type Identity = ReturnType<typeof buildIdentity>;

/** Elements of a list by something about them, in their order. */
function grouped<T>(list: readonly T[], keyOf: (element: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const element of list) {
    const key = keyOf(element);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [element]);
    else group.push(element);
  }
  return groups;
}

function groupsByUser(groups: readonly Group[]): ReadonlyMap<string, readonly Group[]> {
  const memberships = groups.flatMap((group) => group.members.map(({ id }) => ({ id, group })));
  const byUser = grouped(memberships, ({ id }) => id);
  return new Map([...byUser].map(([id, list]) => [id, list.map(({ group }) => group)]));
}

export function buildIdentity(base: OrgBase) {
  const roles = once(() => buildRoles(base));
  const members = once(() => buildMembers(base, roles()));
  const groups = once(() => buildGroups(base, members(), roles()));
  const clients = once(() => buildOAuthClients(base, roles()));
  const grants = once(() =>
    buildGrants(base, members(), {
      groups: groups(),
      clients: clients().map((client) => ({ client, roles: client.roles })),
    }),
  );
  return {
    roles,
    members,
    memberById: once((): ReadonlyMap<string, Member> => new Map(members().map((one) => [one.user.id, one]))),
    groups,
    groupsByUser: once(() => groupsByUser(groups())),
    clients,
    grants,
    grantsBySubject: once(() => grouped(grants(), ({ subject }: Grant) => subject.id)),
    grantsByRole: once(() => grouped(grants(), ({ role }: Grant) => role.id)),
    grantsByDivision: once(() => grouped(grants(), ({ division }: Grant) => division.id)),
    accessPolicies: once(() => buildAccessPolicies(base, groups()[0]?.id ?? "")),
    trustees: once(() => buildTrustees(base)),
    trustors: once(() => buildTrustors(base)),
    licenses: once(() => licenseUsers(base.seed, members())),
    limitChanges: once(() => limitChangeRequests(base)),
  };
}
