import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { day } from "../spans.ts";
import type { Named } from "../types.ts";
import type { Group } from "./groups.ts";
import type { Member } from "./members.ts";
import type { Role } from "./roles.ts";

export type SubjectType = "PC_USER" | "PC_GROUP" | "PC_OAUTH_CLIENT";

/** A role in a division, given to somebody. */
export interface Grant {
  readonly subject: Named;
  readonly type: SubjectType;
  readonly role: Role;
  readonly division: Named;
  readonly at: number;
}

/** All divisions, those to come included. */
export const everyDivision: Named = { id: "*", name: "*" };

/** Who else than people is given a role. */
export interface OtherSubjects {
  readonly groups: readonly Group[];
  /** Clients with the roles that they act with. */
  readonly clients: readonly { readonly client: Named; readonly roles: readonly Role[] }[];
}

function grantsOf(
  base: OrgBase,
  subject: Named,
  type: SubjectType,
  roles: readonly Role[],
  divisions: readonly Named[],
): Grant[] {
  return roles.flatMap((role) =>
    divisions.map((division) => {
      const age = randomFor(base.seed, "grant", subject.id, role.id, division.id).between(1, 1_200);
      return { subject, type, role, division, at: base.now - age * day };
    }),
  );
}

/** Where a role of a person counts: everywhere for the mighty, mostly in their own division. */
function divisionsOf(base: OrgBase, member: Member, role: Role): readonly Named[] {
  const [home = everyDivision] = base.people.divisions;
  if (/admin|migration/i.test(role.name)) return [everyDivision];
  if (role.base === true) return [home];
  return member.division === home || !randomFor(base.seed, "grant-home", member.index).chance(0.4)
    ? [member.division]
    : [home, member.division];
}

function divisionsOfClient({ people, visible }: OrgBase, client: Named): readonly Named[] {
  if (client.id === people.reader.id) return visible ?? [everyDivision];
  return client.name === "Migration tool" ? [everyDivision] : people.divisions.slice(0, 1);
}

/** Every grant of the organisation: of people, of groups and of clients. */
export function buildGrants(
  base: OrgBase,
  members: readonly Member[],
  others: OtherSubjects,
): readonly Grant[] {
  const [home = everyDivision] = base.people.divisions;
  return [
    ...members.flatMap((member) =>
      member.roles.flatMap((role) =>
        grantsOf(base, member.user, "PC_USER", [role], divisionsOf(base, member, role)),
      ),
    ),
    ...others.groups.flatMap((group) =>
      group.role === undefined ? [] : grantsOf(base, group, "PC_GROUP", [group.role], [home]),
    ),
    ...others.clients.flatMap(({ client, roles }) =>
      grantsOf(base, client, "PC_OAUTH_CLIENT", roles, divisionsOfClient(base, client)),
    ),
  ];
}
