import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bad, check, good, project, tryAll } from "./situation.ts";
import { unreachable } from "./unreachable.ts";

tryAll("what is invalid", [
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
    what: "an unknown variable in the environment",
    files: project(good, {
      "policies/sample.policy.yaml": `${project(good)["policies/sample.policy.yaml"]}variables: { limit: { type: integer, default: 3 } }\n`,
    }),
    code: 2,
    says: /Did you mean "limit"/,
    how: { env: { BYLAW_VAR_limt: "4" } },
  },
  {
    what: "two values for one variable",
    files: project(good, {
      "policies/sample.policy.yaml": `${project(good)["policies/sample.policy.yaml"]}variables: { limit: { type: integer } }\n`,
    }),
    args: [...check, "--var", "limit=3", "--var", "limit=4"],
    code: 2,
    says: /two different values/,
  },
  {
    what: "a variable file that is not UTF-8",
    files: project(good),
    args: [...check, "--var-file", "vars.yaml"],
    code: 2,
    says: /not UTF-8/,
    prepare: async (folder) => writeFileSync(join(folder, "vars.yaml"), Buffer.from([0x61, 0xff, 0x0a])),
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
    what: "a policy outside the project on the command line",
    files: project(good),
    args: [...check, "../x.policy.yaml"],
    code: 2,
    says: /must lie in the project folder[\s\S]*--project/,
  },
  {
    what: "a project to be started in a file",
    files: { "notes.txt": "hello" },
    args: ["init", "notes.txt"],
    code: 2,
    says: /it is a file/,
  },
  {
    what: "a project to be started below a file",
    files: { "notes.txt": "hello" },
    args: ["init", "notes.txt/project"],
    code: 2,
    says: /ENOTDIR/,
  },
  {
    what: "a project to be started where no folder can be made",
    files: {},
    args: ["init", "/proc/x"],
    code: 2,
    says: /cannot be started/,
  },
  {
    what: "a snapshot where no folder can be made",
    files: project(good),
    args: ["snapshot", "/proc/x"],
    code: 2,
    says: /cannot be made or written to/,
  },
  {
    what: "a snapshot in a folder with other files",
    files: project(good),
    args: ["snapshot", "policies"],
    code: 2,
    says: /holds other files/,
  },
  {
    what: "a policy outside the project",
    files: project(good, { "bylaw.yaml": "bylaw: 1\npolicies: [../*.policy.yaml]\n" }),
    code: 2,
  },
  { what: "a broken expression in eval", files: {}, args: ["eval", "1 +"], code: 2, says: /S0207/ },
  { what: "an evaluation error in eval", files: {}, args: ["eval", '1 + "a"'], code: 2, says: /T2002/ },
  {
    what: "an interval that ends in the future, at its end",
    files: {
      "bylaw.yaml":
        "bylaw: 1\npolicies: [p.policy.yaml]\ntenants: { demo: { provider: genesyscloud, simulated: {} } }\n",
      "p.policy.yaml": [
        "bylaw: 1",
        "policy: p",
        "data:",
        "  events:",
        "    source: genesyscloud.audit_events",
        "    with:",
        '      from: "2026-10-25T00:00:00Z"',
        '      to: "2026-12-01T00:00:00Z"',
        'rules: { any: { check: expression, on: events, assert: "true" } }',
        "",
      ].join("\n"),
    },
    args: [...check, "--now", "2026-11-01T09:00:00Z"],
    code: 2,
    says: /ends after now[\s\S]*p\.policy\.yaml:8:7[\s\S]*last: P7D/,
  },
  {
    what: "a level that no row of a log has",
    files: {
      "bylaw.yaml":
        "bylaw: 1\npolicies: [p.policy.yaml]\ntenants: { demo: { provider: genesyscloud, simulated: {} } }\n",
      "p.policy.yaml":
        "bylaw: 1\npolicy: p\ndata: { logs: { source: genesyscloud.flow_execution_logs, with: { last: PT1H } } }\nrules:\n  none: { check: expression, on: logs, assert: \"logLevel != 'EROR'\" }\n",
    },
    code: 2,
    says: /p\.policy\.yaml:5:\d+[\s\S]*ERROR/,
  },
  {
    what: "a template inside an expression",
    files: project("{ check: expression, on: things, with: { assert: \"name != '{{ $var.bad }}'\" } }"),
    code: 2,
    says: /braces/,
  },
]);
