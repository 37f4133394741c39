import { createHash } from "node:crypto";
import type { Finding } from "../../src/model/finding.ts";
import type { Run, RunRule } from "../../src/model/run.ts";
import { type Severity, severities } from "../../src/model/severity.ts";
import type { Status } from "../../src/model/status.ts";
import { rollUpControls } from "../../src/results/roll-up-controls.ts";

const file = "policies/flow-hygiene.policy.yaml";

/** The file that the sample's rules are located in; rule n is on line 10 × n. */
const policySource = `${Array.from({ length: 60 }, (_, index) => `  line-${index + 1}: { check: it }`).join("\n")}\n`;

export function readPolicy(path: string): string | undefined {
  return path === file ? policySource : undefined;
}

export function finding(changes: Partial<Finding> & { rule: string }): Finding {
  const resource = changes.resource ?? { type: "flow", id: "f-1", name: "Main menu" };
  const tenant = changes.tenant ?? "prod";
  const identity = JSON.stringify([changes.rule, tenant, resource.type, resource.id, changes.message]);
  return {
    status: "fail",
    severity: "high",
    message: `Flow '${resource.name}' is referenced by nothing`,
    location: { file, line: 10, column: 3 },
    evidence: [],
    fingerprint: createHash("sha256").update(identity).digest("hex"),
    ...changes,
    tenant,
    resource,
  };
}

function rule(name: string, changes: Partial<RunRule> = {}): RunRule {
  return {
    id: `flow-hygiene/${name}`,
    policy: "flow-hygiene",
    check: "expression",
    status: "pass",
    severity: "medium",
    controls: [],
    tags: [],
    location: { file, line: 10, column: 3 },
    reads: [{ tenant: "prod", datasets: [0] }],
    reasons: [],
    ...changes,
    counts: { pass: 0, fail: 0, error: 0, unknown: 0, notApplicable: 0, waived: 0, ...changes.counts },
  };
}

const waived = {
  owner: "cx-platform",
  reason: "kept until the new menu is live",
  expires: "2026-12-31T00:00:00.000Z",
};

const findings: readonly Finding[] = [
  finding({
    rule: "flow-hygiene/pii-redacted",
    severity: "critical",
    message: "Field 'ssn' is not redacted",
    resource: { type: "flow-log", id: "l-1", name: "l-1" },
    evidence: [{ pointer: "/ssn", expected: "[REDACTED]", found: "9 digits" }, { note: "seen in 3 records" }],
    remediation: "Turn on secure data for the flow",
    location: { file, line: 10, column: 3, endLine: 14, endColumn: 5 },
  }),
  finding({ rule: "flow-hygiene/no-orphans", location: { file, line: 20, column: 3 } }),
  finding({
    rule: "flow-hygiene/no-orphans",
    severity: "medium",
    location: { file, line: 20, column: 3 },
    resource: { type: "flow", id: "f-2", name: "客服 主菜单 📞" },
  }),
  finding({
    rule: "flow-hygiene/no-orphans",
    location: { file, line: 20, column: 3 },
    tenant: "test",
    resource: { type: "flow", id: "f-3", name: "Old menu" },
    waived,
  }),
  finding({
    rule: "flow-hygiene/in-retention",
    status: "error",
    message: "Field 'timestamp' is missing",
    location: { file, line: 30, column: 3 },
    resource: { type: "flow-log", id: "l-2", name: "l-2" },
  }),
];

const rules: readonly RunRule[] = [
  rule("pii-redacted", {
    check: "redaction",
    title: "Logs hide personal data",
    description: "A marker stands where personal data would",
    remediation: "Turn on secure data for the flow",
    status: "fail",
    severity: "critical",
    controls: ["pci-dss-4.0:3.4.1", "gdpr:art-5.1.f"],
    tags: ["privacy"],
    counts: { pass: 41, fail: 1, error: 0, unknown: 0, notApplicable: 0, waived: 0 },
  }),
  rule("no-orphans", {
    check: "orphans",
    status: "fail",
    severity: "high",
    controls: ["gdpr:art-5.1.e"],
    location: { file, line: 20, column: 3 },
    counts: { pass: 17, fail: 2, error: 0, unknown: 0, notApplicable: 0, waived: 1 },
    reasons: ["dataset 'ivrs' of tenant 'test' is incomplete"],
  }),
  rule("in-retention", {
    check: "retention",
    status: "error",
    location: { file, line: 30, column: 3 },
    counts: { pass: 3, fail: 0, error: 1, unknown: 0, notApplicable: 0, waived: 0 },
  }),
  rule("named-nodes", {
    location: { file, line: 40, column: 3 },
    counts: { pass: 9, fail: 0, error: 0, unknown: 0, notApplicable: 0, waived: 0 },
  }),
  rule("coaching", {
    status: "not-applicable",
    location: { file, line: 50, column: 3 },
    reasons: ["the organisation has no licence for coaching"],
  }),
];

