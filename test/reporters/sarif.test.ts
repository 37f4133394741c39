import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { sarifReporter } from "../../src/reporters/sarif.ts";
import { folderWith } from "../scenarios/bylaw.ts";
import { rendered } from "./rendered.ts";
import { emptyRun, finding, largeRun, passedRun, sampleRun } from "./sample-run.ts";

const multitool = dirname(
  createRequire(import.meta.url).resolve("@microsoft/sarif-multitool-linux/package.json"),
);
const schema = JSON.parse(readFileSync(join(multitool, "sarif-2.1.0.json"), "utf8"));
const ajv = new Ajv2020({ strict: false, logger: false, validateFormats: false });
const valid = ajv.compile(schema);

/** Ids of the rules of SARIF and of GitHub that each log breaks, errors and warnings, found in one start. */
function broken(logs: Readonly<Record<string, string>>): Record<string, string[]> {
  const files = Object.keys(logs).map((name) => `${name}.sarif`);
  const folder = folderWith(
    Object.fromEntries(Object.entries(logs).map(([name, log]) => [`${name}.sarif`, log])),
  );
  const config = join(import.meta.dirname, "schemas/github-rules.xml");
  const args = ["validate", ...files, "--output", "out.log", "--rule-kind", "Sarif;Ghas", "-c", config];
  const { status, stdout } = spawnSync(join(multitool, "Sarif.Multitool"), args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
  });
  // It ends 0 whatever it finds, and skips what it will not read; only what it writes tells.
  expect(status).toBe(0);
  expect(stdout).toContain(`${files.length} files scanned`);
  const report = JSON.parse(readFileSync(join(folder, "out.log"), "utf8").replace(/^\uFEFF/, ""));
  expect(report.runs).toHaveLength(1);
  const found: Record<string, string[]> = Object.fromEntries(Object.keys(logs).map((name) => [name, []]));
  for (const { ruleId, level = "warning", locations } of report.runs[0].results ?? []) {
    if (level !== "error" && level !== "warning") continue;
    const name = basename(locations[0].physicalLocation.artifactLocation.uri, ".sarif");
    found[name]?.push(ruleId);
  }
  return found;
}

const runs = {
  sample: sampleRun,
  passed: passedRun,
  empty: emptyRun,
  "a-hundred-findings": largeRun(100),
};
const logs = Object.fromEntries(
  Object.entries(runs).flatMap(([name, run]) =>
    ["github", "full"].map((profile) => [
      `${name}-${profile}`,
      rendered(sarifReporter, run, { settings: { profile } }),
    ]),
  ),
);

describe("SARIF", () => {
  it.each(Object.entries(logs))("fits the schema of 2.1.0 (%s)", (_, log) => {
    valid(JSON.parse(log));
    expect(valid.errors).toBeNull();
  });

  it("would not fit with a level that does not exist", () => {
    const planted = JSON.parse(rendered(sarifReporter, sampleRun));
    planted.runs[0].results[0].level = "high";
    expect(valid(planted)).toBe(false);
  });

  it("breaks no rule of SARIF or GitHub, whose validator notices a missing region", () => {
    const planted = JSON.parse(rendered(sarifReporter, sampleRun));
    delete planted.runs[0].results[0].locations[0].physicalLocation.region;
    const found = broken({ ...logs, planted: JSON.stringify(planted) });
    expect(found["planted"]).toContain("GH1003");
    expect(found).toEqual({
      ...Object.fromEntries(Object.keys(logs).map((name) => [name, []])),
      planted: found["planted"],
    });
  }, 180_000);
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

it("findings that differ in their severity alone have levels of their own", () => {
  const findings = (["high", "low"] as const).map((severity) => finding({ rule: "a/b", severity }));
  const log = JSON.parse(rendered(sarifReporter, { ...sampleRun, findings }));
  expect(log.runs[0].results.map(({ level }: { level: string }) => level)).toEqual(["error", "note"]);
});
