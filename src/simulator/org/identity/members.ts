import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { day } from "../spans.ts";
import type { Named, User } from "../types.ts";
import { uuidFor } from "../uuid.ts";
import type { Role } from "./roles.ts";

export type UserState = "active" | "inactive" | "deleted";

/** What a user is in the organisation, beside a name. */
export interface Member {
  readonly user: User;
  readonly index: number;
  readonly state: UserState;
  readonly division: Named;
  readonly roles: readonly Role[];
  readonly team: Named;
  readonly manager?: User;
  /** Epoch milliseconds; absent when no token was ever issued. */
  readonly lastToken?: number;
}

/** One in fourteen is inactive, one in fourteen deleted. */
function stateOf(index: number): UserState {
  return index % 14 === 12 ? "inactive" : index % 14 === 13 ? "deleted" : "active";
}

function rolesOf(seed: number, index: number, roles: readonly Role[]): Role[] {
  const random = randomFor(seed, "member-roles", index);
  const named = (name: string): Role[] => roles.filter((role) => role.name === name);
  const own = roles.filter((role) => role.shipped !== true && role.reader !== true);
  // Nobody has the role for telephony; the one of the migration was forgotten with somebody.
  const taken = own.filter(({ name }) => name !== "Telephony engineer" && name !== "Migration 2024");
  const admin = index % 40 === 3;
  return [
    ...named("employee"),
    ...named(random.chance(0.8) ? "User" : "Supervisor"),
    ...(admin ? named("Admin") : []),
    ...(index % 400 === 5 ? named("Master Admin") : []),
    ...(index % 700 === 6 ? named("Migration 2024") : []),
    ...(random.chance(0.3) ? [random.pick(taken)] : []),
  ];
}

function lastTokenOf(seed: number, index: number, now: number): number | undefined {
  const random = randomFor(seed, "last-token", index);
  const draw = random.next();
  if (draw < 0.05) return undefined;
  return now - Math.floor(random.next() * (draw < 0.2 ? 400 : 20) * day);
}

/** Everybody, with their place in the organisation. */
export function buildMembers(base: OrgBase, roles: readonly Role[]): readonly Member[] {
  const { seed, now, people } = base;
  const { users, divisions } = people;
  return users.map((user, index) => {
    const random = randomFor(seed, "member", index);
    const lead = users[Math.floor(index / 12) * 12];
    const state = stateOf(index);
    const lastToken = lastTokenOf(seed, index, now);
    const team = `${user.department} team`;
    return {
      user,
      index,
      state,
      division: random.pick(divisions),
      roles: state === "deleted" ? [] : rolesOf(seed, index, roles),
      team: { id: uuidFor(seed, "team", team), name: team },
      ...(lead === undefined || lead === user ? {} : { manager: lead }),
      ...(lastToken === undefined ? {} : { lastToken }),
    };
  });
}
