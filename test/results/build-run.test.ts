import { describe, expect, it } from "vitest";
import type { Candidate } from "../../src/model/rule-result.ts";
import type { Waiver } from "../../src/model/waiver.ts";
import { buildRun, type RunInput } from "../../src/results/build-run.ts";
import { sampleDataset, sampleRule } from "../engine/sample.ts";

const now = Date.UTC(2026, 0, 1);
const rule = sampleRule();

function candidate(changes: Partial<Candidate> = {}): Candidate {
  return {
    rule: rule.id,
    status: "fail",
    severity: "high",
    tenant: "acme",
    resource: { type: "thing", id: "1", name: "one" },
    message: "Not fine.",
    location: rule.location,
    evidence: [],
    key: "",
    sensitive: [],
    ...changes,
  };
}

function input(candidates: readonly Candidate[], changes: Partial<RunInput> = {}): RunInput {
  const counts = { pass: 1, fail: 0, error: 0, unknown: 0, notApplicable: 0, waived: 0 };
  for (const { status } of candidates) counts[status === "not-applicable" ? "notApplicable" : status] += 1;
  return {
    tool: { name: "bylaw", version: "1.0.0" },
    now,
    waiversAt: now,
    tenants: [{ name: "acme", provider: "demo" }],
    datasets: [],
    policies: [
      {
        id: "sample",
        file: rule.location.file,
        location: rule.location,
        data: [],
        rules: [rule],
        variables: {},
      },
    ],
    results: [{ rule, tenant: "acme", reads: [], candidates, counts }],
    waivers: [],
    diagnostics: [],
    plugins: [],
    failOn: "high",
    ...changes,
  };
}

const waiver: Waiver = {
  rule: "sample/*",
  resource: { id: "1" },
  owner: "cx",
  reason: "migration",
  expires: now + 1,
  location: { file: "waivers.yaml", line: 3, column: 5 },
};

describe("exit code", () => {
  it.each([
    ["nothing failed", [], 0],
    ["a failure at the threshold", [candidate()], 1],
    ["a failure below it", [candidate({ severity: "medium" })], 0],
    ["an error", [candidate({ status: "error" })], 3],
    ["unknown", [candidate({ status: "unknown" })], 3],
    ["a failure and an error", [candidate(), candidate({ status: "error" })], 1],
    ["a light failure and an error", [candidate({ severity: "low" }), candidate({ status: "error" })], 3],
  ])("%s", (_, candidates, code) => {
    expect(buildRun(input(candidates)).exitCode).toBe(code);
  });

  it("is inconclusive when nothing was evaluated", () => {
    const counts = { pass: 0, fail: 0, error: 0, unknown: 0, notApplicable: 0, waived: 0 };
    expect(
      buildRun(input([], { results: [{ rule, tenant: "acme", reads: [], candidates: [], counts }] }))
        .exitCode,
    ).toBe(3);
    expect(buildRun(input([], { results: [] })).exitCode).toBe(3);
    const skipped = { ...counts, notApplicable: 1 };
    expect(
      buildRun(input([], { results: [{ rule, tenant: "acme", reads: [], candidates: [], counts: skipped }] }))
        .exitCode,
    ).toBe(3);
  });

  it("is inconclusive after an error diagnostic, not after a warning", () => {
    const diagnostic = { code: "plugin-failed", summary: "It threw." } as const;
    expect(buildRun(input([], { diagnostics: [{ ...diagnostic, severity: "error" }] })).exitCode).toBe(3);
    expect(buildRun(input([], { diagnostics: [{ ...diagnostic, severity: "warning" }] })).exitCode).toBe(0);
  });
});

