// A run with many findings, as a check of an org with that many mistakes leaves it. Seeded.
import { createHash } from "node:crypto";

const severities = ["critical", "high", "medium", "low"];
const file = "policies/audit.policy.yaml";

function rule(index, findings) {
  return {
    id: `audit/rule-${index}`,
    policy: "audit",
    check: "expression",
    title: `Rule ${index} of the bench`,
    status: "fail",
    severity: severities[index % 4],
    controls: [`pci-dss:${index + 1}`],
    tags: [],
    location: { file, line: 10 * index + 7, column: 3 },
    counts: { pass: 0, fail: findings, error: 0, unknown: 0, notApplicable: 0, waived: 0 },
    reads: [{ tenant: "prod", datasets: [0] }],
    reasons: [],
  };
}

function finding(index, { id, severity, location }) {
  const resource = { type: "flow", id: `0000-${(index * 7919) % 1_000_003}`, name: `Flow of queue ${index}` };
  return {
    rule: id,
    status: "fail",
    severity,
    tenant: "prod",
    resource,
    message: `Flow '${resource.name}' is referenced by nothing & nobody <${index}>`,
    remediation: "Delete the flow, or refer to it.",
    location,
    evidence: [{ pointer: "/modifiedDate", expected: "within P90D", found: `2026-01-${1 + (index % 28)}` }],
    fingerprint: createHash("sha256").update(`${id}/${resource.id}/${index}`).digest("hex"),
  };
}

export function runOf(count) {
  const rules = Array.from({ length: 12 }, (_, index) => rule(index, Math.ceil((count - index) / 12)));
  return {
    schemaVersion: "1.1",
    tool: { name: "bylaw", version: "0.1.0" },
    now: "2026-11-01T09:00:00.000Z",
    exitCode: 1,
    failOn: "low",
    conclusion: "failed",
    tenants: [{ name: "prod", provider: "genesyscloud" }],
    datasets: [],
    rules,
    findings: Array.from({ length: count }, (_, index) => finding(index, rules[index % 12])),
    waivers: [],
    frameworks: [],
    diagnostics: [],
    summary: {
      tenants: 1,
      policies: 1,
      rules: 12,
      records: count,
      failures: Object.fromEntries(severities.map((name) => [name, count / 4])),
      waived: 0,
      notEvaluated: 0,
    },
  };
}
