import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { generateReader } from "../../../src/providers/files/generate-reader.ts";
import { LearnedReader } from "../../../src/providers/files/learned-reader.ts";
import { parseRecord } from "../../../src/providers/files/parse-record.ts";
import { ValueShape } from "../../../src/providers/files/value-shape.ts";
import { jsonText } from "./json-text.ts";

/** The record of a line, as it is where it is not read fast; undefined where that is refused. */
function exactly(line: string): JsonObject | undefined {
  try {
    return parseRecord(line);
  } catch {
    return undefined;
  }
}

/** A reader that has learned from records, for lines somewhere in the middle of a buffer. */
function readerOf(learned: readonly (JsonObject | undefined)[], spaced = false) {
  const shape = new ValueShape();
  const left = { names: 256, worthwhile: true };
  for (const record of learned) if (record !== undefined) shape.add(record, left);
  const read = generateReader(shape, spaced);
  return (line: string | Buffer): JsonObject | undefined => {
    const bytes = Buffer.concat([Buffer.from('{"a":1}\n'), Buffer.from(line), Buffer.from('\n"}')]);
    try {
      return read(bytes, bytes.toString("latin1", 4), 4, 8, bytes.length - 3);
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  };
}

/** The same value, its keys in the same order. */
function expectSame(read: JsonObject | undefined, exact: JsonObject | undefined): void {
  expect(read).toEqual(exact);
  expect(JSON.stringify(read)).toBe(JSON.stringify(exact));
}

const line = jsonText.map((text) => `{"id":${text}}`);
const change = fc.record({
  at: fc.nat(),
  removed: fc.nat(2),
  added: fc.constantFrom(
    "",
    '"',
    "\\",
    "0",
    "-",
    ".",
    "e",
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    " ",
    "\t",
    "\n",
    "é",
  ),
});

function changed(
  text: string,
  { at, removed, added }: { at: number; removed: number; added: string },
): string {
  const place = at % (text.length + 1);
  return text.slice(0, place) + added + text.slice(place + removed);
}

describe("a reader that has learned how lines are written", () => {
  it("makes of a line what it is where it is read exactly, or leaves it", () => {
    let [hits, changedHits, refused] = [0, 0, 0];
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), fc.array(change), (lines, changes) => {
        const read = readerOf(lines.map(exactly));
        for (const text of lines) {
          const record = read(text);
          if (record === undefined) continue;
          hits++;
          expectSame(record, exactly(text));
        }
        for (const each of changes) {
          // Half a character becomes another one on its way through bytes.
          const text = Buffer.from(changed(lines[0] ?? "", each)).toString();
          const [record, exact] = [read(text), exactly(text)];
          if (exact === undefined) refused++;
          if (record === undefined) continue;
          changedHits++;
          expectSame(record, exact);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(hits).toBeGreaterThan(2_000);
    expect(changedHits).toBeGreaterThan(200);
    expect(refused).toBeGreaterThan(1_000);
  });

  it.each([
    ['{"a":1,"b":[{"c":"x","d":null},{"c":"y"}],"e":{},"f":[],"g":true}'],
    ['{"a":0,"b":[{"d":"é"}],"f":["\\u00e9\\n😀","\\"","\\\\"],"g":false}'],
    ['{"b":[[]],"e":{"x":-1.5},"f":[999999999999999,0.25,-7]}'],
    ['{"g":null}'],
    ["{}"],
  ])("reads %s", (text) => {
    const all = [
      '{"a":1,"b":[{"c":"x","d":null},[]],"e":{"x":1},"f":["",1],"g":true}',
      '{"b":[{"d":""}],"g":null}',
    ];
    expectSame(readerOf(all.map(exactly))(text), exactly(text));
  });

  it.each([
    ["a repeated key", '{"a":1,"a":1}'],
    ["keys in another order", '{"b":"","a":1}'],
    ["a key it does not know", '{"a":1,"z":1}'],
    ["a reserved key", '{"a":1,"__proto__":{}}'],
    ["a kind of value it does not know", '{"a":true}'],
    ["white space", '{"a": 1}'],
    ["a leading zero", '{"a":01}'],
    ["a negative zero", '{"a":-0}'],
    ["an exponent", '{"a":1e3}'],
    ["a number of many digits", '{"a":1234567890123456}'],
    ["a fraction of many digits", '{"a":0.12345678901234567}'],
    ["a point without digits", '{"a":1.}'],
    ["a comma too many", '{"a":1,}'],
    ["a comma too few", '{"a":1"b":""}'],
    ["a torn line", '{"a":1,"b":"x'],
    ["more than one value", '{"a":1}{"a":1}'],
    ["a tab in a text", '{"b":"\t"}'],
    ["an escape that JSON does not know", '{"b":"\\x"}'],
    ["an escape at the end", '{"b":"\\'],
    ["no object", "[]"],
    ["nothing", ""],
  ])("leaves %s alone", (_, text) => {
    const read = readerOf([exactly('{"a":1,"b":""}')]);
    expect(read('{"a":2,"b":"y"}')).toEqual({ a: 2, b: "y" });
    expect(read(text)).toBeUndefined();
  });

  it("reads lines with a space behind commas and colons", () => {
    const text = '{"a": 1, "b": ["x", {"c": null}], "d": {}}';
    const read = readerOf([exactly(text)], true);
    for (const each of [text, '{"b": []}', '{"a": 2, "d": {}}', "{}"]) expectSame(read(each), exactly(each));
    for (const each of ['{"a":1}', '{"a": 1,"b": []}', '{"b": ["x","y"]}', '{ "a": 1}'])
      expect(read(each)).toBeUndefined();
  });

  it.each(['"', "\\", "é", "😀", "\ud800", "\u2028", "'", "${x}", "*/", "0", "toString", ""])(
    "takes %j for a name like any other",
    (name) => {
      const text = JSON.stringify({ a: 1, [name]: { [name]: "x" } });
      expectSame(readerOf([exactly(text)])(text), exactly(text));
    },
  );
});

describe("learning", () => {
  const offered = (reader: LearnedReader, text: string): JsonObject | undefined => {
    const bytes = Buffer.from(text);
    const read = reader.read(bytes, text, 0, 0, bytes.length);
    if (read === undefined) reader.learn(exactly(text) ?? {}, text);
    return read;
  };

  it("takes some lines, and some more where others follow", () => {
    const reader = new LearnedReader();
    const misses = (make: (n: number) => object, count: number): number =>
      Array.from({ length: count }, (_, n) => offered(reader, JSON.stringify(make(n)))).filter(
        (record) => record === undefined,
      ).length;
    expect(misses((n) => ({ id: n }), 1_000)).toBe(64);
    expect(misses((n) => ({ id: n, also: "x" }), 1_000)).toBe(128);
    expect(misses((n) => (n % 2 === 0 ? { id: n } : { id: n, also: "y" }), 1_000)).toBe(0);
  });

  it("is left alone where objects have many properties, which JSON.parse reads faster", () => {
    const wide = (count: number) =>
      JSON.stringify({
        id: 1,
        a: [Object.fromEntries(Array.from({ length: count }, (_, n) => [`n${n}`, n]))],
      });
    for (const [count, learned] of [
      [32, true],
      [33, false],
    ] as const) {
      const reader = new LearnedReader();
      for (let n = 0; n < 64; n++) offered(reader, wide(count));
      expect(offered(reader, wide(count)) !== undefined).toBe(learned);
    }
    const reader = new LearnedReader();
    for (let n = 0; n < 64; n++) offered(reader, wide(3));
    expect(offered(reader, wide(3))).toBeDefined();
    offered(reader, wide(33));
    expect(offered(reader, wide(3))).toBeUndefined();
  });

  it("ends where lines are never alike, and names are learned no longer", () => {
    const reader = new LearnedReader();
    for (let n = 0; n < 40_000; n++) offered(reader, JSON.stringify({ [`name-${n}`]: n }));
    expect(offered(reader, '{"name-0":1}')).toBeUndefined();
  });
});
