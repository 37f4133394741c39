import { describe, expect, it } from "vitest";
import { forms, leakFinder } from "./find-leaks.ts";
import { credentials, personal } from "./planted.ts";

const all = [...personal, ...credentials];
const find = leakFinder(all);

describe("the search for what was planted", () => {
  it("knows at least 1,000 personal values and 20 credentials, each once", () => {
    expect(personal.length).toBeGreaterThanOrEqual(1_000);
    expect(credentials.length).toBeGreaterThanOrEqual(20);
    expect(new Set(all.map(({ value }) => value)).size).toBe(all.length);
  });

  it.each(Object.entries(forms))("finds each of them when it is %s", (_, write) => {
    const missed = all.filter(({ name, value }) => {
      const text = `{"a":"${"é".repeat(value.length % 7)}${write(value)}!"}`;
      return !find("here", Buffer.from(text)).some((leak) => leak.name === name && leak.place === "here");
    });
    expect(missed.map(({ name }) => name)).toEqual([]);
  });

  it.each([0, 1, 2])("finds them within a longer text in base64, %i bytes after its beginning", (offset) => {
    for (const { name, value } of all) {
      const text = Buffer.from(`${"x".repeat(offset)}${value} and more`).toString("base64");
      expect(find("", Buffer.from(text)).map((leak) => leak.name)).toContain(name);
    }
  });

  it("finds nothing where nothing is", () => {
    const cut = all.map(({ name, value }) => `${name} ${value.slice(0, -1)}? [masked]`).join("\n");
    expect(find("here", Buffer.from(cut))).toEqual([]);
  });

  it("refuses what is too short to be found", () => {
    expect(() => leakFinder([{ name: "short", value: "abc" }])).toThrow(RangeError);
  });
});
