import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { schemaFault } from "../../../src/policy/validation/compiled-schema.ts";
import { files } from "../../../src/providers/files/index.ts";
import { collect, now, testHost } from "../host.ts";

const tenant = { name: "local", provider: "files", config: {} };
let parent: string;
let root: string;
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), "bylaw-test-"));
  root = join(parent, "project");
  mkdirSync(root);
  writeFileSync(join(parent, "outside.json"), '[{"id":1}]');
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

async function read(format: string, content: string | Uint8Array, parameters: JsonObject = {}) {
  writeFileSync(join(root, "data"), content);
  return readPath(format, "data", parameters);
}

async function readPath(format: string, path: string, parameters: JsonObject = {}) {
  const connection = await files.connect(tenant, testHost({ root }));
  const { records, ledger, codes } = await collect(files, connection, `files.${format}`, {
    path,
    ...parameters,
  });
  return { records, codes, messages: ledger.reasons.map(({ message }) => message) };
}

const two = [{ id: "a" }, { id: "b", n: 1 }];

describe("files hold the same records in every format", () => {
  it.each<[string, string, JsonObject]>([
    ["ndjson", '{"id":"a"}\n\n{"id":"b","n":1}', {}],
    ["ndjson", '\uFEFF{"id":"a"}\r\n{"id":"b","n":1}\r\n', {}],
    ["json", '[{"id":"a"},{"id":"b","n":1}]', {}],
    ["json", '{"data":{"items":[{"id":"a"},{"id":"b","n":1}]}}', { at: "data.items" }],
    ["yaml", "- id: a\n- { id: b, n: 1 }\n", {}],
    [
      "json",
      '{"data":[{"items":[{"id":"a"}]},{"items":[{"id":"b","n":1},{"id":"c"}]}]}',
      { at: "data.items[id != 'c']" },
    ],
    ["yaml", "roles:\n  - id: a\n  - { id: b, n: 1 }\n", { at: "roles" }],
  ])("%s %j %j", async (format, content, parameters) => {
    expect(await read(format, content, parameters)).toEqual({ records: two, codes: [], messages: [] });
  });

  it("csv, whose values are text and whose empty values are missing", async () => {
    const { records, codes } = await read("csv", '\uFEFFid,owner,"the, name"\r\na,,"x\ny"\r\n\r\nb,2,""\r\n');
    expect(codes).toEqual([]);
    expect(records).toEqual([
      { id: "a", "the, name": "x\ny" },
      { id: "b", owner: "2" },
    ]);
  });

  it.each([
    ["ndjson", ""],
    ["json", "[]"],
    ["yaml", "[]"],
    ["csv", "id,name\n"],
  ])("and none: %s", async (format, content) => {
    expect(await read(format, content)).toEqual({ records: [], codes: [], messages: [] });
  });
});

describe("a bad line", () => {
  it("is counted with its place and does not end the file", async () => {
    const { records, messages, codes } = await read(
      "ndjson",
      '{"id":1}\n{"ssn 1":\n7\n{"id":2,"id":3}\n{bad\n{"id":4}\n',
    );
    expect(records).toEqual([{ id: 1 }, { id: 4 }]);
    expect(codes).toEqual(Array(3).fill("unreadable-record"));
    expect(messages).toEqual([
      "data: Unreadable: 2 lines, the first of them line 2: it is not valid JSON",
      "data: Unreadable: line 3: it is not an object",
      "data: Unreadable: line 4: it repeats a key within an object",
    ]);
  });

  it("may be too long, without being held", async () => {
    const { records, messages } = await read("ndjson", `{"id":1}\n"${"x".repeat(3_000_000)}"\n{"id":2}\n`);
    expect(records).toEqual([{ id: 1 }, { id: 2 }]);
    expect(messages).toEqual(["data: Unreadable: line 2: it is too long"]);
  });

  it("of csv has another number of values than the header", async () => {
    const { records, messages } = await read("csv", "id,name\n1,a\n2\n3,c,d\n4,e\n");
    expect(records.map(({ id }) => id)).toEqual(["1", "4"]);
    expect(messages).toEqual([
      "data: Unreadable: 2 lines, the first of them line 3: it has another number of values than the header",
    ]);
  });

  it("has no id", async () => {
    expect((await read("ndjson", '{"id":1}\n{"name":"x"}\n{"id":""}\n')).messages).toEqual([
      "2 records could not be read: it has no id",
    ]);
  });
});

describe("a file that is not what it should be is never an empty one", () => {
  it.each<[string, string | Uint8Array, JsonObject, string]>([
    ["json", '{"id":1}', {}, "is not a list"],
    ["json", '{"data":[]}', { at: "items" }, "holds no records at `at`"],
    ["json", "[ssn 1", {}, "is not valid JSON"],
    ["json", "", {}, "is not valid JSON"],
    ["json", '[{"a":1e999}]', {}, "number out of range"],
    ["yaml", "a: [ssn", {}, "is not valid YAML (line 1,"],
    ["yaml", "- a: 1\n  a: 2\n", {}, "is not valid YAML (line 2, DUPLICATE_KEY)"],
    ["yaml", `${"[".repeat(300)}${"]".repeat(300)}`, {}, "nested too deeply"],
    ["yaml", "", {}, "is not a list"],
    ["csv", "", {}, "has no header"],
    ["csv", "id,name,id\n1,2,3\n", {}, "repeats a name"],
    ["csv", "id,,x\n1,2,3\n", {}, "empty name"],
    ["csv", "id,__proto__\n1,2\n", {}, "reserved name"],
    ["csv", 'id\n"ssn 1', {}, "is not valid CSV (CSV_QUOTE_NOT_CLOSED)"],
    ["csv", Uint8Array.of(0x69, 0x64, 0x0a, 0xff, 0xfe, 0x0a), {}, "is not valid UTF-8"],
    ["yaml", Uint8Array.of(0xff, 0xfe), {}, "is not valid UTF-8"],
  ])("%s %j", async (format, content, parameters, problem) => {
    const { records, codes, messages } = await read(format, content, parameters);
    expect({ records, codes }).toEqual({ records: [], codes: ["malformed-page"] });
    expect(messages[0]).toContain(problem);
    expect(messages[0]).not.toContain("ssn");
  });
});