describe("waivers", () => {
  it("cover a failure, are counted and shown", () => {
    const run = buildRun(input([candidate()], { waivers: [waiver] }));
    expect(run.exitCode).toBe(0);
    expect(run.findings[0]?.waived).toEqual({
      owner: "cx",
      reason: "migration",
      expires: "2026-01-01T00:00:00.001Z",
    });
    expect(run.rules[0]).toMatchObject({ status: "pass", counts: { fail: 0, waived: 1 } });
    expect(run.summary).toMatchObject({ waived: 1, failures: { high: 0 } });
    expect(run.waivers).toMatchObject([{ state: "applied", findings: 1 }]);
  });

  it("cover nothing from the instant they expire", () => {
    const run = buildRun(input([candidate()], { waivers: [{ ...waiver, expires: now }] }));
    expect(run.exitCode).toBe(1);
    expect(run.waivers).toMatchObject([{ state: "expired" }]);
    expect(run.diagnostics).toMatchObject([{ code: "expired-waiver", severity: "warning" }]);
  });

  it.each([
    ["another rule", { rule: "other/*" }],
    ["another id", { resource: { id: "2" } }],
    ["another type", { resource: { id: "1", type: "flow" } }],
    ["another tenant", { tenant: "beta" }],
    ["a pattern that would cross a slash", { rule: "s*" }],
    ["regular expression characters", { resource: { id: "." } }],
  ])("for %s are unused and said", (_, changes) => {
    const run = buildRun(input([candidate()], { waivers: [{ ...waiver, ...changes }] }));
    expect(run.exitCode).toBe(1);
    expect(run.diagnostics).toMatchObject([{ code: "unused-waiver" }]);
  });

  it("never cover an error", () => {
    expect(buildRun(input([candidate({ status: "error" })], { waivers: [waiver] })).exitCode).toBe(3);
  });
});

describe("fingerprints", () => {
  const of = (changes: Partial<Candidate>): string =>
    buildRun(input([candidate(changes)])).findings[0]!.fingerprint;

  it("ignore line, name, message, severity and evidence", () => {
    const location = { file: "x.yaml", line: 99, column: 1 };
    const resource = { type: "thing", id: "1", name: "renamed" };
    expect(of({ location, resource, message: "Other.", severity: "low", evidence: [{ found: "x" }] })).toBe(
      of({}),
    );
  });

  it.each([
    ["rule", { rule: "sample/other" }],
    ["tenant", { tenant: "beta" }],
    ["resource", { resource: { type: "thing", id: "2", name: "one" } }],
    ["type", { resource: { type: "flow", id: "1", name: "one" } }],
    ["key", { key: "ssn" }],
  ])("change with the %s", (_, changes) => {
    expect(of(changes)).not.toBe(of({}));
  });
});

