import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { alikeFindings } from "../../src/reporters/alike-findings.ts";
import { junitReporter } from "../../src/reporters/junit.ts";
import { sarifReporter } from "../../src/reporters/sarif.ts";
import { rendered } from "./rendered.ts";
import { finding, sampleRun } from "./sample-run.ts";

const rule = "flow-hygiene/unused";
const waived = { owner: "ops", reason: "migration", expires: "2026-12-31T00:00:00Z" };
const location = { file: "policies/flow-hygiene.policy.yaml", line: 10, column: 3 };
const evidence = [{ pointer: "/a", expected: "true", found: "false" }];

/** What tells findings apart that reports must not write as one. */
const different: Record<string, Partial<Finding>> = {
  rule: { rule: "flow-hygiene/named" },
  status: { status: "pass" },
  severity: { severity: "low" },
  tenant: { tenant: "test" },
  controls: { controls: ["pci-dss:1"] },
  "other controls": { controls: ["pci-dss:2"] },
  "a waiver": { waived },
  "another waiver": { waived: { ...waived, owner: "platform" } },
  location: { location: { ...location, line: 20 } },
  remediation: { remediation: "Delete it." },
};
/** What each of them has for itself. */
const own: Record<string, Partial<Finding>> = {
  message: { message: "Something else" },
  evidence: { evidence },
  "other evidence": { evidence: [{ ...evidence[0], found: "null" }] },
};

let count = 0;
function flow(changes: Partial<Finding>, type = "flow"): Finding {
  count += 1;
  const resource = { type, id: `f-${count}`, name: `Flow ${count}` };
  return finding({ rule, location, ...changes, resource });
}

const sizes = (findings: readonly Finding[]): number[] =>
  alikeFindings(findings).map((each) => each.findings.length);

describe("findings that are alike", () => {
  it.each(Object.entries(different))("differ by %s", (_, changes) => {
    expect(sizes([flow({}), flow(changes), flow(changes), flow({})])).toEqual([1, 2, 1]);
  });

  it("differ by the type of their resource", () => {
    expect(sizes([flow({}), flow({}, "ivr"), flow({})])).toEqual([1, 1, 1]);
  });

  it("are alike whatever each has for itself, and when equal things were read twice", () => {
    expect(sizes([flow({}), ...Object.values(own).map((changes) => flow(changes))])).toEqual([4]);
    const twice = { waived, controls: ["pci-dss:1"], location };
    expect(sizes([flow(twice), flow(structuredClone(twice))])).toEqual([2]);
  });
});

describe("reports of findings side by side", () => {
  const all = [
    ...[{}, ...Object.values(different), ...Object.values(own), {}].map((changes) => flow(changes)),
    flow({ evidence }, "ivr"),
  ];
  const results = (findings: readonly Finding[]): string[] => {
    const options = { settings: { profile: "full" } };
    const log = JSON.parse(rendered(sarifReporter, { ...sampleRun, findings }, options));
    return log.runs.flatMap((run: { results: object[] }) => run.results.map((each) => JSON.stringify(each)));
  };
  const cases = (findings: readonly Finding[]): string[] =>
    rendered(junitReporter, { ...sampleRun, findings })
      .split(/(?=<testcase )/)
      .filter((text) => / name="Flow \d+ /.test(text))
      .map((text) => text.slice(0, text.indexOf("</testcase>")));

  it.each([
    ["SARIF", results],
    ["JUnit", cases],
  ] as const)("say of each what they say of it alone (%s)", (_, parts) => {
    const alone = all.flatMap((each) => parts([each]));
    expect(alone).toHaveLength(all.length);
    expect(parts(all).sort()).toEqual(alone.sort());
  });

  it("count each of them (JUnit)", () => {
    const xml = rendered(junitReporter, { ...sampleRun, findings: [...all, ...all.map(() => flow({}))] });
    const total = (name: string): number =>
      Number(new RegExp(`<testsuites .*? ${name}="(\\d+)"`).exec(xml)?.[1]);
    expect(total("tests")).toBe(xml.split("<testcase ").length - 1);
    expect(total("failures")).toBe(xml.split("<failure ").length - 1);
    expect(total("errors")).toBe(xml.split("<error ").length - 1);
  });

  it("leave out the lightest beyond what GitHub keeps, and say how many (SARIF)", () => {
    const findings = (["low", "high"] as const).flatMap((severity) =>
      Array.from({ length: severity === "low" ? 2_003 : 3_000 }, () => flow({ severity })),
    );
    const log = JSON.parse(rendered(sarifReporter, { ...sampleRun, findings }));
    const [run] = log.runs;
    const of = (severity: string): number =>
      run.results.filter((each: { properties: Finding }) => each.properties.severity === severity).length;
    expect([of("high"), of("low")]).toEqual([3_000, 2_000]);
    expect(JSON.stringify(run.invocations)).toContain("Left out: 3 findings");
  });
});
