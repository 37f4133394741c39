import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { divisionRef, entityRef } from "../entity-ref.ts";
import { type Random, randomFor } from "../random.ts";
import { day } from "../spans.ts";
import { uuidFor } from "../uuid.ts";
import type { Group } from "./groups.ts";
import type { Member } from "./members.ts";
import type { Role } from "./roles.ts";

const titles = ["Agent", "Agent", "Agent", "Team lead", "Analyst", "Administrator"] as const;

/** A role of which the user did nothing lately. */
function unusedOf(random: Random, roles: readonly Role[]): readonly Role[] {
  return roles.filter((role) => role.base !== true && random.chance(0.25));
}

/** A group as it is named in a user; the platform tells all of what such a type requires. */
function groupRef({ id, name, social, visibility }: Group): JsonObject {
  return { id, name, type: social ? "social" : "official", rulesVisible: true, visibility };
}

/** What the platform adds to a user when asked to, by the name of the expansion. */
export type UserExpansion =
  | "authorization"
  | "authorization.unusedRoles"
  | "lasttokenissued"
  | "dateLastLogin"
  | "groups"
  | "team";

/** A user as the platform answers it. */
export function renderUser(
  seed: number,
  member: Member,
  groupsOf: (userId: string) => readonly Group[],
  expand: readonly string[],
): JsonObject {
  const { user, index, state, division, roles, team, manager, lastToken } = member;
  const random = randomFor(seed, "user-settings", index);
  const autoAnswer = random.chance(0.3);
  const title = random.pick(titles);
  const byPassword = random.chance(0.6);
  const has = (name: UserExpansion): boolean => expand.includes(name);
  const plain = (list: readonly Role[]): JsonObject[] => list.map(({ id, name }) => ({ id, name }));
  const unusedRoles = has("authorization.unusedRoles") ? plain(unusedOf(random, roles)) : undefined;
  const told = has("authorization") || unusedRoles !== undefined;
  return compact({
    id: user.id,
    name: user.name,
    division: divisionRef(division),
    department: user.department,
    email: user.email,
    username: user.email,
    title,
    state,
    version: random.between(1, 40),
    acdAutoAnswer: autoAnswer,
    manager: manager && { id: manager.id, version: 1, selfUri: `/api/v2/users/${manager.id}` },
    authorization: told ? compact({ roles: plain(roles), unusedRoles }) : undefined,
    lastTokenIssued:
      has("lasttokenissued") && lastToken !== undefined
        ? { dateIssued: formatTimestamp(lastToken) }
        : undefined,
    dateLastLogin:
      has("dateLastLogin") && byPassword && lastToken !== undefined
        ? formatTimestamp(lastToken - random.between(0, 5) * day)
        : undefined,
    groups: has("groups") ? groupsOf(user.id).map(groupRef) : undefined,
    team: has("team") ? entityRef(team, "/api/v2/teams") : undefined,
    selfUri: `/api/v2/users/${user.id}`,
  });
}

/** Second factors of a user: most have one, some switched it off, some never had any. */
export function verifiersOf(seed: number, { index }: Member): readonly JsonObject[] {
  const random = randomFor(seed, "verifiers", index);
  const draw = random.next();
  if (draw < 0.12) return [];
  const one = {
    id: uuidFor(seed, "verifier", index, 0),
    name: "Authenticator app",
    enabled: draw > 0.2,
    default: true,
  };
  return draw < 0.9
    ? [one]
    : [one, { id: uuidFor(seed, "verifier", index, 1), name: "Security key", enabled: true, default: false }];
}
