import type { Run } from "../../model/run.ts";
import { repositoryPath } from "../repository-path.ts";
import { distinctNames } from "./distinct-names.ts";
import { findingCase } from "./finding-case.ts";
import { ruleCases } from "./rule-case.ts";
import { runSuite } from "./run-suite.ts";
import type { TestCase, TestSuite } from "./test-case.ts";

/**
 * The suites of a run: one for each policy and tenant, and one for the run, so never none. What a rule
 * says as a whole is counted over all tenants; with several tenants it goes to a suite of the policy's own.
 */
export function suites(run: Run, prefix: string | undefined): TestSuite[] {
  const all = [...ruleSuites(run, prefix)].map((suite) => ({ ...suite, cases: distinctNames(suite.cases) }));
  const red = all.some(({ cases }) => cases.some(({ result }) => result === "failure" || result === "error"));
  const own = runSuite(run, red);
  return [...all, { ...own, cases: distinctNames(own.cases) }];
}

function ruleSuites(run: Run, prefix: string | undefined): Iterable<TestSuite> {
  const result = new Map<string, TestSuite & { cases: TestCase[] }>();
  const casesOf = (policy: string, tenant: string): TestCase[] => {
    const key = JSON.stringify([policy, tenant]);
    const name = tenant === "" ? policy : `${policy} in ${tenant}`;
    const suite = result.get(key) ?? { name, package: policy, hostname: tenant, cases: [] };
    result.set(key, suite);
    return suite.cases;
  };
  const sole = run.tenants.length === 1 ? run.tenants[0]?.name : undefined;
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  const byRule = Map.groupBy(run.findings, (finding) => finding.rule);
  for (const id of new Set([...rules.keys(), ...byRule.keys()])) {
    const rule = rules.get(id);
    const findings = byRule.get(id) ?? [];
    const policy = rule?.policy ?? id.split("/", 1).join("");
    const className = id.replaceAll("/", ".");
    for (const finding of findings) {
      const file = repositoryPath(finding.location.file, prefix);
      casesOf(policy, finding.tenant).push(findingCase(finding, className, file));
    }
    if (rule === undefined) continue;
    const file = repositoryPath(rule.location.file, prefix);
    casesOf(policy, sole ?? "").push(...ruleCases(rule, findings, className, file));
  }
  return [...result.values()].filter((suite) => suite.cases.length > 0);
}
