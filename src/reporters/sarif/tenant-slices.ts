import type { Run } from "../../model/run.ts";
import { type AlikeFindings, alikeFindings } from "../alike-findings.ts";

/** GitHub refuses a file with more runs. */
const mostSlices = 20;

/** The part of a run that becomes one SARIF run: one tenant, or the many that are left over. */
export interface TenantSlice {
  /** Category of the SARIF run, ends in a slash, unique. */
  readonly category: string;
  readonly providers: readonly string[];
  readonly tenants: ReadonlySet<string>;
  readonly findings: readonly AlikeFindings[];
}

/** Slices in the order of the run's tenants; at least one, so that an empty run is still reported. */
export function tenantSlices(run: Run): TenantSlice[] {
  const providers = new Map(run.tenants.map((tenant) => [tenant.name, tenant.provider]));
  const byTenant = Map.groupBy(alikeFindings(run.findings), ({ first }) => first.tenant);
  const names = [...new Set([...providers.keys(), ...byTenant.keys()])];
  const kept = names.length > mostSlices ? names.slice(0, mostSlices - 1) : names;
  const groups: string[][] = kept.map((name) => [name]);
  if (kept.length < names.length || names.length === 0) groups.push(names.slice(kept.length));
  const used = new Set<string>();
  return groups.map((group) => {
    const own = [...new Set(group.map((name) => providers.get(name) ?? "unknown"))];
    return {
      category: uniqueCategory(group, own, used),
      providers: own,
      tenants: new Set(group),
      findings: group.flatMap((name) => byTenant.get(name) ?? []),
    };
  });
}

function uniqueCategory(tenants: readonly string[], providers: readonly string[], used: Set<string>): string {
  const [tenant = "none"] = tenants;
  const own =
    tenants.length > 1 ? "bylaw/other-tenants" : `bylaw/${slug(providers.join() || "none")}/${slug(tenant)}`;
  let category = own;
  for (let count = 2; used.has(category); count += 1) category = `${own}-${count}`;
  used.add(category);
  return `${category}/`;
}

function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, "-").slice(0, 100) || "-";
}
