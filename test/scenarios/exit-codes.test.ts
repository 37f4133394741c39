import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bylaw, folderWith, type HowToRun } from "./bylaw.ts";

const things = '{"id":"1","name":"one","size":3}\n{"id":"2","name":"two","size":4}\n';
const schema =
  "schema: { type: object, properties: { id: { type: string }, name: { type: string }, size: { type: number } } }";

/** A project over a file of records, with one rule. */
function project(rule: string, changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    "bylaw.yaml": "bylaw: 1\npolicies: [policies/*.policy.yaml]\n",
    "things.ndjson": things,
    "policies/sample.policy.yaml": [
      "bylaw: 1",
      "policy: sample",
      "data:",
      `  things: { source: files.ndjson, with: { path: things.ndjson, ${schema} } }`,
      "rules:",
      `  rule: ${rule}`,
      "",
    ].join("\n"),
    ...changes,
  };
}

const good = '{ check: expression, on: things, with: { assert: "size < 10" } }';
const bad = '{ check: expression, on: things, severity: high, with: { assert: "size < 4" } }';
const check = ["check"];

interface Situation {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly code: number;
  /** What stderr and stdout together must say. */
  readonly says?: RegExp;
  readonly how?: HowToRun;
  /** What files alone cannot say. */
  readonly prepare?: (folder: string) => Promise<void>;
}

const plugin = (code: string): Readonly<Record<string, string>> => ({
  "bylaw.yaml":
    "bylaw: 1\npolicies: [policies/*.policy.yaml]\nplugins: [{ name: bylaw-odd, version: 1.0.0 }]\n",
  "node_modules/bylaw-odd/package.json": JSON.stringify({
    name: "bylaw-odd",
    version: "1.0.0",
    type: "module",
    oclif: { hooks: { "bylaw:register": "./register.js" } },
  }),
  "node_modules/bylaw-odd/register.js": code,
});

/** A tenant that cannot be reached: nothing listens there. */
const unreachable = {
  "bylaw.yaml": [
    "bylaw: 1",
    "policies: [policies/*.policy.yaml]",
    "tenants:",
    "  prod:",
    "    provider: genesyscloud",
    "    baseUrl: http://127.0.0.1:9",
    "    loginUrl: http://127.0.0.1:9",
    "    credentials: { clientId: { env: ID }, clientSecret: { env: SECRET } }",
    "",
  ].join("\n"),
  "policies/sample.policy.yaml": [
    "bylaw: 1",
    "policy: sample",
    "data: { flows: { source: genesyscloud.flows } }",
    'rules: { rule: { check: expression, on: flows, with: { assert: "$exists(id)" } } }',
    "",
  ].join("\n"),
};

