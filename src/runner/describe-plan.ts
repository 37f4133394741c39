import type { Diagnostic } from "../model/diagnostic.ts";
import type { JsonObject } from "../model/json.ts";
import type { ReadEstimate } from "../model/provider.ts";
import { exitCodes } from "../results/exit-code.ts";
import { type DescribedRole, describeRoles } from "./describe-role.ts";
import type { LoadOptions } from "./load-options.ts";
import { openProject } from "./open-project.ts";
import { planProject } from "./plan-project.ts";
import type { RunnerHost } from "./runner-host.ts";

/** One read as `plan` shows it. */
export interface DescribedRead {
  readonly source: string;
  readonly tenant: string;
  readonly parameters: JsonObject;
  readonly usedBy: readonly string[];
  /** Fewest requests possible; the data may need more. */
  readonly requests: number;
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
  readonly requests: number;
  readonly permissions: readonly string[];
  /** For each tenant, what it has to grant and what for. */
  readonly roles: readonly DescribedRole[];
  /** Fewest seconds at the rate limit of one token, 300 requests a minute. */
  readonly seconds: number;
}

const requestsPerSecond = 300 / 60;
const nothing: ReadEstimate = { requests: 0, permissions: [], scopes: [] };

/**
 * What a check would do, worked out offline, with warnings.
 *
 * @throws UsageError when documents or flags are invalid
 */
export async function plan(
  options: LoadOptions & { readonly tenants: readonly string[]; readonly targets: readonly string[] },
  host: RunnerHost,
): Promise<{ plan: DescribedPlan; diagnostics: readonly Diagnostic[]; exitCode: number }> {
  const opened = await openProject(options, host);
  const { plan: planned } = await planProject(opened, options);
  const needs = new Map(
    planned.reads.map(({ key, source, tenant, parameters }) => {
      const provider = opened.registry.providers.get(source.provider);
      return [key, provider?.estimate({ source, parameters }, tenant) ?? nothing] as const;
    }),
  );
  const reads = planned.reads.map(({ key, source, tenant, parameters, usedBy }): DescribedRead => {
    const { requests, permissions, scopes } = needs.get(key) ?? nothing;
    return { source: source.name, tenant: tenant.name, parameters, usedBy, requests, permissions, scopes };
  });
  const requests = reads.reduce((sum, read) => sum + read.requests, 0);
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
    permissions: [...new Set(reads.flatMap((read) => read.permissions))].sort(),
    roles: describeRoles(planned, needs),
    seconds: Math.ceil(requests / requestsPerSecond),
  };
  return { plan: described, diagnostics, exitCode };
}