/** A run that has one of everything: two tenants, all kinds of findings but passes, gaps, waivers, diagnostics. */
export const sampleRun: Run = {
  schemaVersion: "1.1",
  tool: { name: "bylaw", version: "0.1.0" },
  now: "2026-11-20T10:00:00.000Z",
  tenants: [
    { name: "prod", provider: "genesyscloud", organizationId: "3f2a" },
    { name: "test", provider: "genesyscloud" },
  ],
  datasets: [
    dataset("flows", "prod", {}),
    dataset("ivrs", "test", {
      records: 25,
      complete: false,
      reasons: [
        {
          code: "forbidden",
          message: "GET /api/v2/architect/ivrs was refused",
          permissions: ["routing:callRoute:view"],
          correlationId: "c-1",
        },
      ],
    }),
    dataset("coaching", "prod", { complete: false, notApplicable: "no licence for coaching" }),
  ],
  rules,
  findings,
  frameworks: rollUpControls(rules, findings),
  waivers: [
    { rule: "flow-hygiene/no-orphans", ...waived, state: "applied", findings: 1, location: waiverAt(3) },
    { rule: "flow-hygiene/*", ...waived, state: "unused", findings: 0, location: waiverAt(9) },
    { rule: "flow-hygiene/named-nodes", ...waived, state: "expired", findings: 0, location: waiverAt(15) },
  ],
  diagnostics: [
    {
      code: "deprecated-option",
      severity: "warning",
      summary: "Option 'olderThen' is deprecated",
      expected: "'olderThan'",
      found: "'olderThen'",
      suggestions: ["Did you mean 'olderThan'?"],
      location: { file, line: 22, column: 7 },
      frame: "21 | no-orphans:\n22 |   olderThen: P90D\n   |   ^",
    },
  ],
  plugins: [{ name: "bylaw-plugin-example", version: "1.2.3" }],
  summary: {
    tenants: 2,
    policies: 1,
    rules: 5,
    records: 125,
    failures: { critical: 1, high: 1, medium: 1, low: 0, info: 0 },
    waived: 1,
    notEvaluated: 1,
    unmapped: 0,
    failOn: "high",
  },
  exitCode: 1,
};

function dataset(name: string, tenant: string, changes: Partial<Run["datasets"][number]>) {
  return {
    name,
    source: `genesyscloud.${name}`,
    tenant,
    parameters: { published: true },
    resource: name.replace(/s$/, ""),
    records: 100,
    complete: true,
    reasons: [],
    ...changes,
  };
}

function waiverAt(line: number) {
  return { file: "waivers.yaml", line, column: 5 };
}

/** One tenant, one rule, everything passed. */
export const passedRun: Run = {
  ...sampleRun,
  tenants: [{ name: "prod", provider: "genesyscloud" }],
  datasets: sampleRun.datasets.slice(0, 1),
  rules: rules.slice(3, 4),
  findings: [],
  frameworks: [],
  waivers: [],
  diagnostics: [],
  plugins: [],
  summary: {
    ...sampleRun.summary,
    tenants: 1,
    rules: 1,
    failures: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    waived: 0,
    notEvaluated: 0,
  },
  exitCode: 0,
};

/** No tenant, no rule, nothing: must not read as a pass anywhere. */
export const emptyRun: Run = {
  ...passedRun,
  tenants: [],
  datasets: [],
  rules: [],
  summary: { ...passedRun.summary, tenants: 0, policies: 0, rules: 0, records: 0 },
  exitCode: 3,
};

/** A failing run of one tenant whose findings are the given ones. */
export function runOf(list: readonly Finding[]): Run {
  const count = (status: Status) => list.filter((each) => each.status === status && !each.waived).length;
  const failures = severities.map((severity): [Severity, number] => [
    severity,
    list.filter((each) => each.severity === severity && each.status === "fail" && !each.waived).length,
  ]);
  const weights = Object.fromEntries(failures) as Record<Severity, number>;
  return {
    ...passedRun,
    rules: [...new Set(list.map((each) => each.rule))].map((id) =>
      rule(id.replace("flow-hygiene/", ""), {
        status: "fail",
        severity: "critical",
        counts: { pass: 0, fail: count("fail"), error: 0, unknown: 0, notApplicable: 0, waived: 0 },
      }),
    ),
    findings: list,
    summary: { ...passedRun.summary, failures: weights },
    exitCode: 1,
  };
}

/** Many failures on one line of one policy. */
export function largeRun(count: number): Run {
  return runOf(
    Array.from({ length: count }, (_, index) =>
      finding({
        rule: `flow-hygiene/rule-${index % 20}`,
        severity: severities[index % severities.length] ?? "info",
        resource: { type: "flow", id: `f-${index}`, name: `Flow number ${index}` },
      }),
    ),
  );
}
