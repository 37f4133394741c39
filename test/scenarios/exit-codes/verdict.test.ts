import { expect } from "vitest";
import { bylaw } from "../bylaw.ts";
import { bad, check, good, project, things, tryAll } from "./situation.ts";

const agreed = (expires: string) =>
  `bylaw: 1\nwaivers: [{ rule: sample/rule, resource: { id: '2' }, owner: cx, reason: agreed, expires: ${expires} }]\n`;

async function snapshotOf2020(folder: string): Promise<void> {
  const taken = await bylaw(["snapshot", "snap", "--now", "2020-01-01T00:00:00Z"], { cwd: folder });
  expect(taken.status).toBe(0);
}

tryAll("what was evaluated", [
  { what: "everything passes", files: project(good), code: 0, says: /exit code 0/ },
  {
    what: "a failure below --fail-on",
    files: project(bad),
    args: [...check, "--fail-on", "critical"],
    code: 0,
  },
  {
    what: "an empty dataset that onEmpty allows",
    files: project('{ check: expression, on: things, onEmpty: pass, with: { assert: "size < 10" } }', {
      "things.ndjson": "",
    }),
    code: 0,
  },
  {
    what: "a missing field that onMissing allows, present elsewhere",
    files: project('{ check: expression, on: things, onMissing: pass, with: { assert: "size < 10" } }', {
      "things.ndjson": `${things}{"id":"3"}\n`,
    }),
    code: 0,
  },
  {
    what: "a waived failure",
    files: project(bad, {
      "waivers.yaml": agreed("2999-01-01"),
    }),
    code: 0,
    says: /waived: 1/,
  },
  {
    what: "a dataset that no rule reads, and that could not be read",
    files: project(good, {
      "policies/sample.policy.yaml": project(good)["policies/sample.policy.yaml"]!.replace(
        "rules:",
        "  others: { source: files.ndjson, with: { path: others.ndjson } }\nrules:",
      ),
    }),
    code: 0,
    says: /1 rule · 2 records/,
  },
  { what: "help", files: {}, args: ["check", "--help"], code: 0 },
  { what: "version", files: {}, args: ["--version"], code: 0, says: /^bylaw\/\d/ },
  { what: "eval", files: {}, args: ["eval", "1 + 1"], code: 0, says: /^2$/m },
  { what: "a failure", files: project(bad), code: 1 },
  {
    what: "a failure, in every format",
    files: project(bad),
    args: [
      ...check,
      "-f",
      "json=run.json",
      "-f",
      "sarif=x.sarif",
      "-f",
      "junit=x.xml",
      "-f",
      "github=g.txt",
      "-f",
      "markdown=m.md",
      "-f",
      "table",
    ],
    code: 1,
  },
  {
    what: "a failure beside an error",
    files: project(bad, { "things.ndjson": `${things}{"id":"3"}\n` }),
    code: 1,
  },
  {
    what: "an expired waiver",
    files: project(bad, {
      "waivers.yaml": agreed("2020-01-01"),
    }),
    code: 1,
    says: /expired/,
  },
  {
    what: "a waiver that has expired since the snapshot",
    files: project(bad, { "waivers.yaml": agreed("2020-02-01") }),
    args: [...check, "--snapshot", "snap"],
    code: 1,
    says: /expired/,
    prepare: snapshotOf2020,
  },
  {
    what: "a waiver that has expired since the snapshot, at the clock of the snapshot",
    files: project(bad, { "waivers.yaml": agreed("2020-02-01") }),
    args: [...check, "--snapshot", "snap", "--now", "2020-01-01T00:00:00Z"],
    code: 0,
    says: /waived: 1/,
    prepare: snapshotOf2020,
  },
  {
    what: "a waiver for something else",
    files: project(bad, {
      "waivers.yaml":
        "bylaw: 1\nwaivers: [{ rule: sample/rule, resource: { id: '9' }, owner: cx, reason: agreed, expires: 2999-01-01 }]\n",
    }),
    code: 1,
    says: /matches no finding/,
  },
  {
    what: "a waiver for a rule that is left out",
    files: project(`${good}\n  other: ${bad}`, {
      "waivers.yaml": agreed("2999-01-01").replace("sample/rule", "sample/other"),
    }),
    args: [...check, "--target", "sample/rule"],
    code: 0,
    says: /^(?![\s\S]*matches no finding)/,
  },
  {
    what: "a waiver for a rule that there is not, though a rule is left out",
    files: project(`${good}\n  other: ${bad}`, {
      "waivers.yaml": agreed("2999-01-01").replace("sample/rule", "sample/othr"),
    }),
    args: [...check, "--target", "sample/rule"],
    code: 0,
    says: /matches no finding/,
  },
  {
    what: "an empty dataset that onEmpty forbids",
    files: project(
      '{ check: expression, on: things, severity: high, onEmpty: fail, with: { assert: "size < 10" } }',
      { "things.ndjson": "" },
    ),
    code: 1,
  },
  {
    what: "a condition of a severity that is neither true nor false",
    files: project(
      '{ check: expression, on: things, severity: [{ when: "name", then: high }, low], with: { assert: "size < 4" } }',
    ),
    args: [...check, "--fail-on", "high"],
    code: 1,
  },
]);
