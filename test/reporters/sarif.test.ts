import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { sarifReporter } from "../../src/reporters/sarif.ts";
import { folderWith } from "../scenarios/bylaw.ts";
import { rendered } from "./rendered.ts";
import { emptyRun, largeRun, passedRun, sampleRun } from "./sample-run.ts";

const multitool = dirname(
  createRequire(import.meta.url).resolve("@microsoft/sarif-multitool-linux/package.json"),
);
const schema = JSON.parse(readFileSync(join(multitool, "sarif-2.1.0.json"), "utf8"));
const ajv = new Ajv2020({ strict: false, logger: false, validateFormats: false });
const valid = ajv.compile(schema);

/** Ids of the rules of SARIF and of GitHub that a log breaks, errors and warnings. */
function broken(sarif: string): string[] {
  const folder = folderWith({ "log.sarif": sarif });
  const config = join(import.meta.dirname, "schemas/github-rules.xml");
  const args = ["validate", "log.sarif", "--output", "out.sarif", "--rule-kind", "Sarif;Ghas", "-c", config];
  const { status } = spawnSync(join(multitool, "Sarif.Multitool"), args, {
    cwd: folder,
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
  });
  // It ends 0 whatever it finds; only what it writes tells.
  expect(status).toBe(0);
  const report = JSON.parse(readFileSync(join(folder, "out.sarif"), "utf8").replace(/^\uFEFF/, ""));
  expect(report.runs).toHaveLength(1);
  const results: { ruleId: string; level?: string }[] = report.runs[0].results ?? [];
  return results
    .filter(({ level = "warning" }) => level === "error" || level === "warning")
    .map(({ ruleId }) => ruleId);
}

describe.each(["github", "full"])("SARIF, profile %s", (profile) => {
  const runs = {
    sample: sampleRun,
    passed: passedRun,
    empty: emptyRun,
    "one thousand findings": largeRun(1_000),
  };
  const logs = Object.entries(runs).map(
    ([name, run]) => [name, rendered(sarifReporter, run, { settings: { profile } })] as const,
  );

  it.each(logs)("fits the schema of 2.1.0 (%s)", (_, log) => {
    valid(JSON.parse(log));
    expect(valid.errors).toBeNull();
  });

  it.each(logs)(
    "breaks no rule of SARIF or GitHub (%s)",
    (_, log) => {
      expect(broken(log)).toEqual([]);
    },
    60_000,
  );
});

describe("the validators", () => {
  const log = () => JSON.parse(rendered(sarifReporter, sampleRun, {}));

  it("notice a level that does not exist", () => {
    const planted = log();
    planted.runs[0].results[0].level = "high";
    expect(valid(planted)).toBe(false);
  });

  it("notice a missing region", () => {
    const planted = log();
    delete planted.runs[0].results[0].locations[0].physicalLocation.region;
    expect(broken(JSON.stringify(planted))).toContain("GH1003");
  });
});

describe("what GitHub does with a log", () => {
  const runs = JSON.parse(rendered(sarifReporter, sampleRun, {})).runs;

  it("says that the run was not a success when something was not evaluated", () => {
    expect(
      runs.some(
        (run: { invocations: { executionSuccessful: boolean }[] }) =>
          !run.invocations[0]?.executionSuccessful,
      ),
    ).toBe(true);
  });

  it("gets neither passes nor waived findings, each with its own identity and a security-severity as text", () => {
    for (const run of runs) {
      const prints = run.results.map(
        (result: { partialFingerprints: { primaryLocationLineHash: string } }) =>
          result.partialFingerprints.primaryLocationLineHash,
      );
      expect(new Set(prints).size).toBe(prints.length);
      for (const print of prints) expect(print).toMatch(/^[0-9a-f]{16}:1$/);
      expect(JSON.stringify(run.results)).not.toContain('"suppressions"');
      for (const rule of run.tool.driver.rules) {
        const severity = rule.properties["security-severity"];
        if (severity !== undefined) expect(severity).toMatch(/^\d+\.\d$/);
      }
      expect(run.automationDetails.id).toMatch(/\/$/);
    }
  });
});

it("a result has the controls of its finding, else those of its rule", () => {
  const controls = ["gdpr:art-5.1.f"];
  const findings = sampleRun.findings.map((each) =>
    each.rule === "flow-hygiene/pii-redacted" ? { ...each, controls } : each,
  );
  const taxaOf = (run: Run): unknown => {
    const log = JSON.parse(rendered(sarifReporter, run, { settings: { profile: "full" } }));
    const results: { ruleId: string; taxa: { id: string }[] }[] = log.runs[0].results;
    return results.find(({ ruleId }) => ruleId === "flow-hygiene/pii-redacted")?.taxa.map(({ id }) => id);
  };
  expect(taxaOf(sampleRun)).toEqual(["3.4.1", "art-5.1.f"]);
  expect(taxaOf({ ...sampleRun, findings })).toEqual(["art-5.1.f"]);
});
