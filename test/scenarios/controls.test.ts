import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { bylaw, folderWith } from "./bylaw.ts";

const now = "2026-11-01T09:00:00Z";

interface Violation {
  readonly id: string;
  readonly ruleId: string;
  readonly severity: string;
}

function project(map: unknown, more = "", api = "guide"): string {
  return folderWith({
    "bylaw.yaml": `bylaw: 1\npolicies: [p.policy.yaml]\ntenants:\n  demo: { provider: genesyscloud, api: ${api}, simulated: { seed: 7 } }\n`,
    "p.policy.yaml": [
      "bylaw: 1",
      "policy: assist",
      "extends: bylaw/genesyscloud/agent-assist-controls",
      "variables:",
      "  violation_window: { type: duration, default: P10D }",
      `  control_map: { type: map, default: ${JSON.stringify(map)} }`,
      more,
    ].join("\n"),
  });
}

async function check(folder: string): Promise<{ status: number | null; run: Run }> {
  const { status, stdout } = await bylaw(["check", "--now", now, "-f", "json"], { cwd: folder });
  return { status, run: JSON.parse(stdout) };
}

/** What the simulated org has, read by a rule that fails every record and says what it is. */
async function violations(): Promise<readonly Violation[]> {
  const folder = project(
    {},
    [
      "rules:",
      "  all:",
      "    check: expression",
      "    on: violations",
      '    with: { assert: "false" }',
      '    message: "{{ ruleId }} {{ severity }}"',
      "",
    ].join("\n"),
  );
  const { run } = await check(folder);
  return run.findings
    .filter(({ rule }) => rule === "assist/all")
    .map(({ resource, message }) => {
      const [ruleId = "", severity = ""] = message.split(" ");
      return { id: resource.id, ruleId, severity };
    });
}

const ids = (run: Run, status: string) =>
  run.findings
    .filter((each) => each.rule === "assist/holds-controls" && each.status === status)
    .map(({ resource }) => resource.id)
    .sort();
const idsOf = (list: readonly Violation[]) => list.map(({ id }) => id).sort();

