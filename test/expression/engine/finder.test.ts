import { describe, expect, it } from "vitest";
import { compileLinear } from "../../../src/expression/linear-regexp.ts";
import { Finder } from "../../../src/expression/runtime/finder.ts";

describe("looking for a pattern", () => {
  it.each([
    ["\\p{L}+", "abc"],
    ["^\\P{L}+$", "123"],
    ["^\\x{41}$", "A"],
    ["^\\u{41}$", "A"],
    ["[[:alpha:]]", "a"],
    ["[[:alpha:]]", "1"],
    ["^a{3}$", "aaa"],
    ["\\[a*\\]", "[]"],
    ["drop\\s+table", "drop \ttable"],
    ["drop\\s+table", "drop\u00a0table"],
    ["drop\\s+table", "drop\vtable"],
    ["^[a\\s]$", "\u2003"],
    ["^\\\\s$", "\\s"],
    ["🔒?urgent", "urgent"],
    ["[\u0080-\uffff]", "k", "i"],
    ["\u212a", "k", "i"],
    ["\\u017f", "s", "i"],
    ["\\400", " 0"],
    ["\\c1", "c1"],
    ["^.$", "\u2028"],
  ])("%s means for a short text %j what it means for a long one", (source, text, flags = "") => {
    const pattern = new RegExp(source, flags);
    expect(new Finder(pattern).test(text)).toBe(compileLinear(pattern).test(text));
  });

  it.each([
    ["a{1000}b", "a", 1_000_000],
    ["[ab]{999}[ab]{999}c", "ab", 1_000_000],
    ["a{1,1000}a{1,1000}a{1,1000}b", "a", 20_000],
    ["a*a*a*a*a*b", "a", 20_000],
    ["(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?c", "a", 100_000],
    ["[a-z]+[.][a-z]+@", "a.", 50_000],
  ])("%s does not run on", (source, unit, length) => {
    const finder = new Finder(new RegExp(source));
    for (const size of [10, 30, 100, 300, 1_000, 3_000, 10_000, length]) {
      const began = performance.now();
      expect(finder.test(unit.repeat(Math.ceil(size / unit.length)))).toBe(false);
      expect(performance.now() - began).toBeLessThan(1_500);
    }
  });

  it.each(["a{1000}".repeat(11), "(?:a?){1000}".repeat(11), "(?:(?:ab){10}(?:cd){10}){50}".repeat(30)])(
    "a pattern of too many steps is refused",
    (source) =>
      expect(() => new Finder(new RegExp(source))).toThrow(expect.objectContaining({ code: "B0003" })),
  );
});
