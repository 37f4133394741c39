import { randomFor } from "./random.ts";
import type { Named, User } from "./types.ts";
import { uuidFor } from "./uuid.ts";
import { buildPartners, buildVisitors } from "./visitors.ts";
import { departments, firstNames, lastNames } from "./word-lists.ts";

export const emailDomain = "northwind-care.example";

export interface People {
  readonly users: readonly User[];
  readonly divisions: readonly Named[];
  /** Organisations whose people may act in this one, and those people. */
  readonly partners: readonly Named[];
  readonly visitors: readonly User[];
  /** Deploys configuration from a repository: the client that is meant to change things. */
  readonly pipeline: Named;
  /** The admin pages that people work in. */
  readonly console: Named;
  /** The client whose credentials the simulator hands out. */
  readonly reader: Named;
}

function userAt(seed: number, index: number): User {
  const random = randomFor(seed, "user", index);
  const [first, firstMail] = random.pick(firstNames);
  const [last, lastMail] = random.pick(lastNames);
  return {
    id: uuidFor(seed, "user", index),
    name: `${first} ${last}`,
    email: `${firstMail}.${lastMail}.${index + 1}@${emailDomain}`,
    department: random.pick(departments),
  };
}

/** Users, divisions and OAuth clients of the organisation. */
export function buildPeople(seed: number, users: number): People {
  const named = (kind: string, name: string): Named => ({ id: uuidFor(seed, kind, name), name });
  const partners = buildPartners(seed);
  return {
    partners,
    visitors: buildVisitors(seed, partners),
    users: Array.from({ length: users }, (_, index) => userAt(seed, index)),
    divisions: ["Home", ...departments.slice(0, 5)].map((name) => named("division", name)),
    pipeline: named("client", "CX as Code pipeline"),
    console: named("client", "Admin console"),
    reader: named("client", "Policy reader"),
  };
}
