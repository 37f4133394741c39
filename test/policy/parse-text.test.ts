import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxDepth, maxKeys } from "../../src/policy/text/node-builder.ts";
import { maxDocumentBytes, parseText } from "../../src/policy/text/parse-text.ts";
import { toJson } from "../../src/policy/text/source-node.ts";

/** `code line:column` of everything that is wrong with a text. */
function problems(text: string): readonly string[] {
  return parseText("a.yaml", text).diagnostics.map(
    ({ code, location }) => `${code} ${location?.line}:${location?.column}`,
  );
}

function value(text: string) {
  const { root, diagnostics } = parseText("a.yaml", text);
  expect(diagnostics).toEqual([]);
  return root === undefined ? undefined : toJson(root);
}

const nested = (depth: number) => `a: ${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}`;
const keys = (count: number) => Array.from({ length: count }, (_, index) => `k${index}: 1\n`).join("");

describe("limits, each one below and one above", () => {
  it.each([
    [
      "bytes",
      `a: ${"x".repeat(maxDocumentBytes - 3)}`,
      `a: ${"x".repeat(maxDocumentBytes - 2)}`,
      "too-large 1:1",
    ],
    [
      "bytes, not characters",
      `# ${"é".repeat(maxDocumentBytes / 2 - 4)}\na: 1`,
      `a: ${"é".repeat(maxDocumentBytes / 2)}`,
      "too-large 1:1",
    ],
    ["depth", nested(maxDepth), nested(maxDepth + 1), `too-deep 1:${maxDepth + 3}`],
    ["keys", keys(maxKeys), keys(maxKeys + 1), "too-many-keys 1:1"],
    ["whole numbers", "a: 9007199254740991", "a: 9007199254740992", "inexact-number 1:4"],
    ["numbers", "a: 9e15", "a: 1e309", "inexact-number 1:4"],
  ])("%s", (_, under, over, problem) => {
    expect(problems(under)).toEqual([]);
    expect(problems(over)).toEqual([problem]);
  });

  it("takes nesting far beyond the parser's own limit", () => {
    expect(problems(nested(20_000))).toEqual([expect.stringMatching(/^too-deep/)]);
  });

  it("reads as many keys as allowed in linear time", () => {
    const started = performance.now();
    problems(keys(maxKeys));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("what is refused, and the nearest thing that is not", () => {
  it.each([
    ["an empty file", "", "empty-document 1:1", "a: 1"],
    ["a file of comments", "# nothing\n", "empty-document 1:1", "# something\na: 1"],
    ["a file that only ends", "---\n", "empty-document 1:1", "---\na: 1\n"],
    ["an alias", "a: *b", "alias 1:4", "a: '*b'"],
    ["an anchor", "a: &b 1", "anchor 1:7", "a: '&b 1'"],
    ["a merge key", "<<: { a: 1 }", "merge-key 1:1", "a: <<"],
    ["a tag", "a: !x 1", "tag 1:7", "a: '!x 1'"],
    ["a tag of YAML", "a: !!str 1", "tag 1:10", "a: '1'"],
    ["a tag on a map", "a: !!map { b: 1 }", "tag 1:10", "a: { b: 1 }"],
    ["an empty tag", 'a: ! "1"', "tag 1:6", 'a: "! 1"'],
    ["a tag on a key", "!x a: 1", "non-string-key 1:1", "a: 1"],
    ["%YAML", "%YAML 1.1\n---\na: 1", "directive 1:1", "# %YAML 1.1\n---\na: 1"],
    ["%TAG after a comment", "# x\n%TAG ! tag:x,2000:\n---\na: 1", "directive 2:1", "a: |\n  %TAG"],
    ["two documents", "a: 1\n---\nb: 1", "several-documents 2:1", "a: 1\n# ---\nb: 1"],
    ["a key twice", "a: 1\nb: 1\na: 2", "duplicate-key 3:1", "a: 1\nA: 2"],
    ["a key twice, once quoted", '1: a\n"1": b', "duplicate-key 2:1", '1: a\n"2": b'],
    ["a key twice in a flow map", "x: { a: 1, a: 2 }", "duplicate-key 1:12", "x: [{ a: 1 }, { a: 2 }]"],
    [
      "a key in two Unicode forms",
      "caf\u00e9: 1\ncafe\u0301: 2",
      "duplicate-key 2:1",
      "caf\u00e9: 1\ncafe: 2",
    ],
    ["a map as key", "? { a: 1 }\n: 2", "non-string-key 1:3", "? a\n: 2"],
    ["__proto__", "a: { __proto__: 1 }", "reserved-key 1:6", "a: { proto: 1 }"],
    ["constructor", "constructor: 1", "reserved-key 1:1", "a: constructor"],
    ["prototype, quoted", '"prototype": 1', "reserved-key 1:1", "Prototype: 1"],
    ["not a number", "a: .nan", "inexact-number 1:4", "a: '.nan'"],
    ["infinity", "a: -.inf", "inexact-number 1:4", "a: '-.inf'"],
    ["a control character", "a: x\u0007", "forbidden-character 1:5", "a: x\ty"],
    ["an escaped control character", 'a: "\\e"', "forbidden-character 1:4", 'a: "\\t\\n"'],
    ["an escaped one in a key", '"a\\u0000": 1', "forbidden-character 1:1", '"a\\u0041": 1'],
    ["text that runs backwards", "a: \u202eevil", "forbidden-character 1:4", "a: \u05d0"],
    ["half a surrogate pair", 'a: "\\ud800"', "forbidden-character 1:4", 'a: "\\U0001F600"'],
    ["what is no character", "a: x\ufffe", "forbidden-character 1:5", "a: x\ufffd"],
    ["a mark in a comment", "a: 1 # \u2066", "forbidden-character 1:8", "a: 1 # \u00e9"],
    ["a tab as indentation", "a:\n\tb: 1", "yaml-syntax 2:1", "a:\n  b: 1"],
    ["an open quote", 'a: "x', "yaml-syntax 1:6", 'a: "x"'],
    ["a colon in plain text", "a: b: c", "yaml-syntax 1:4", "a: 'b: c'"],
  ])("%s", (_, refused, problem, accepted) => {
    expect(problems(refused)).toEqual([problem]);
    expect(problems(accepted)).toEqual([]);
  });

  it("reports all of them at once", () => {
    expect(problems("a: !x 1\nb: &c 2\nb: 3\nd: 1e999\n")).toEqual([
      "tag 1:7",
      "anchor 2:7",
      "duplicate-key 3:1",
      "inexact-number 4:4",
    ]);
  });

  it("never shows the parser's own words or a control character", () => {
    const { diagnostics } = parseText("a.yaml", 'a: "\\e[31m\u2028"\nb: \u001b]0;x\u0007');
    expect(diagnostics).toHaveLength(2);
    expect(Object.values(diagnostics[0]!).join("")).not.toMatch(/[\u001b\u0007\u2028]/);
    expect(Object.values(diagnostics[1]!).join("")).not.toMatch(/[\u001b\u0007\u2028]/);
  });
});

describe("values", () => {
  it.each([
    ["a: no", { a: "no" }],
    ["a: 012", { a: 12 }],
    ["a: 0x10", { a: 16 }],
    ["a: 2026-01-01", { a: "2026-01-01" }],
    ["a: ~", { a: null }],
    ["a:\nb: True", { a: null, b: true }],
    ["~: 1", { "~": 1 }],
    ["a: 1\r\nb: |\r\n  x\r\n  y\r\n", { a: 1, b: "x\ny\n" }],
  ])("%j is YAML 1.2", (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it("reads back any JSON value", () => {
    const safe = /^[\x20-\x7e]*$/;
    const text = fc.string().filter((each) => safe.test(each));
    const key = text.filter((each) => !["__proto__", "constructor", "prototype", "<<"].includes(each));
    const json = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        tie("list"),
        tie("map"),
      ),
      list: fc.array(tie("node"), { maxLength: 4 }),
      map: fc.dictionary(key, tie("node"), { maxKeys: 4 }),
    })).map;
    fc.assert(
      fc.property(json, (data) => {
        expect(value(JSON.stringify({ a: data }))).toEqual({ a: data });
      }),
    );
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(..."ab:-[]{}#&*!|>'\"%@?, \n\t~<".split(""), "\\u", "\u0000")),
        (parts) => {
          const { root, diagnostics } = parseText("a.yaml", parts.join(""));
          expect(root !== undefined || diagnostics.length > 0).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
