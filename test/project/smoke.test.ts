import { expect, it } from "vitest";
import { loadProject } from "../../src/project/load-project.ts";
import { fakeRegistry } from "../policy/fake-registry.ts";
import { projectFolder } from "./project-folder.ts";

it("x", () => {
  const folder = projectFolder({
    "bylaw.yaml": `bylaw: 1\npolicies: [policies/**/*.policy.yaml]\ntenants:\n  demo: { provider: cloud, region: eu-west-1, credentials: { clientId: { env: A }, clientSecret: { env: B } } }\nfailOn: high\n`,
    "policies/flow-hygiene.policy.yaml": `bylaw: 1
policy: flow-hygiene
title: Published flows are used, and their logs hide personal data
owner: cx-platform
variables:
  unused_for: { type: duration, default: P90D }
data:
  flows: { source: cloud.flows, with: { published: true } }
  ivrs:  { source: cloud.ivrs }
  logs:  { source: cloud.logs, with: { last: PT2H, levels: [ERROR, WARN] } }
rules:
  pii-redacted:
    check: redaction
    on: logs
    with: { fields: [customerEmail, paymentToken, ssn], markers: ["[REDACTED]", "***"] }
    severity: critical
    controls: [pci-dss-4.0:3.4.1, gdpr:art-5.1.f]
  in-retention: { check: retention, on: logs, with: { at: timestamp, max: P365D } }
  no-orphans:
    check: orphans
    on: flows
    with:
      references:
        - { from: ivrs, at: "[openHoursFlow.id]" }
      olderThan: "{{ $var.unused_for }}"
      allow: 0
    severity: [{ when: "$age(publishedAt) > $duration('P1Y')", then: high }, medium]
    message: "Flow {{ name }} ({{ type }}) is referenced by nothing and was last published {{ publishedAt }}"
    remediation: "Archive it, or list it in waivers.yaml with an owner and an end date"
  named-nodes: { check: expression, on: logs, where: "logLevel = 'ERROR'", assert: "$exists(nodeId)" }
`,
  });
  const r = loadProject(folder, { registry: fakeRegistry, variables: {} });
  for (const d of r.diagnostics)
    console.log(
      d.code,
      d.summary,
      d.expected,
      d.found,
      d.suggestions,
      JSON.stringify(d.location),
      "\n" + d.frame,
    );
  console.log(JSON.stringify(r.project, null, 1));
  expect(1).toBe(1);
});