const situations: readonly Situation[] = [
  // 0
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
      "waivers.yaml":
        "bylaw: 1\nwaivers: [{ rule: sample/rule, resource: { id: '2' }, owner: cx, reason: agreed, expires: 2999-01-01 }]\n",
    }),
    code: 0,
    says: /waived: 1/,
  },
  { what: "help", files: {}, args: ["check", "--help"], code: 0 },
  { what: "version", files: {}, args: ["--version"], code: 0, says: /^bylaw\/\d/ },
  { what: "eval", files: {}, args: ["eval", "1 + 1"], code: 0, says: /^2$/m },

  // 1
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
      "waivers.yaml":
        "bylaw: 1\nwaivers: [{ rule: sample/rule, resource: { id: '2' }, owner: cx, reason: agreed, expires: 2020-01-01 }]\n",
    }),
    code: 1,
    says: /expired/,
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
    what: "an empty dataset that onEmpty forbids",
    files: project(
      '{ check: expression, on: things, severity: high, onEmpty: fail, with: { assert: "size < 10" } }',
      { "things.ndjson": "" },
    ),
    code: 1,
  },

  {
    what: "a failure whose report cannot be written",
    files: project(bad),
    args: [...check, "-f", "json=nowhere/run.json"],
    code: 1,
    says: /ENOENT/,
  },

  // 2
  { what: "no bylaw.yaml", files: {}, code: 2, says: /bylaw init/ },
  {
    what: "a misspelt path in an expression",
    files: project('{ check: expression, on: things, with: { assert: "sise < 10" } }'),
    code: 2,
    says: /size/,
  },
  {
    what: "a misspelt check",
    files: project('{ check: expresion, on: things, with: { assert: "size < 10" } }'),
    code: 2,
    says: /expression/,
  },
  {
    what: "a misspelt option",
    files: project('{ check: expression, on: things, with: { asert: "size < 10" } }'),
    code: 2,
    says: /assert/,
  },
  {
    what: "a misspelt dataset",
    files: project('{ check: expression, on: thing, with: { assert: "size < 10" } }'),
    code: 2,
    says: /things/,
  },
  {
    what: "an unknown function",
    files: project('{ check: expression, on: things, with: { assert: "$cout(size) < 10" } }'),
    code: 2,
    says: /count/,
  },
  {
    what: "an unknown variable",
    files: project('{ check: expression, on: things, with: { assert: "size < $vra.limit" } }'),
    code: 2,
    says: /vra/,
  },
  {
    what: "a syntax error in an expression",
    files: project('{ check: expression, on: things, with: { assert: "size <" } }'),
    code: 2,
    says: /sample\.policy\.yaml:6:\d+/,
  },
  {
    what: "$eval in an expression",
    files: project('{ check: expression, on: things, with: { assert: "$eval(name)" } }'),
    code: 2,
    says: /eval/,
  },
  {
    what: "zero rules",
    files: project(good, {
      "policies/sample.policy.yaml": "bylaw: 1\npolicy: sample\ndata: {}\nrules: {}\n",
    }),
    code: 2,
  },
  {
    what: "zero policies",
    files: { "bylaw.yaml": "bylaw: 1\npolicies: [policies/*.policy.yaml]\n" },
    code: 2,
  },
  {
    what: "broken YAML",
    files: project(good, { "bylaw.yaml": "bylaw: [1\n" }),
    code: 2,
    says: /bylaw\.yaml:\d+:\d+/,
  },
  { what: "an unknown flag", files: project(good), args: [...check, "--fail-onn", "high"], code: 2 },
  { what: "an unknown command", files: {}, args: ["chek"], code: 2, says: /bylaw check/ },
  { what: "an unknown format", files: project(good), args: [...check, "-f", "sarf"], code: 2, says: /sarif/ },
  {
    what: "two formats for stdout",
    files: project(good),
    args: [...check, "-f", "json", "-f", "sarif"],
    code: 2,
  },
  {
    what: "an unknown tenant",
    files: project(good),
    args: [...check, "--tenant", "prod"],
    code: 2,
    says: /prod/,
  },
  {
    what: "no tenant for what a policy reads",
    files: { ...unreachable, "bylaw.yaml": "bylaw: 1\npolicies: [policies/*.policy.yaml]\n" },
    code: 2,
    says: /no tenant/,
  },
  {
    what: "an unknown target",
    files: project(good),
    args: [...check, "--target", "sample/rul"],
    code: 2,
    says: /sample\/rule/,
  },
  {
    what: "an unknown variable on the command line",
    files: project(good),
    args: [...check, "--var", "limit=3"],
    code: 2,
    says: /limit/,
  },
  {
    what: "a clock that is no timestamp",
    files: project(good),
    args: [...check, "--now", "yesterday"],
    code: 2,
    says: /RFC 3339/,
  },
  {
    what: "a waiver without an end",
    files: project(bad, {
      "waivers.yaml":
        "bylaw: 1\nwaivers: [{ rule: sample/rule, resource: { id: '2' }, owner: cx, reason: agreed }]\n",
    }),
    code: 2,
    says: /expires/,
  },
  {
    what: "a snapshot that is none",
    files: project(good, { "snap/readme.txt": "hello" }),
    args: [...check, "--snapshot", "snap"],
    code: 2,
  },
  {
    what: "a policy outside the project",
    files: project(good, { "bylaw.yaml": "bylaw: 1\npolicies: [../*.policy.yaml]\n" }),
    code: 2,
  },
  { what: "a broken expression in eval", files: {}, args: ["eval", "1 +"], code: 2, says: /S0207/ },
  { what: "an evaluation error in eval", files: {}, args: ["eval", '1 + "a"'], code: 2, says: /T2002/ },

  {
    what: "a template inside an expression",
    files: project("{ check: expression, on: things, with: { assert: \"name != '{{ $var.bad }}'\" } }"),
    code: 2,
    says: /braces/,
  },
  {
    what: "a report in the place of a policy",
    files: project(good),
    args: [...check, "-f", "json=policies/sample.policy.yaml"],
    code: 2,
    says: /document of a project/,
  },

  // 3
  { what: "a missing field", files: project(good, { "things.ndjson": `${things}{"id":"3"}\n` }), code: 3 },
  {
    what: "a missing field that onMissing allows, missing everywhere",
    files: project('{ check: expression, on: things, onMissing: pass, with: { assert: "size < 10" } }', {
      "things.ndjson": '{"id":"1"}\n{"id":"2"}\n',
    }),
    code: 3,
    says: /misspelt/,
  },
  { what: "an empty dataset", files: project(good, { "things.ndjson": "" }), code: 3, says: /no records/ },
  {
    what: "a filter that selects nothing",
    files: project('{ check: expression, on: things, where: "size > 100", with: { assert: "size < 1000" } }'),
    code: 3,
    says: /selects none/,
  },
  {
    what: "an expression that is not boolean",
    files: project('{ check: expression, on: things, with: { assert: "size + 1" } }'),
    code: 3,
  },
  {
    what: "an expression that never ends",
    files: project(
      '{ check: expression, on: things, with: { assert: "($f := function($n) { $f($n + 1) }; $f(1)) = size" } }',
    ),
    code: 3,
  },
  {
    what: "a record that is no JSON",
    files: project(good, { "things.ndjson": `${things}{oops\n` }),
    code: 3,
    says: /incomplete/,
  },
  {
    what: "a record that would switch the expression engine",
    files: project(good, { "things.ndjson": `${things}{"id":"3","size":99,"_jsonata_lambda":true}\n` }),
    code: 3,
  },
  {
    what: "a data file that is missing",
    files: Object.fromEntries(Object.entries(project(good)).filter(([name]) => name !== "things.ndjson")),
    code: 3,
  },
  {
    what: "a tenant that cannot be reached",
    files: unreachable,
    code: 3,
    how: { env: { ID: "id", SECRET: "secret-canary-1" } },
  },
  { what: "credentials that are not set", files: unreachable, code: 3, says: /ID/ },
  {
    what: "a plug-in that throws",
    files: project(good, plugin('export default () => { throw new Error("kaput"); };')),
    code: 3,
    says: /kaput/,
  },
  {
    what: "a plug-in that exits",
    files: project(good, plugin("export default () => { process.exit(0); };")),
    code: 3,
    says: /end the process/,
  },
  {
    what: "a plug-in that never settles",
    files: project(good, plugin("export default () => new Promise(() => {});")),
    code: 3,
    says: /did not settle/,
  },
  {
    what: "a plug-in that loops",
    files: project(good, plugin("export default () => { for (;;) {} };")),
    code: 3,
    says: /bylaw-odd/,
  },
  {
    what: "a plug-in that is not installed",
    files: project(good, { "bylaw.yaml": plugin("")["bylaw.yaml"]! }),
    code: 3,
    says: /not installed/,
  },
  {
    what: "a plug-in of another version",
    files: project(good, {
      ...plugin("export default () => {};"),
      "bylaw.yaml": plugin("")["bylaw.yaml"]!.replace("1.0.0", "2.0.0"),
    }),
    code: 3,
    says: /2\.0\.0/,
  },
  {
    what: "a report that cannot be written: no folder",
    files: project(good),
    args: [...check, "-f", "json=nowhere/run.json"],
    code: 3,
    says: /ENOENT/,
  },
  {
    what: "a report that cannot be written: full disk",
    files: project(good),
    args: [...check, "-f", "json=/dev/full"],
    code: 3,
  },
  {
    what: "stdout on a full disk",
    files: project(good),
    code: 3,
    how: { stdout: "/dev/full" },
  },
  {
    what: "a misspelt path where no schema says which there are",
    files: project('{ check: threshold, on: things, with: { measure: count, where: "sise > 3", max: 0 } }', {
      "policies/sample.policy.yaml":
        'bylaw: 1\npolicy: sample\ndata: { things: { source: files.ndjson, with: { path: things.ndjson } } }\nrules: { rule: { check: threshold, on: things, with: { measure: count, where: "sise > 3", max: 0 } } }\n',
    }),
    code: 3,
    says: /None of the 2 records/,
  },
  {
    what: "two records with one id that differ",
    files: project(good, { "things.ndjson": `{"id":"1","name":"x","size":99}\n${things}` }),
    code: 3,
    says: /differ from it/,
  },
  {
    what: "a condition of a severity that is neither true nor false",
    files: project(
      '{ check: expression, on: things, severity: [{ when: "name", then: high }, low], with: { assert: "size < 4" } }',
    ),
    args: [...check, "--fail-on", "high"],
    code: 1,
  },
  {
    what: "a snapshot that lacks the dataset",
    files: project(good, { "others.ndjson": things }),
    args: [...check, "--snapshot", "snap"],
    code: 3,
    says: /does not hold/,
    prepare: async (folder) => {
      expect((await bylaw(["snapshot", "snap"], { cwd: folder })).status).toBe(0);
      const policy = join(folder, "policies/sample.policy.yaml");
      writeFileSync(policy, readFileSync(policy, "utf8").replace("things.ndjson", "others.ndjson"));
    },
  },
  {
    what: "stdout closed early",
    files: project(good),
    code: 3,
    how: { meddle: (child) => child.stdout?.destroy() },
  },
];

describe("exit codes", () => {
  it("are tried in at least 40 situations", () => {
    expect(situations.length).toBeGreaterThanOrEqual(40);
    expect(new Set(situations.map(({ what }) => what)).size).toBe(situations.length);
  });

  it.concurrent.each(situations)(
    "$code: $what",
    async ({ files, args = check, code, says, how, prepare }) => {
      const folder = folderWith(files);
      await prepare?.(folder);
      const { status, stdout, stderr } = await bylaw(args, { cwd: folder, ...how });
      expect({ status, output: stdout + stderr }).toMatchObject({ status: code });
      if (says !== undefined) expect(stdout + stderr).toMatch(says);
      expect(stdout + stderr).not.toContain("secret-canary");
    },
  );
});