describe("personal data", () => {
  it("known from one rule is masked in every finding about the resource", () => {
    const knows = candidate({ sensitive: ["jane@example.com"], message: "Holds an e-mail." });
    const tells = candidate({
      rule: "sample/other",
      message: "Mail jane@example.com now.",
      evidence: [
        { found: "jane@example.com" },
        { name: "referencedBy", resource: { type: "thing", id: "2", name: "of jane@example.com" } },
      ],
    });
    const text = JSON.stringify(buildRun(input([tells, knows])));
    expect(text).not.toContain("jane@example.com");
    expect(text).toContain("Mail [masked] now.");
  });

  describe("quoted by findings about other resources", () => {
    const other = { type: "flow", id: "other", name: "of jane@example.com" };
    const knows = candidate({ sensitive: ["jane@example.com", "Support", "is not redacted."] });
    const told = (quotes: Partial<Candidate>) =>
      buildRun(input([knows, candidate({ resource: other, ...quotes })])).findings.find(
        ({ resource }) => resource.id === "other",
      );

    it("is masked where it is an identifier, but for what bylaw itself says", () => {
      const said = told({
        message: "Support is jane@example.com.",
        evidence: [
          { pointer: "/a", found: "jane@example.com", expected: "not jane@example.com", resource: other },
        ],
      });
      expect(said).toMatchObject({
        message: "Support is [masked].",
        resource: { name: "of [masked]" },
        evidence: [
          { found: "[masked]", expected: "not jane@example.com", resource: { name: "of [masked]" } },
        ],
      });
    });

    it("is masked as a whole where a value of their own is a part of it", () => {
      const said = told({ sensitive: ["jane", "Desk"], message: "jane, Desk 1: jane@example.com" });
      expect(said?.message).toBe("[masked], [masked] 1: [masked]");
    });

    it("takes no waiver away", () => {
      const named = { ...waiver, resource: { name: "of jane@*" } };
      const run = buildRun(input([knows, candidate({ resource: other })], { waivers: [named] }));
      expect(run.waivers).toMatchObject([{ state: "applied", findings: 1 }]);
      expect(JSON.stringify(run.findings)).not.toContain("jane@example.com");
    });
  });

  it.each([
    ["as it is", 'at 4 "Elm" Road'],
    ["as JSON has it", JSON.stringify({ address: 'at 4 "Elm" Road' })],
    ["in another case", 'AT 4 "ELM" ROAD, straße'],
  ])("is masked %s, in findings about the resource and about others", (_, message) => {
    const knows = candidate({ sensitive: ['4 "Elm" Road'], message });
    const other = candidate({ resource: { type: "thing", id: "2", name: "two" }, message });
    const found = buildRun(input([knows, other])).findings;
    for (const { message: said } of found) expect(said).not.toMatch(/elm/i);
    expect(found).toHaveLength(2);
  });

  it("that is an id is shown by its hash, the same in every finding, and stays the one it was", () => {
    const resource = { type: "thing", id: "Jane@example.com", name: "one" };
    const plain = buildRun(input([candidate({ resource })])).findings;
    const linked = candidate({ evidence: [{ name: "next", resource }], key: "b" });
    const found = buildRun(
      input([candidate({ resource, sensitive: ["jane@example.com"] }), linked], {
        waivers: [{ ...waiver, resource: { id: "Jane@*" } }],
      }),
    );
    expect(JSON.stringify(found)).not.toMatch(/jane@example/i);
    const shown = found.findings.flatMap((each) => [
      each.resource,
      ...each.evidence.map((one) => one.resource),
    ]);
    const ids = shown.flatMap((each) => (each === undefined || each.id === "1" ? [] : [each.id]));
    expect(ids).toEqual([ids[0], ids[0]]);
    expect(ids[0]).toMatch(/^masked-[\da-f]{12}$/);
    expect(found.findings.map(({ fingerprint }) => fingerprint)).toContain(plain[0]?.fingerprint);
    expect(found.waivers).toMatchObject([{ state: "applied", findings: 1 }]);
  });

  it("that is short is masked as a word only", () => {
    const run = buildRun(input([candidate({ sensitive: ["12"], message: "12 of 2012 are 12." })]));
    expect(run.findings[0]?.message).toBe("[masked] of 2012 are [masked].");
  });
});

it("says for each tenant which datasets a rule read, the judged one first", () => {
  const things = sampleDataset("things", []);
  const others = sampleDataset("others", []);
  // A policy may read a dataset under a name of its own.
  const reads = [{ ...things, name: "mine" }, others];
  const run = buildRun(
    input([candidate()], {
      datasets: [others, things],
      results: [{ ...input([candidate()]).results[0]!, reads }],
    }),
  );
  expect(run.rules[0]?.reads).toEqual([{ tenant: "acme", datasets: [1, 0] }]);
  expect(run.datasets.map(({ resource }) => resource)).toEqual(["thing", "thing"]);
});

it("findings are sorted the same whatever order they came in", () => {
  const list = ["b", "a", "c"].map((id) => candidate({ resource: { type: "thing", id, name: id } }));
  const forward = buildRun(input(list));
  const backward = buildRun(input([...list].reverse()));
  expect(JSON.stringify(forward)).toBe(JSON.stringify(backward));
  expect(forward.findings.map((finding) => finding.resource.id)).toEqual(["a", "b", "c"]);
});
