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

/** What a rule reads, by keys. */
interface ReadsOfRule {
  /** Whose records it judges. */
  readonly judged: string | undefined;
  readonly all: ReadonlySet<string>;
}

function readsOfRules({ evaluations }: Plan): readonly ReadsOfRule[] {
  return evaluations.flatMap(({ policy, reads }) =>
    policy.rules.map((rule) => ({
      judged: reads.get(rule.on),
      all: new Set(rule.reads.flatMap((name) => reads.get(name) ?? [])),
    })),
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

/**
 * Reads whose rules all have no records to judge any more are not made: a run that lacks a permission ends soon. Where
 * only what is looked up is missing, a rule may still prove failures that do not rest on it.
 */
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
      const needing = rules.filter(({ all }) => all.has(key));
      const causes = needing.map(({ judged = "" }) => forbidden.get(judged));
      const [cause] = causes;
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
