import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bylaw } from "./bylaw.ts";
import { file, head, once, project, sinks } from "./collecting.ts";

describe("a wrong collector", () => {
  it("is refused with every mistake at its place, before anything is asked or written", async () => {
    const cwd = project(`bylaw: 1
collector: audit
title: Audit events
source: genesyscloud.audit_events_realtime
with: { entityTyp: Queue, from: 2026-01-01T00:00:00Z }
every: PT0S
where: "entityTyp = 'Queue'"
map: cimm
fields: [id]
schemas: { Role: { type: objekt } }
sinks:
  one: { to: sqlit, path: a.db }
  two: { to: ndjson, pth: a }
  three: { to: ndjson, path: b }
routes: [{ to: [tw] }, { to: [one, two] }]
`);
    const { status: code, stdout, stderr } = await once(cwd);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    for (const said of [
      `${file}:5:`,
      'Did you mean "entityType"?',
      "interval-given",
      `${file}:6:`,
      `${file}:7:`,
      `${file}:8:`,
      'Did you mean "cim"?',
      `${file}:10:`,
      `${file}:12:`,
      'Did you mean "sqlite"?',
      `${file}:13:`,
      'Did you mean "path"?',
      "unused-sink",
      `${file}:15:`,
      'Did you mean "two"?',
      "unreachable-route",
    ])
      expect(stderr).toContain(said);
    expect(readdirSync(cwd).sort()).toEqual(["bylaw.yaml", "c"]);
  });

  it.each([
    ["an unknown source", head(sinks).replace("realtime", "realtme"), "Did you mean"],
    ["a source without events", head(sinks).replace("audit_events_realtime", "flows"), "not-collectable"],
    ["an unknown tenant", `${head(sinks)}tenant: dem\n`, 'Did you mean "demo"?'],
    ["a filter that nobody records", `${head(sinks)}with: { entityType: queue }\n`, "Did you mean 'Queue'?"],
    ["a mapping that cannot be read", `${head(sinks)}map: ./no.jsonata\n`, "missing-file"],
    ["a mapping outside of the project", `${head(sinks)}map: ../no.jsonata\n`, "outside-project"],
    ["a template", `${head(sinks)}with: { entityType: "{{ $var.x }}" }\n`, "template-in-collector"],
    ["a field that no row of a preset has", `${head(sinks)}map: cim\nfields: [id, tiem]\n`, '"time"?'],
    [
      "a field that no row of a mapping has",
      `${head(sinks)}map: "( $a := { 'it': id }; $merge([$a, { 'at': timestamp }]) )"\nfields: [it, att]\n`,
      'Did you mean "at"?',
    ],
    [
      "a setting of PostgreSQL that there is none of",
      `${head(sinks)}state: { postgres: { urll: x } }\n`,
      '"url"?',
    ],
    ["a field that no event has", `${head(sinks)}fields: [timestmp]\n`, 'Did you mean "timestamp"?'],
  ])("%s", async (_name, text, said) => {
    const { status: code, stderr } = await once(project(text));
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it.each([
    ["--from that is no instant", ["--from", "yesterday"], "invalid-interval"],
    ["--from that nobody keeps", ["--from", "2026-01-01T00:00:00Z"], "beyond-retention"],
    ["--from in the future", ["--from", "2027-01-01T00:00:00Z"], "invalid-interval"],
  ])("refuses %s", async (_name, flags, said) => {
    const cwd = project(head(sinks));
    expect(await once(cwd, flags)).toMatchObject({ status: 2, stderr: expect.stringContaining(said) });
  });
});

it("is validated with the project, each mistake on its line", async () => {
  const wrong = `${head(sinks)}evry: PT1M\n`;
  const cwd = project(wrong);
  writeFileSync(join(cwd, "other.collector.yaml"), head(sinks));
  const named = await bylaw(["validate", file], { cwd });
  expect(named).toMatchObject({ status: 2, stderr: expect.stringContaining(`${file}:7:1`) });
  expect(named.stderr).toContain('Did you mean "every"?');
  writeFileSync(join(cwd, file), head(sinks));
  expect(await bylaw(["validate", file], { cwd })).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("1 collector."),
  });
  const all = await bylaw(["validate", file, "other.collector.yaml"], { cwd });
  expect(all).toMatchObject({ status: 2, stderr: expect.stringContaining("error[shared-state]") });
});

describe("a project that only collects", () => {
  const valid = { status: 0, stdout: expect.stringContaining("0 policies") };
  const noMatch = { status: 2, stderr: expect.stringContaining("error[no-match]") };

  it("is valid without policies, and its collectors are read", async () => {
    const cwd = project(head(sinks));
    expect(await bylaw(["validate"], { cwd })).toMatchObject(valid);
    writeFileSync(join(cwd, file), `${head(sinks)}evry: PT1M\n`);
    const wrong = await bylaw(["validate"], { cwd });
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining(`${file}:7:1`) });
    expect(wrong.stderr).not.toContain("no-match");
  });

  it("is told of a pattern of its own that matches nothing, and of policies that are elsewhere", async () => {
    const cwd = project(head(sinks), "platform", { "polices/p.policy.yaml": "bylaw: 1\n" });
    expect(await bylaw(["validate"], { cwd })).toMatchObject(noMatch);
    const named = project(head(sinks));
    writeFileSync(join(named, "bylaw.yaml"), "bylaw: 1\npolicies: [policies/*.policy.yaml]\n");
    expect(await bylaw(["validate"], { cwd: named })).toMatchObject(noMatch);
    const bare = project(head(sinks));
    expect(await bylaw(["check"], { cwd: bare })).toMatchObject(noMatch);
  });
});
