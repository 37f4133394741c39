import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { day } from "../spans.ts";
import type { Named, User } from "../types.ts";
import { uuidFor } from "../uuid.ts";
import { cities, departments } from "../word-lists.ts";
import type { Member } from "./members.ts";
import type { Role } from "./roles.ts";

export interface Group extends Named {
  readonly members: readonly User[];
  readonly owners: readonly User[];
  readonly modifiedAt: number;
  readonly visibility: "public" | "owners" | "members";
  readonly social: boolean;
  /** The role of everybody in it. */
  readonly role?: Role;
}

/** Who is in which group, by the group's number; one group in nine is empty. */
function membersOfGroups(
  seed: number,
  count: number,
  members: readonly Member[],
): readonly (readonly User[])[] {
  const lists: User[][] = Array.from({ length: count }, () => []);
  for (const { user, index, state } of members) {
    const random = randomFor(seed, "groups-of", index);
    const chosen = new Set(Array.from({ length: 3 }, () => random.between(0, count - 1)));
    for (const group of state === "deleted" ? [] : chosen) if (group % 9 !== 4) lists[group]?.push(user);
  }
  return lists;
}

/** Groups of a department in a city; some have nobody who owns them. */
export function buildGroups(
  base: OrgBase,
  members: readonly Member[],
  roles: readonly Role[],
): readonly Group[] {
  const { seed, now, counts } = base;
  const count = Math.min(departments.length * cities.length, 9 + Math.floor(counts.users / 40));
  const given = roles.filter(({ name }) => name === "Supervisor" || name === "Flow author");
  return membersOfGroups(seed, count, members).map((users, index) => {
    const random = randomFor(seed, "group", index);
    const department = departments[index % departments.length] ?? "Support";
    const city = cities[Math.floor(index / departments.length) % cities.length] ?? "Dublin";
    return {
      id: uuidFor(seed, "group", index),
      name: `${department} ${city}`,
      members: users,
      owners: random.chance(0.8) ? [random.pick(base.people.users)] : [],
      modifiedAt: now - random.between(1, 900) * day,
      visibility: random.pick(["public", "public", "members", "owners"] as const),
      social: random.chance(0.1),
      ...(index % 4 === 1 ? { role: random.pick(given) } : {}),
    };
  });
}

/** A group as the platform answers it. */
export function renderGroup(group: Group): JsonObject {
  return {
    id: group.id,
    name: group.name,
    description: `${group.name} office`,
    dateModified: formatTimestamp(group.modifiedAt),
    memberCount: group.members.length,
    state: "active",
    version: 3,
    type: group.social ? "social" : "official",
    addresses: [],
    rulesVisible: true,
    visibility: group.visibility,
    rolesEnabled: group.role !== undefined,
    includeOwners: false,
    callsEnabled: false,
    owners: group.owners.map(({ id }) => ({ id, version: 1, selfUri: `/api/v2/users/${id}` })),
    selfUri: `/api/v2/groups/${group.id}`,
  };
}
