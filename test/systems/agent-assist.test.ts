import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { type Surface, startOrg, surfaces } from "./org.ts";

const org = await startOrg();
const source = "agent_assist_violations";
const listPath: Readonly<Record<Surface, string>> = {
  platform: "/api/v2/speechandtextanalytics/transcripts/search",
  guide: "/api/v2/agentassist/compliance/violations/query",
};
const list: Readonly<Record<Surface, string>> = { platform: "/results", guide: "/violations" };

/** Resources for which a rule of the example ended so. */
const judged = (run: Run, rule: string, status: string): readonly string[] =>
  run.findings
    .filter((each) => each.rule === `agent-assist/${rule}` && each.status === status)
    .map(({ resource }) => resource.id)
    .sort();

/** The example over records of a file. */
function exampleOver(records: readonly unknown[], more = ""): string {
  const cwd = org.example("agent-assist", "platform");
  writeFileSync(join(cwd, "violations.ndjson"), records.map((record) => JSON.stringify(record)).join("\n"));
  const policy = join(cwd, "policies/agent-assist.policy.yaml");
  const text = readFileSync(policy, "utf8");
  const data = "data: { violations: { source: files.ndjson, with: { path: violations.ndjson, id: id } } }\n";
  writeFileSync(policy, text.slice(0, text.indexOf("data:")) + data + more);
  return cwd;
}

const violation = {
  id: "v",
  timestamp: "2026-11-01T08:00:00Z",
  severity: "HIGH",
  policyId: "p",
  ruleId: "6be64e21-1",
  conversationId: "c",
  segmentReference: "segment-7",
  evidence: [{ value: "fine" }],
};

describe.each(surfaces)("S2 agent assist, %s", (api) => {
  it("2.1 violations are asked for with filters that are refused when wrong, and the same from a file", async () => {
    const some = "{ last: P10D, severities: [HIGH], policyIds: [6be64e21-186a-4cff-b732-a26d821d46ab]";
    const read = await org.read(api, source, `${some}, pageSize: ${api === "guide" ? 3 : 20} }`);
    expect(read).toMatchObject({ status: 0, complete: true });
    expect(read.records.length).toBeGreaterThan(3);
    for (const record of read.records)
      expect(record).toMatchObject({ severity: "HIGH", policyId: expect.stringMatching(/^6be64e21/) });
    const asked = read.exchanges
      .filter(({ path }) => path === listPath[api])
      .map(({ request }) => Object(request));
    expect(asked.length).toBeGreaterThan(1);
    if (api === "guide") {
      const time_interval = { start: "2026-10-22T09:00:00.000Z", end: "2026-11-01T09:00:00.000Z" };
      const filters = { severity: ["HIGH"], policy_ids: ["6be64e21-186a-4cff-b732-a26d821d46ab"] };
      expect(asked[0]).toEqual({ time_interval, filters, size: 3 });
      expect(asked[1]).toEqual({ time_interval, filters, size: 3, cursor: expect.any(String) });
    } else expect(read.exchanges.some(({ path }) => path.endsWith("/agentchecklists"))).toBe(true);
    const misspelt = await org.read(api, source, some.replace("46ab]", "46ac] }"));
    expect(misspelt).toMatchObject({ status: 3, complete: false, records: [] });
    await org.refused(api, source, [
      ["{ last: P1D, severities: [SEVERE] }", "LOW"],
      ["{ last: P1D, policyIds: [policy-1] }", "a UUID"],
      ["{ last: P1D, agentIds: [me] }", "a UUID"],
      ["{ from: 2026-10-32T00:00:00Z, to: 2026-11-01T00:00:00Z }", "timestamp"],
      ["{ last: P1D, pageSize: 1001 }", "at most"],
      ["{ last: P1D, pageSize: 0 }", "at least 1"],
    ]);
    const { run } = await org.check(exampleOver(read.records));
    const [file] = run.datasets;
    expect(file).toMatchObject({ source: "files.ndjson", records: read.records.length, complete: true });
    const fates = ["fail", "error", "pass"].map((status) => judged(run, "holds-controls", status).length);
    expect(fates.reduce((sum, each) => sum + each)).toBe(read.records.length);
  });

  it("2.2 an answer without its list is missing data; a violation without evidence is reported", async () => {
    for (const action of [
      { kind: "drop-field", pointer: list[api] },
      { kind: "set-field", pointer: list[api], value: {} },
    ] as const) {
      const broken = await startOrg({ faults: [{ path: `${listPath[api]}$`, action }] });
      const read = await broken.read(api, source, "{ last: P2D }");
      expect({ action, status: read.status, complete: read.complete }).toEqual({
        action,
        status: 3,
        complete: false,
      });
    }
    if (api === "platform") return;
    const bare = await startOrg({
      faults: [
        { path: `${listPath[api]}$`, action: { kind: "drop-field", pointer: "/violations/0/evidence" } },
      ],
    });
    const { run } = await bare.check(bare.example("agent-assist", api));
    // One more than the planted one.
    expect(judged(run, "has-evidence", "fail").length).toBe(2);
    expect(judged(run, "has-evidence", "fail")).toEqual(
      expect.arrayContaining([...bare.planted("violation-without-evidence")]),
    );
  });

  it("2.4 rules are held against controls with a tolerance, what is unmapped is counted, accuracy has a least", async () => {
    const cwd = org.example("agent-assist", api);
    const { status, run } = await org.check(cwd);
    expect(status).toBe(1);
    const counts: Readonly<Record<string, number>> = Object.fromEntries(
      ["fail", "error", "pass"].map((each) => [each, judged(run, "holds-controls", each).length]),
    );
    const records = run.datasets[0]?.records ?? 0;
    expect((counts["fail"] ?? 0) + (counts["error"] ?? 0) + (counts["pass"] ?? 0)).toBe(records);
    expect(counts["error"]).toBeGreaterThan(0);
    expect(run.summary.unmapped).toBe(counts["error"]);
    const frameworks = run.frameworks.map(({ framework }) => framework);
    expect(frameworks).toEqual(expect.arrayContaining(["gdpr", "hipaa", "pci-dss"]));
    if (api === "guide") expect(counts).toEqual({ fail: 7, error: 2, pass: 2 });
    const accurate = async (least: string) => {
      const { run: again } = await org.check(cwd, [
        "--var",
        `least_accuracy=${least}`,
        "--target",
        "agent-assist/accuracy",
      ]);
      return judged(again, "accuracy", "fail").length;
    };
    const mapped = (records - (counts["error"] ?? 0)) / records;
    expect([await accurate(String(mapped - 0.01)), await accurate(String(mapped + 0.01))]).toEqual([0, 1]);
    const { stdout } = await org.run(cwd, ["check"]);
    expect(stdout).toContain(`Mapped to no control: ${counts["error"]} records`);
  });
});