describe("values", () => {
  it("keep integers that a double would round", async () => {
    expect((await read("ndjson", '{"id":9007199254740993}')).records).toEqual([{ id: "9007199254740993" }]);
    expect((await read("yaml", "- id: 9007199254740993\n  n: 5\n")).records).toEqual([
      { id: "9007199254740993", n: 5 },
    ]);
  });

  it("that JSON cannot hold, or keys that hide a record, are refused", async () => {
    expect(
      (await read("yaml", "- { id: 1, n: .inf }\n- { id: 2, __proto__: { x: 1 } }\n- { id: 3 }\n")).records,
    ).toEqual([{ id: 3 }]);
    expect((await read("ndjson", '{"id":1,"a":[{"_jsonata_lambda":true}]}\n')).messages).toEqual([
      "1 record could not be read: it carries the reserved key _jsonata_lambda",
    ]);
  });
});

describe("lines", () => {
  it("that say the same in other words are one record; those that differ are drift", async () => {
    const again = '{"id":"a","n":1}\n { "id" : "\\u0061", "n" : 1.0 } \r\n';
    expect(await read("ndjson", again)).toEqual({ records: [{ id: "a", n: 1 }], codes: [], messages: [] });
    const other = '{"id":"a","n":1}\n{"n":1,"id":"b"}\n{"n":2,"id":"a"}\n';
    const { records, codes } = await read("ndjson", other);
    expect({ records, codes }).toEqual({
      records: [
        { n: 1, id: "b" },
        { n: 2, id: "a" },
      ],
      codes: ["drift"],
    });
  });

  it("give what would be written of them: no negative zero, no record that grows over the limit", async () => {
    const { records } = await read("ndjson", '{"id":"a","n":-0}\n{"id":"b","n":[-0.0,-0.5]}');
    expect(records).toStrictEqual([
      { id: "a", n: 0 },
      { id: "b", n: [0, -0.5] },
    ]);
    const grows = `{"id":"a","n":[${Array.from({ length: 70_000 }, () => "1e15").join()}]}`;
    const { codes } = await read("ndjson", grows);
    expect(codes).toEqual(["unreadable-record"]);
  });

  it("are refused for a reserved key or their depth", async () => {
    const deep = (levels: number) => `{"id":${levels},"n":${"[".repeat(levels)}${"]".repeat(levels)}}`;
    const { records, codes, messages } = await read(
      "ndjson",
      `{"id":1,"n":[{"outerWrapper":true}]}\n${deep(127)}\n${deep(128)}\n`,
    );
    expect(records.map(({ id }) => id)).toEqual([127]);
    expect(codes).toEqual(["unreadable-record", "unreadable-record"]);
    expect(messages.join()).toMatch(/reserved key outerWrapper.*more than 128 levels/);
  });
});

describe("a path", () => {
  it("stays in the project folder, links followed", async () => {
    symlinkSync(join(parent, "outside.json"), join(root, "link.json"));
    symlinkSync(parent, join(root, "up"));
    for (const path of [
      "../outside.json",
      join(parent, "outside.json"),
      "link.json",
      "up/outside.json",
      "a/../../outside.json",
    ]) {
      expect((await readPath("json", path)).codes).toEqual(["refused"]);
    }
  });

  it("of nothing, or of a folder, is not an empty file", async () => {
    mkdirSync(join(root, "folder"), { recursive: true });
    expect(await readPath("json", "missing.json")).toMatchObject({
      codes: ["unreachable"],
      messages: ["missing.json: it cannot be read (ENOENT)"],
    });
    expect((await readPath("json", "folder")).codes).toEqual(["refused"]);
  });

  it("that leads out is found before anything is read", () => {
    const problems = (path: string) =>
      files.validateRead?.({ source: files.source("files.json"), parameters: { path } }, tenant, now);
    expect(problems("../x.json")).toMatchObject([{ code: "path-outside-project" }]);
    expect(problems("/etc/passwd")).toMatchObject([{ code: "path-outside-project" }]);
    expect(problems("..x/y.json")).toEqual([]);
  });
});

describe("the sources", () => {
  it.each(files.sourceNames)("%s has usable parameters", (name) => {
    expect(schemaFault(files.source(name).parameters)).toBeUndefined();
  });

  it("take mapping and schema from the parameters", async () => {
    const source = files.source("files.csv");
    const schema = { type: "object" };
    expect(
      files.sourceFor?.(source, { path: "x", id: "login", type: "account", name: "title", schema }),
    ).toMatchObject({
      resource: { type: "account", id: "login", name: "title" },
      schema,
    });
    expect(files.sourceFor?.(source, { path: "x" })).toEqual(source);
    expect((await read("csv", "login,x\nada,1\n", { id: "login" })).records).toEqual([
      { login: "ada", x: "1" },
    ]);
  });
});
