import { canonicalJson } from "../model/canonical-json.ts";
import type { DataSource } from "../model/data-source.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { JsonObject } from "../model/json.ts";
import { nearest } from "../model/nearest.ts";
import type { DataBinding, Policy } from "../model/policy.ts";
import type { Project, Tenant } from "../model/project.ts";
import type { Registry } from "../model/registry.ts";
import { findDataSource } from "./find-data-source.ts";

/** One read to be made, however many policies use it. */
export interface PlannedRead {
  /** Identity: tenant, source and parameters. */
  readonly key: string;
  /** Name under which it is listed: the first binding's. */
  readonly name: string;
  readonly source: DataSource;
  readonly tenant: Tenant;
  readonly parameters: JsonObject;
  readonly usedBy: readonly string[];
}

/** One policy to be evaluated in one tenant; `reads` maps its dataset names to reads. */
export interface PlannedEvaluation {
  readonly policy: Policy;
  readonly tenant: Tenant;
  readonly reads: ReadonlyMap<string, string>;
}

export interface Plan {
  readonly tenants: readonly Tenant[];
  readonly reads: readonly PlannedRead[];
  readonly evaluations: readonly PlannedEvaluation[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Stands for the tenant of policies that read files only. */
const localTenant = (provider: string): Tenant => ({ name: "local", provider, config: {} });

/**
 * Decides what is read from where for which policy; a dataset that no rule needs is not read. Offline: problems of a read (an inverted interval, one
 * beyond retention) come out here, before any request.
 *
 * @param now the pinned clock, epoch milliseconds
 * @param only names of the tenants to keep; empty means all
 */
export function buildPlan(project: Project, registry: Registry, now: number, only: readonly string[]): Plan {
  const diagnostics: Diagnostic[] = unknownTenants(project, only);
  const reads = new Map<string, PlannedRead & { usedBy: string[] }>();
  const evaluations: PlannedEvaluation[] = [];
  const tenants = new Map<string, Tenant>();
  for (const policy of project.policies) {
    const chosen = tenantsOf(policy, project, registry, only);
    if (chosen.length === 0) diagnostics.push(withoutTenant(policy, project, registry, only));
    const needed = new Set(policy.rules.flatMap((rule) => rule.reads));
    for (const tenant of chosen) {
      const bound = new Map<string, string>();
      for (const binding of policy.data.filter(({ name }) => needed.has(name))) {
        const read = planRead(binding, tenant, project, registry);
        const known = reads.get(read.key);
        if (known === undefined) {
          reads.set(read.key, { ...read, usedBy: [policy.id] });
          diagnostics.push(...readProblems(read, binding, registry, now));
        } else if (!known.usedBy.includes(policy.id)) known.usedBy.push(policy.id);
        bound.set(binding.name, read.key);
        if (read.tenant.name !== "local") tenants.set(read.tenant.name, read.tenant);
      }
      tenants.set(tenant.name, tenant);
      evaluations.push({ policy, tenant, reads: bound });
    }
  }
  return { tenants: [...tenants.values()], reads: [...reads.values()], evaluations, diagnostics };
}

function planRead(binding: DataBinding, tenant: Tenant, project: Project, registry: Registry): PlannedRead {
  const source = findDataSource(binding.source, registry);
  if (source === undefined) throw new Error(`Data source ${binding.source} vanished after validation.`);
  const provider = registry.providers.get(source.provider);
  const pinned = project.tenants.find((entry) => entry.name === binding.tenant);
  const at = provider?.needsTenant === false ? localTenant(source.provider) : (pinned ?? tenant);
  const key = canonicalJson([at.name, source.name, binding.parameters]);
  const described = provider?.sourceFor?.(source, binding.parameters) ?? source;
  return {
    key,
    name: binding.name,
    source: described,
    tenant: at,
    parameters: binding.parameters,
    usedBy: [],
  };
}

/** The tenants a policy is evaluated in: those of the provider its unpinned data come from. */
function tenantsOf(
  policy: Policy,
  project: Project,
  registry: Registry,
  only: readonly string[],
): readonly Tenant[] {
  const sources = policy.data.map((binding) => ({
    binding,
    source: findDataSource(binding.source, registry),
  }));
  const needing = sources.filter(
    ({ source }) => registry.providers.get(source?.provider ?? "")?.needsTenant !== false,
  );
  const selected = project.tenants.filter((tenant) => only.length === 0 || only.includes(tenant.name));
  const following = needing.find(({ binding }) => binding.tenant === undefined);
  if (following !== undefined)
    return selected.filter((tenant) => tenant.provider === following.source?.provider);
  const pinned = needing[0];
  if (pinned !== undefined) return selected.filter((tenant) => tenant.name === pinned.binding.tenant);
  return [localTenant(sources[0]?.source?.provider ?? "files")];
}

/** A policy that no tenant is read for: a mistake, unless `--tenant` left its tenants out. */
function withoutTenant(
  policy: Policy,
  project: Project,
  registry: Registry,
  only: readonly string[],
): Diagnostic {
  const others = tenantsOf(policy, project, registry, []).map((tenant) => tenant.name);
  const { location } = policy;
  if (others.length > 0) {
    const summary = `Policy '${policy.id}' is left out: none of its tenants is selected.`;
    return {
      code: "policy-left-out",
      severity: "warning",
      summary,
      expected: others.join(", "),
      found: only.join(", "),
      location,
    };
  }
  const providers = policy.data.map((binding) => findDataSource(binding.source, registry)?.provider ?? "");
  const provider = providers.find((name) => registry.providers.get(name)?.needsTenant !== false) ?? "";
  return {
    code: "no-tenant",
    severity: "error",
    summary: `Policy '${policy.id}' reads from provider '${provider}', of which the project has no tenant.`,
    suggestions: [`Add one under 'tenants' in bylaw.yaml: { provider: ${provider}, … }.`],
    location,
  };
}

function readProblems(
  read: PlannedRead,
  binding: DataBinding,
  registry: Registry,
  now: number,
): readonly Diagnostic[] {
  const provider = registry.providers.get(read.source.provider);
  const problems = provider?.validateRead?.(read, read.tenant, now) ?? [];
  return problems.map(({ pointer, ...problem }) => {
    const place = pointer === undefined ? undefined : binding.places?.[pointer.slice(1)];
    return { location: place ?? binding.location, ...problem };
  });
}

function unknownTenants(project: Project, only: readonly string[]): Diagnostic[] {
  const names = project.tenants.map((tenant) => tenant.name);
  return only
    .filter((name) => !names.includes(name))
    .map((name) => {
      const guess = nearest(name, names);
      return {
        code: "unknown-tenant",
        severity: "error",
        summary: `There is no tenant '${name}'.`,
        expected: names.length === 0 ? "a tenant under 'tenants:' in bylaw.yaml" : names.join(", "),
        found: name,
        ...(guess === undefined ? {} : { suggestions: [`Did you mean '${guess}'?`] }),
      };
    });
}
