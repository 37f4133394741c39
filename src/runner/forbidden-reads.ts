import type { Dataset, IncompleteReason } from "../model/dataset.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Connection } from "../model/provider.ts";
import type { Registry } from "../model/registry.ts";
import { describeMissing, findMissing, type MissingGrant, missingPermissions } from "./missing-grant.ts";
import type { Plan, PlannedRead } from "./plan.ts";

/** Reads that are not made, because of permissions or scopes that are missing for them or for what they are needed with. */
export interface ForbiddenReads {
  /** Asks, before anything is read, what the tenants are known not to grant. */
  examine(connectionOf: (read: PlannedRead) => Connection | undefined): Promise<void>;
  /** Why a read is not worth a request; undefined when it is. */
  reasonFor(read: PlannedRead): IncompleteReason | undefined;
  /** Learns from what came of a read. */
  learn(read: PlannedRead, dataset: Dataset): void;
  /** One for each tenant and permission or scope that was found missing before anything was read. */
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

/** A source that is not read, and what is missing for it. */
interface Forbidden {
  readonly source: string;
  readonly missing: readonly MissingGrant[];
}

const namesOf = (missing: readonly MissingGrant[]): string => missing.map(({ name }) => name).join(", ");

function reasonOf(missing: readonly MissingGrant[], message: string): IncompleteReason {
  const permissions = missing.flatMap(({ kind, name }) => (kind === "permission" ? [name] : []));
  return { code: "forbidden", message, ...(permissions.length === 0 ? {} : { permissions }) };
}

/**
 * Reads whose rules all have no records to judge any more are not made: a run that lacks a permission ends soon. Where
 * only what is looked up is missing, a rule may still prove failures that do not rest on it.
 */
export function forbiddenReads(plan: Plan, { providers }: Registry): ForbiddenReads {
  const rules = readsOfRules(plan);
  const forbidden = new Map<string, Forbidden>();
  const examined = new Map<string, { tenant: string; grant: MissingGrant; sources: Set<string> }>();

  function note({ tenant, source }: PlannedRead, missing: readonly MissingGrant[]): void {
    for (const grant of missing) {
      const key = `${tenant.name} ${grant.kind} ${grant.name}`;
      const known = examined.get(key) ?? { tenant: tenant.name, grant, sources: new Set() };
      known.sources.add(source.name);
      examined.set(key, known);
    }
  }

  return {
    async examine(connectionOf) {
      for (const read of plan.reads) {
        const needed = providers.get(read.tenant.provider)?.estimate(read, read.tenant);
        const missing = await findMissing(connectionOf(read), needed);
        if (missing.length === 0) continue;
        forbidden.set(read.key, { source: read.source.name, missing });
        note(read, missing);
      }
    },
    reasonFor({ key }) {
      const own = forbidden.get(key);
      if (own !== undefined)
        return reasonOf(
          own.missing,
          `Missing ${namesOf(own.missing)}, without which ${own.source} cannot be read: nothing was asked`,
        );
      const needing = rules.filter(({ all }) => all.has(key));
      const causes = needing.map(({ judged = "" }) => forbidden.get(judged));
      const [cause] = causes;
      if (cause === undefined || causes.includes(undefined)) return undefined;
      const { source, missing } = cause;
      return reasonOf(
        missing,
        `Not read: no rule that needs it can be decided without ${source}, for which ${namesOf(missing)} is missing`,
      );
    },
    learn({ key, source }, { ledger }) {
      const refused = ledger.reasons.find(
        ({ code, permissions = [] }) => code === "forbidden" && permissions.length > 0,
      );
      // Some divisions may be seen: what came of them stands.
      if (refused?.permissions === undefined || ledger.pages > 0 || forbidden.has(key)) return;
      const missing = missingPermissions(refused.permissions);
      forbidden.set(key, { source: source.name, missing });
    },
    diagnostics: () =>
      [...examined.values()].map(({ tenant, grant, sources }) =>
        describeMissing(tenant, grant, [...sources].sort()),
      ),
  };
}