describe("the regulatory matrix for agent assist, on the guide surface", () => {
  it("maps violations to controls, lists the unmapped and never drops one", async () => {
    const all = await violations();
    expect(all.length).toBeGreaterThan(20);
    const [mapped = "", tolerant = "", numbered = "", ...rest] = [
      ...new Set(all.map(({ ruleId }) => ruleId)),
    ].sort();
    const of = (rule: string) => all.filter(({ ruleId }) => ruleId === rule);
    const [first] = of(numbered);
    const sameWeight = of(numbered).filter(({ severity }) => severity === first?.severity).length;
    const { status, run } = await check(
      project({
        [mapped]: { controls: ["gdpr:art-5", "hipaa:164.312"] },
        [tolerant]: {
          controls: ["pci-dss:6"],
          tolerance: { LOW: "all", MEDIUM: "all", HIGH: "all", CRITICAL: "all" },
        },
        [numbered]: { controls: ["soc2:cc1"], tolerance: { [first?.severity ?? ""]: sameWeight } },
        absent: { controls: ["soc2:cc2"] },
      }),
    );
    expect(status).toBe(1);
    const unmapped = all.filter(({ ruleId }) => rest.includes(ruleId));
    const overNumber = of(numbered).filter(({ severity }) => severity !== first?.severity);
    expect(ids(run, "fail")).toEqual(idsOf([...of(mapped), ...overNumber]));
    expect(ids(run, "error")).toEqual(idsOf(unmapped));
    expect(ids(run, "pass").length).toBe(of(tolerant).length + sameWeight);
    expect(run.summary.unmapped).toBe(unmapped.length);
    const accuracy = (all.length - unmapped.length - of(tolerant).length) / all.length;
    expect(run.findings.find(({ rule }) => rule === "assist/accuracy")?.evidence).toMatchObject([
      { found: String(accuracy) },
    ]);
    const status_ = Object.fromEntries(
      run.frameworks.flatMap(({ framework, controls }) =>
        controls.map(({ id, status }) => [`${framework}:${id}`, status]),
      ),
    );
    expect(status_).toMatchObject({
      "gdpr:art-5": "fail",
      "hipaa:164.312": "fail",
      "pci-dss:6": "unknown",
      "soc2:cc1": overNumber.length > 0 ? "fail" : "unknown",
      "soc2:cc2": "unknown",
    });
  });

  it("controls pass when everything is mapped and tolerated, and the accuracy says that nothing was validated", async () => {
    const all = await violations();
    const tolerance = { LOW: "all", MEDIUM: "all", HIGH: "all", CRITICAL: "all" };
    const map = Object.fromEntries(all.map(({ ruleId }) => [ruleId, { controls: ["pci-dss:6"], tolerance }]));
    const { run } = await check(project(map));
    expect(run.summary.unmapped).toBe(0);
    expect(run.frameworks).toContainEqual(
      expect.objectContaining({ framework: "pci-dss", passed: 1, failed: 0, unknown: 0 }),
    );
    expect(
      run.findings.filter(({ rule, status }) => rule === "assist/accuracy" && status === "fail"),
    ).toMatchObject([{ evidence: [{ found: "0" }] }]);
  });

  it("without a matrix the run is inconclusive at best, and the table lists what is unmapped", async () => {
    const folder = project(
      {},
      "rules:\n  accuracy: { enabled: false }\n  has-evidence: { enabled: false }\n  evidence-has-no-pii: { enabled: false }\n",
    );
    const { status, stdout } = await bylaw(["check", "--now", now], { cwd: folder });
    expect(status).toBe(3);
    expect(stdout).toMatch(/Mapped to no control: \d+ records\n- /);
  });

  it("serves the platform surface as well", async () => {
    const ruleIds = [...new Set((await violations()).map(({ ruleId }) => ruleId))];
    const map = Object.fromEntries(ruleIds.slice(1).map((id) => [id, { controls: ["gdpr:art-5"] }]));
    const { status, run } = await check(project(map, "", "platform"));
    expect(status).toBe(1);
    expect(run.summary.unmapped).toBeGreaterThan(0);
    expect(run.summary.unmapped).toBe(ids(run, "error").length);
    expect(ids(run, "fail").length).toBeGreaterThan(run.summary.unmapped);
  });

  it("a saved run whose roll-up was edited is refused", async () => {
    const folder = project({});
    const { stdout } = await bylaw(["check", "--now", now, "-f", "json"], { cwd: folder });
    for (const [from, to] of [
      [/"failed": 1/, '"failed": 0'],
      [/"unmapped": \d+/, '"unmapped": 0'],
      [/("id": "art-5.1.f",\s+"status": )"fail"/, '$1"pass"'],
    ] as const) {
      const changed = stdout.replace(from, to);
      expect(changed).not.toBe(stdout);
      writeFileSync(join(folder, "run.json"), changed);
      expect(await bylaw(["show", "run.json"], { cwd: folder })).toMatchObject({ status: 2, stdout: "" });
    }
    writeFileSync(join(folder, "run.json"), stdout);
    expect(await bylaw(["show", "run.json", "-f", "json"], { cwd: folder })).toMatchObject({ stdout });
  });

  it.each([
    ["a control without framework", { r: { controls: ["art-5"] } }],
    ["a mapping without controls", { r: {} }],
    ["a tolerance in words", { r: { controls: ["f:1"], tolerance: { LOW: "some" } } }],
    ["a negative tolerance", { r: { controls: ["f:1"], tolerance: { LOW: -1 } } }],
    ["a key that does not exist", { r: { controls: ["f:1"], tolerate: {} } }],
  ])("refuses %s before anything is read", async (_, map) => {
    const { status, stderr } = await bylaw(["validate"], { cwd: project(map) });
    expect({ status, stderr }).toMatchObject({ status: 2 });
    expect(stderr).toContain("control_map");
  });
});
