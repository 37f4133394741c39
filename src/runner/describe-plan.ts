import { resolve } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { JsonObject } from "../model/json.ts";
import type { ReadEstimate } from "../model/provider.ts";
import type { Registry } from "../model/registry.ts";
import { UsageError } from "../model/usage-error.ts";
import { exitCodes } from "../results/exit-code.ts";
import { readManifest } from "../snapshot/read-manifest.ts";
import { type DescribedRole, describeRoles } from "./describe-role.ts";
import type { LoadOptions } from "./load-options.ts";
import { openProject } from "./open-project.ts";
import type { Plan } from "./plan.ts";
import { planProject } from "./plan-project.ts";
import {
  type EarlierReads,
  earlierReads,
  type PredictedRequests,
  predictRequests,
} from "./predict-requests.ts";
import type { RunnerHost } from "./runner-host.ts";

/** One read as `plan` shows it. */
export interface DescribedRead {
  readonly source: string;
  readonly tenant: string;
  readonly parameters: JsonObject;
  readonly usedBy: readonly string[];
  readonly requests: number;
  readonly basis: PredictedRequests["basis"];
  readonly permissions: readonly string[];
  readonly scopes: readonly string[];
}

export interface DescribedPlan {
  readonly tenants: readonly { readonly name: string; readonly provider: string }[];
  readonly policies: readonly {
    readonly id: string;
    readonly tenant: string;
    readonly rules: readonly string[];
  }[];
  readonly reads: readonly DescribedRead[];
  /** Of all reads, with logging in and connecting. */
  readonly requests: number;
  /** `fewest` where any of the reads has no better one. */
  readonly basis: PredictedRequests["basis"];
  readonly permissions: readonly string[];
  /** For each tenant, what it has to grant and what for. */
  readonly roles: readonly DescribedRole[];
  /** Seconds that so many requests take at the rate limit of one token, 300 requests a minute. */
  readonly seconds: number;
}

const requestsPerSecond = 300 / 60;
const nothing: ReadEstimate = { requests: 0, permissions: [], scopes: [] };

export interface PlanOptions extends LoadOptions {
  readonly tenants: readonly string[];
  readonly targets: readonly string[];
  /** Folder of an earlier snapshot to predict requests from. */
  readonly like?: string;
}

function openEarlier(folder: string): EarlierReads {
  const manifest = readManifest(resolve(folder));
  if ("severity" in manifest) throw new UsageError([manifest]);
  return earlierReads(manifest);
}

/** Login and the like, for each tenant that something is read from. */
function connecting(plan: Plan, registry: Registry): number {
  const tenants = new Map(plan.reads.map(({ tenant }) => [tenant.name, tenant]));
  return [...tenants.values()].reduce(
    (sum, tenant) => sum + (registry.providers.get(tenant.provider)?.connecting?.(tenant) ?? 0),
    0,
  );
}

/**
 * What a check would do, worked out offline, with warnings.
 *
 * @throws UsageError when documents or flags are invalid
 */
export async function plan(
  options: PlanOptions,
  host: RunnerHost,
): Promise<{ plan: DescribedPlan; diagnostics: readonly Diagnostic[]; exitCode: number }> {
  const opened = await openProject(options, host);
  const { like, ...others } = options;
  const { plan: planned } = await planProject(opened, others);
  const earlier = like === undefined ? undefined : openEarlier(like);
  const needs = new Map(
    planned.reads.map(({ key, source, tenant, parameters }) => {
      const provider = opened.registry.providers.get(source.provider);
      return [key, provider?.estimate({ source, parameters }, tenant) ?? nothing] as const;
    }),
  );
  const reads = planned.reads.map(({ key, source, tenant, parameters, usedBy }): DescribedRead => {
    const need = needs.get(key) ?? nothing;
    const { permissions, scopes } = need;
    const predicted = predictRequests({ key }, need, earlier);
    return {
      source: source.name,
      tenant: tenant.name,
      parameters,
      usedBy,
      ...predicted,
      permissions,
      scopes,
    };
  });
  const requests = reads.reduce((sum, read) => sum + read.requests, connecting(planned, opened.registry));
  const diagnostics = [...opened.diagnostics, ...planned.diagnostics];
  const failed = diagnostics.some(({ severity }) => severity === "error");
  const exitCode = failed ? exitCodes.inconclusive : exitCodes.passed;
  const described: DescribedPlan = {
    tenants: planned.tenants.map(({ name, provider }) => ({ name, provider })),
    policies: planned.evaluations.map(({ policy, tenant }) => ({
      id: policy.id,
      tenant: tenant.name,
      rules: policy.rules.map((rule) => rule.id),
    })),
    reads,
    requests,
    basis: reads.every(({ basis }) => basis === "snapshot") ? "snapshot" : "fewest",
    permissions: [...new Set(reads.flatMap((read) => read.permissions))].sort(),
    roles: describeRoles(planned, needs),
    seconds: Math.ceil(requests / requestsPerSecond),
  };
  return { plan: described, diagnostics, exitCode };
}
