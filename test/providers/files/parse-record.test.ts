import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordProblem } from "../../../src/datasets/record-problem.ts";
import { parseJson } from "../../../src/http/decode-json.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { parseRecord } from "../../../src/providers/files/parse-record.ts";
import { jsonText } from "./json-text.ts";

/** What is evaluated where a text is read the exact way; undefined where it is refused. */
function exactly(text: string): unknown {
  const decoded = parseJson(text);
  if (!decoded.ok || recordProblem(decoded.value as JsonObject) !== undefined) return undefined;
  return JSON.parse(JSON.stringify(decoded.value));
}

const read = (text: string): unknown => {
  try {
    return parseRecord(text);
  } catch {
    return undefined;
  }
};

describe("a line that is read fast", () => {
  it("is what the exact way makes of it, or is left to it", () => {
    let [refused, taken] = [0, 0];
    fc.assert(
      fc.property(jsonText, fc.nat(2), (text, spaces) => {
        const line = `{"id":${text}}${" ".repeat(spaces)}`;
        const [exact, fast] = [exactly(line), read(line)];
        // What is refused it may not give; of what is taken it may leave some to the exact way.
        if (fast !== undefined || exact === undefined) expect(fast).toEqual(exact);
        if (exact === undefined) refused++;
        else if (fast !== undefined) taken++;
      }),
      { numRuns: 4_000 },
    );
    expect(refused).toBeGreaterThan(100);
    expect(taken).toBeGreaterThan(1_000);
  });

  it.each([
    ['{"":0,"":0}'],
    ['{"a":1e9,"":0,"":0}'],
    ['{"a":1000,"a":1000}'],
    ['{"n":100000000000000,"":0,"":0}'],
    ['{"n":1e14,"":1,"":0}'],
    ['{"n":[1e3,1e3,1e3,1e3,1e3],"":0,"":0}'],
    ['{"n":[0.0000001,1e-7],"":0,"":0}'],
    ['{"a":{"b":1,"b":1}}'],
    ['{"a" :1,"a":1}'],
    ['{"a":"","\\u0061":""}'],
    ['{"id":"😀","é":1,"é":1}'],
  ])("is left to it where a key is repeated: %s", (text) => {
    expect(parseJson(text)).toMatchObject({ ok: false });
    expect(read(text)).toBeUndefined();
  });

  it("keeps the digits of long integers and writes a negative zero as zero", () => {
    expect(read('{"id":12345678901234567890,"n":[9007199254740993]}')).toEqual({
      id: "12345678901234567890",
      n: ["9007199254740993"],
    });
    expect(read('{"n":-0}')).toEqual({ n: 0 });
  });

  it.each([["[1]"], ["1"], ['{"__proto__":1}'], ['{"a":{"constructor":1}}'], ['{"n":1e400}'], ["{"], [""]])(
    "is left to it where it is no record: %s",
    (text) => expect(read(text)).toBeUndefined(),
  );

  it("may be nested as deeply as a record, and no deeper", () => {
    const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
    expect(read(nested(128))).toBeDefined();
    expect(read(nested(129))).toBeUndefined();
  });
});