describe("S2 evidence", () => {
  const secrets = {
    ssn: "123-45-6789",
    card: "4111 1111 1111 1111",
    email: "ada.lovelace@mail.example",
    phone: "+1 415 555 1234",
    iban: "DE89 3704 0044 0532 0130 00",
    member: "MBR-12345678",
  };

  it("2.3 personal data of every kind is found with its segment, quickly, and is in no output", async () => {
    const records = [
      ...Object.entries(secrets).map(([id, value]) => ({
        ...violation,
        id,
        evidence: [{ value: `So that was ${value}, right?` }],
      })),
      { ...violation, id: "no-card", evidence: [{ value: "order 4111 1111 1111 1112" }] },
      // Quadratic for a careless pattern.
      { ...violation, id: "hostile", evidence: [{ value: "a.".repeat(100_000) }] },
    ];
    const rules =
      "rules: { evidence-has-no-pii: { with: { patterns: { member: '\\bMBR-[0-9]{8}\\b' } } } }\n";
    const cwd = exampleOver(records, rules);
    const formats = [
      "json=run.json",
      "table=out.txt",
      "junit=out.xml",
      "sarif=out.sarif",
      "markdown=out.md",
      "github=out.gh",
    ];
    const began = performance.now();
    const ended = await org.run(cwd, ["check", ...formats.flatMap((each) => ["-f", each])]);
    expect(performance.now() - began).toBeLessThan(20_000);
    const files = formats.map((each) => readFileSync(join(cwd, each.split("=")[1] ?? ""), "utf8"));
    const run: Run = JSON.parse(files[0] ?? "");
    expect(judged(run, "evidence-has-no-pii", "fail")).toEqual(Object.keys(secrets).sort());
    for (const { message } of run.findings.filter(({ rule }) => rule.endsWith("evidence-has-no-pii")))
      expect(message).toContain("segment-7");
    const everything = [ended.stdout, ended.stderr, ...files].join("\n");
    for (const value of Object.values(secrets)) expect(everything).not.toContain(value);
  });
});
