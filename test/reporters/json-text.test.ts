import fc from "fast-check";
import { expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { statuses } from "../../src/model/status.ts";
import { jsonReporter } from "../../src/reporters/json.ts";
import { jsonText } from "../../src/reporters/json-text.ts";
import { sarifReporter } from "../../src/reporters/sarif.ts";
import { hostileStrings } from "./hostile-strings.ts";
import { rendered } from "./rendered.ts";
import { finding, runOf, sampleRun } from "./sample-run.ts";

/** None so long that it would be cut. */
const hostile = hostileStrings.filter(({ length }) => length < 900);
const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary" }), fc.string());
const few = fc.constantFrom("prod", "flow", 'say "no"', "##vso[", '{"\\u0000":1}', '{"\0":1}', "\ud800");
const optional = { requiredKeys: [] };
const resource = fc.record({ type: fc.constantFrom("flow", "##vso["), id: text, name: text });
const waived = fc.constant({ owner: "cx", reason: "kept", expires: "2026-12-31" });
const controls = fc.constantFrom(["pci-dss-4.0:3.4.1"], []);
const evidence = fc.record({ pointer: text, expected: text, found: text, note: text, resource }, optional);

const controlsOf = new Map(sampleRun.rules.map((rule) => [rule.id, rule.controls]));

/** Findings of a few shapes in any order, each with texts of its own. */
const findings = fc.array(
  fc
    .tuple(
      fc.record({
        rule: fc.constantFrom("flow-hygiene/pii-redacted", 'say "no"'),
        status: fc.constantFrom(...statuses, "fail", "fail", "fail"),
        severity: fc.constantFrom("high", "low"),
        tenant: fc.constantFrom("prod", "test"),
        resource,
        message: text,
        evidence: fc.array(evidence, { maxLength: 12 }),
        location: fc.record({ file: few, line: fc.nat(3), column: fc.nat(3) }),
      }),
      fc.record({ remediation: text, waived, controls }, optional),
    )
    .map(([required, others]): Finding => finding({ ...required, ...others })),
  { maxLength: 30 },
);

it("every SARIF result is written as its object would be, and says what the finding says", () => {
  fc.assert(
    fc.property(findings, (all) => {
      const log = rendered(sarifReporter, { ...sampleRun, findings: all }, { settings: { profile: "full" } });
      const lines = log.split("\n").filter((line) => line.startsWith('{"ruleId"'));
      const results = lines.map((line) => JSON.parse(line.replace(/,$/, "")));
      expect(lines.map((line) => line.replace(/,$/, ""))).toEqual(results.map((result) => jsonText(result)));
      const shown = all.filter(({ status, waived }) => waived !== undefined || !/error|unknown/.test(status));
      const facts = (each: Finding): unknown => [
        each.fingerprint,
        each.rule,
        controlsOf.get(each.rule)?.filter((control) => each.controls?.includes(control) ?? true).length ?? 0,
        each.tenant,
        each.severity,
        each.status,
        each.resource,
        each.remediation,
        each.waived !== undefined,
        each.evidence.slice(0, 10),
      ];
      const told = results.map(({ ruleId, taxa = [], fingerprints, properties: told, suppressions }) => [
        fingerprints["bylaw/v1"],
        ruleId,
        taxa.length,
        told.tenant,
        told.severity,
        told.status,
        { type: told.resourceType, id: told.resourceId, name: told.resourceName },
        told.remediation,
        suppressions !== undefined,
        told.evidence,
      ]);
      const order = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
      expect(told.sort(order)).toEqual(shown.map(facts).sort(order));
    }),
    { numRuns: 300 },
  );
});

it("the JSON report is written as the run would be", () => {
  fc.assert(
    fc.property(findings, (all) => {
      const run = { ...runOf([]), findings: all };
      const report = rendered(jsonReporter, run);
      expect(JSON.parse(report)).toEqual(run);
      expect(report).toBe(`${jsonText(JSON.parse(report), 2)}\n`);
    }),
  );
});
