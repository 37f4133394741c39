import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { bylaw } from "../bylaw.ts";
import { check, good, project, things, tryAll } from "./situation.ts";
import { unreachable } from "./unreachable.ts";

tryAll("what is not known", [
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
    what: "a record that is in a file twice",
    files: project("{ check: unique, on: things, with: { by: id } }", {
      "things.ndjson": `${things}${things.split("\n")[0]}\n`,
    }),
    code: 3,
    says: /1 record came again/,
  },
  {
    what: "a row that is in a table twice",
    files: project(good, {
      "things.csv": "id,name,size\n1,one,3\n2,two,4\n1,one,3\n",
      "policies/sample.policy.yaml": [
        "bylaw: 1",
        "policy: sample",
        "data: { things: { source: files.csv, with: { path: things.csv } } }",
        "rules: { few: { check: threshold, on: things, with: { measure: count, max: 2 } } }",
        "",
      ].join("\n"),
    }),
    code: 3,
    says: /1 record came again/,
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
    what: "a misspelt path where no schema says which there are",
    files: project('{ check: threshold, on: things, with: { measure: count, where: "sise > 3", max: 0 } }', {
      "policies/sample.policy.yaml":
        'bylaw: 1\npolicy: sample\ndata: { things: { source: files.ndjson, with: { path: things.ndjson } } }\nrules: { rule: { check: threshold, on: things, with: { measure: count, where: "sise > 3", max: 0 } } }\n',
    }),
    code: 3,
    says: /None of the records of/,
  },
  {
    what: "a misspelt path into another dataset where no schema says which there are",
    files: project(good, {
      "policies/sample.policy.yaml":
        'bylaw: 1\npolicy: sample\ndata: { things: { source: files.ndjson, with: { path: things.ndjson } } }\nrules: { rule: { check: expression, on: things, with: { assert: "$not(id in $data.things.idd)" } } }\n',
    }),
    code: 3,
    says: /has the field 'idd'/,
  },
  {
    what: "a path that is misspelt below a field where no schema says which there are",
    files: project(good, {
      "things.ndjson": '{"id":"1","owner":{"name":"a"}}\n',
      "policies/sample.policy.yaml":
        "bylaw: 1\npolicy: sample\ndata: { things: { source: files.ndjson, with: { path: things.ndjson } } }\nrules: { rule: { check: expression, on: things, with: { assert: \"$not(owner.nmae = 'a')\" } } }\n",
    }),
    code: 3,
    says: /has the field 'owner\.nmae'/,
  },
  {
    what: "an exception for every record",
    files: {
      ...project(good),
      "changes.ndjson": '{"id":"1","at":"2026-01-01T00:00:00Z","by":"pipeline"}\n',
      "policies/changes.policy.yaml": [
        "bylaw: 1",
        "policy: changes",
        "data: { changes: { source: files.ndjson, with: { path: changes.ndjson } } }",
        "rules:",
        "  freeze:",
        "    check: change-window",
        "    with:",
        "      at: at",
        "      freeze: [{ from: 2025-01-01T00:00:00Z, to: 2027-01-01T00:00:00Z }]",
        "      except: by != 'pipelin'",
        "",
      ].join("\n"),
    },
    code: 3,
    says: /applies to none of the records/,
  },
  {
    what: "two records with one id that differ",
    files: project(good, { "things.ndjson": `{"id":"1","name":"x","size":99}\n${things}` }),
    code: 3,
    says: /differ from it/,
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
]);
