import type { Plan, PlannedRead } from "./plan.ts";

/** The least that a tenant has to grant for everything to be evaluated. */
export interface DescribedRole {
  readonly tenant: string;
  readonly provider: string;
  readonly permissions: readonly NeededPermission[];
  readonly scopes: readonly string[];
}

export interface NeededPermission {
  readonly permission: string;
  /** Data sources that cannot be read without it. */
  readonly sources: readonly string[];
  /** `policy/rule` of the rules that are unknown without it. */
  readonly rules: readonly string[];
}

/** What reading takes, by the key of the read. */
export type Needs = ReadonlyMap<
  string,
  { readonly permissions: readonly string[]; readonly scopes: readonly string[] }
>;

/** Rules that a read's data are needed for. */
function rulesOf(read: PlannedRead, plan: Plan): readonly string[] {
  return plan.evaluations.flatMap(({ policy, reads }) =>
    policy.rules
      .filter((rule) => rule.reads.some((name) => reads.get(name) === read.key))
      .map((rule) => rule.id),
  );
}

/** The minimal role of each tenant that is read over an API, with what each permission is for. */
export function describeRoles(plan: Plan, needs: Needs): readonly DescribedRole[] {
  return plan.tenants.map(({ name, provider }) => {
    const reads = plan.reads.filter((read) => read.tenant.name === name);
    const scopes = reads.flatMap((read) => needs.get(read.key)?.scopes ?? []);
    const permissions = reads.flatMap((read) => needs.get(read.key)?.permissions ?? []);
    return {
      tenant: name,
      provider,
      permissions: sorted(permissions).map((permission) => {
        const needing = reads.filter((read) => needs.get(read.key)?.permissions.includes(permission));
        return {
          permission,
          sources: sorted(needing.map((read) => read.source.name)),
          rules: sorted(needing.flatMap((read) => rulesOf(read, plan))),
        };
      }),
      scopes: sorted(scopes),
    };
  });
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
