import { describe, expect, it } from "vitest";
import { bylaw } from "./bylaw.ts";

const now = ["--now", "2026-01-31T00:00:00Z"];

describe("eval", () => {
  it.each([
    ["$age('2026-01-30T00:00:00Z')", "86400000"],
    ["$duration('P1D')", "86400000"],
    ["$timestamp('1970-01-01T00:00:01Z')", "1000"],
    ["$index([{'a': 1}], 'a').`1`[0].a", "1"],
    ["$now()", '"2026-01-31T00:00:00.000Z"'],
  ])("has what policies have: %s", async (expression, result) => {
    const { status, stdout } = await bylaw(["eval", expression, ...now]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${result}\n` });
  });

  it.each([
    ["$eval('1')", /\$eval is not allowed/],
    ["$random()", /\$random is not allowed/],
    ["$cuont([1])", /Did you mean "\$count"/],
    ["$vra.x", /There is no variable \$vra/],
    ["a ~> /(?=b)/", /regular expression/],
  ])("refuses what policies refuse: %s", async (expression, says) => {
    const { status, stdout, stderr } = await bylaw(["eval", expression]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(says);
  });

  it.each([
    ['{"a":1,"a":2}', /repeats a key/],
    ['{"a":1e999}', /out of range/],
    ["{a:1}", /is not valid JSON/],
  ])("refuses the input %s", async (input, says) => {
    const { status, stderr } = await bylaw(["eval", "a", "--input", "-"], { input });
    expect(status).toBe(2);
    expect(stderr).toMatch(says);
  });

  it("prints no character that is not seen", async () => {
    const input = JSON.stringify("\u009b31m\u202e\ufffe\uffff");
    const { stdout } = await bylaw(["eval", "$", "--input", "-"], { input });
    expect(stdout).toBe('"\\u009b31m\\u202e\\ufffe\\uffff"\n');
  });

  it("keeps the digits of large integers, as the files provider does", async () => {
    const { stdout } = await bylaw(["eval", "a", "--input", "-"], { input: '\ufeff{"a":9007199254740993}' });
    expect(stdout).toBe('"9007199254740993"\n');
  });
});
