import { describe, expect, it } from "vitest";
import { parseText } from "../../src/policy/text/parse-text.ts";
import { offsetInSource } from "../../src/policy/text/scalar-offset.ts";
import { childOf } from "../../src/policy/text/source-node.ts";
import { positionAt } from "../../src/policy/text/source-text.ts";

/** `line:column` of the letter X of the value of `a`. */
function placeOfX(text: string): string {
  const { root, source } = parseText("a.yaml", text);
  const node = childOf(root, "a");
  if (node?.kind !== "scalar" || typeof node.value !== "string") throw new Error("no text");
  expect(node.value).toContain("X");
  const { line, column } = positionAt(source, offsetInSource(node, node.value.indexOf("X")));
  return `${line}:${column}`;
}

describe("a place inside a value is found in the document", () => {
  it.each([
    ["plain", "a: abX", "1:6"],
    ["plain, indented", "b: 1\na:    abX # c", "2:9"],
    ["single quotes", "a: 'abX'", "1:7"],
    ["doubled single quotes", "a: 'it''s X'", "1:11"],
    ["double quotes", 'a: "abX"', "1:7"],
    ["escapes", 'a: "\\t\\"\\x41\\u0041X"', "1:19"],
    ["an escape beyond 16 bits", 'a: "\\U0001F600X"', "1:15"],
    ["an emoji", "a: '\u{1F600}X'", "1:7"],
    ["a literal block", "a: |\n  one\n  two X\n", "3:7"],
    ["a literal block with inner indentation", "a: |\n  one\n      X\n", "3:7"],
    ["a literal block with empty lines", "a: |\n\n  one\n\n  X\n", "5:3"],
    ["a literal block after a comment", "a: |- # note\n    one X\n", "2:9"],
    ["a literal block with an indentation mark", "a: |2\n    one X\n", "2:9"],
    ["a folded block", "a: >\n  one\n  two X\n\n  three\n", "3:7"],
    ["repeated lines", "a: |\n  one\n  one\n  one X\n", "4:7"],
    ["CRLF", "a: |\r\n  one\r\n  two X\r\n", "3:7"],
    ["plain over lines", "a: one\n  two\n  X three\n", "3:3"],
    ["quotes over lines", "a: 'one\n  two\n  X three'\n", "3:3"],
    ["double quotes over lines", 'a: "one\n  two\n  X"\n', "3:3"],
    ["escapes over lines: the start", 'a: "one\\t\n  X"\n', "1:4"],
  ])("%s", (_, text, place) => {
    expect(placeOfX(text)).toBe(place);
  });
});
