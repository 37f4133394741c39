import type { Run } from "../../model/run.ts";
import { alikeFindings } from "../alike-findings.ts";
import { countResults } from "./count-results.ts";
import { ruleCases } from "./rule-case.ts";
import { runSuite } from "./run-suite.ts";
import type { CaseGroup, TestSuite } from "./test-suite.ts";

/**
 * The suites of a run: one for each policy and tenant, and one for the run, so never none. What a rule
 * says as a whole is counted over all tenants; with several tenants it goes to a suite of the policy's own.
 */
export function suites(run: Run, prefix: string | undefined): TestSuite[] {
  const all = ruleSuites(run, prefix);
  const { failure, error } = countResults(all);
  return [...all, runSuite(run, failure + error > 0)];
}

function ruleSuites(run: Run, prefix: string | undefined): TestSuite[] {
  const result = new Map<string, TestSuite & { groups: CaseGroup[] }>();
  const groupsOf = (policy: string, tenant: string): CaseGroup[] => {
    const key = JSON.stringify([policy, tenant]);
    const name = tenant === "" ? policy : `${policy} in ${tenant}`;
    const suite = result.get(key) ?? { name, package: policy, hostname: tenant, groups: [] };
    result.set(key, suite);
    return suite.groups;
  };
  const sole = run.tenants.length === 1 ? (run.tenants[0]?.name ?? "") : "";
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  const byRule = Map.groupBy(alikeFindings(run.findings), ({ first }) => first.rule);
  for (const id of new Set([...rules.keys(), ...byRule.keys()])) {
    const rule = rules.get(id);
    const findings = byRule.get(id) ?? [];
    const policy = rule?.policy ?? id.split("/", 1).join("");
    const className = id.replaceAll("/", ".");
    const whole = rule === undefined ? [] : ruleCases(rule, findings, className, prefix);
    const byTenant = Map.groupBy(findings, ({ first }) => first.tenant);
    for (const tenant of new Set([...byTenant.keys(), ...(whole.length === 0 ? [] : [sole])])) {
      const others = tenant === sole ? whole : [];
      groupsOf(policy, tenant).push({ className, findings: byTenant.get(tenant) ?? [], others });
    }
  }
  return [...result.values()];
}
