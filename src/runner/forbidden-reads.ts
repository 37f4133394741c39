import type { Dataset, IncompleteReason } from "../model/dataset.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Connection } from "../model/provider.ts";
import type { Registry } from "../model/registry.ts";
import { missingPermission } from "./missing-permission.ts";
import type { Plan, PlannedRead } from "./plan.ts";

/** Reads that are not made, because of permissions that are missing for them or for what they are needed with. */
export interface ForbiddenReads {
  /** Asks, before anything is read, what the tenants are known not to grant. */
  examine(connectionOf: (read: PlannedRead) => Connection | undefined): Promise<void>;
  /** Why a read is not worth a request; undefined when it is. */
  reasonFor(read: PlannedRead): IncompleteReason | undefined;
  /** Learns from what came of a read. */
  learn(read: PlannedRead, dataset: Dataset): void;
  /** One for each tenant and permission that was found missing before anything was read. */
  diagnostics(): readonly Diagnostic[];
}

/** Keys of what each rule reads. */
function readsOfRules({ evaluations }: Plan): readonly ReadonlySet<string>[] {
  return evaluations.flatMap(({ policy, reads }) =>
    policy.rules.map((rule) => new Set(rule.reads.flatMap((name) => reads.get(name) ?? []))),
  );
}

function missingReason(source: string, permissions: readonly string[]): IncompleteReason {
  const message = `Missing ${permissions.join(", ")}, without which ${source} cannot be read: nothing was asked`;
  return { code: "forbidden", message, permissions };
}

/** What cannot be found out is left to the reading; so is a defect of the provider. */
async function lackingOf(connection: Connection | undefined, needed: readonly string[]) {
  try {
    return (await connection?.lacking?.(needed)) ?? [];
  } catch {
    return [];
  }
}

/** Reads whose rules can all not be decided any more are not made: a run that lacks a permission ends soon. */
export function forbiddenReads(plan: Plan, { providers }: Registry): ForbiddenReads {
  const rules = readsOfRules(plan);
  const forbidden = new Map<string, { readonly source: string; readonly permissions: readonly string[] }>();
  const examined = new Map<string, { tenant: string; permission: string; sources: Set<string> }>();

  function note({ tenant, source }: PlannedRead, permissions: readonly string[]): void {
    for (const permission of permissions) {
      const key = `${tenant.name} ${permission}`;
      const known = examined.get(key) ?? { tenant: tenant.name, permission, sources: new Set() };
      known.sources.add(source.name);
      examined.set(key, known);
    }
  }

  return {
    async examine(connectionOf) {
      for (const read of plan.reads) {
        const needed = providers.get(read.tenant.provider)?.estimate(read, read.tenant).permissions ?? [];
        const missing = await lackingOf(connectionOf(read), needed);
        if (missing.length === 0) continue;
        forbidden.set(read.key, { source: read.source.name, permissions: missing });
        note(read, missing);
      }
    },
    reasonFor({ key }) {
      const own = forbidden.get(key);
      if (own !== undefined) return missingReason(own.source, own.permissions);
      const needing = rules.filter((reads) => reads.has(key));
      const causes = needing.map((reads) => [...reads].find((each) => forbidden.has(each)));
      const [first] = causes;
      const cause = first === undefined ? undefined : forbidden.get(first);
      if (cause === undefined || causes.includes(undefined)) return undefined;
      const { source, permissions } = cause;
      const message = `Not read: no rule that needs it can be decided without ${source}, for which ${permissions.join(", ")} is missing`;
      return { code: "forbidden", message, permissions };
    },
    learn({ key, source }, { ledger }) {
      const refused = ledger.reasons.find(
        ({ code, permissions = [] }) => code === "forbidden" && permissions.length > 0,
      );
      // Some divisions may be seen: what came of them stands.
      if (refused?.permissions === undefined || ledger.pages > 0 || forbidden.has(key)) return;
      forbidden.set(key, { source: source.name, permissions: refused.permissions });
    },
    diagnostics: () =>
      [...examined.values()].map(({ tenant, permission, sources }) =>
        missingPermission(tenant, permission, [...sources].sort()),
      ),
  };
}
