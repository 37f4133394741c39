import fc from "fast-check";
import { expect, test } from "vitest";
import { compileLinear, LinearPattern, LinearRegExp } from "../../src/expression/linear-regexp.ts";
import { compilePattern } from "../../src/expression/pattern.ts";
import { strikes } from "../../src/expression/strikes.ts";

interface Match {
  readonly texts: readonly (string | undefined)[];
  readonly index: number;
}

/** All matches, as JSONata walks them: an empty one is not passed. */
function matches(
  engine: { lastIndex: number; exec(text: string): RegExpExecArray | null },
  text: string,
): Match[] {
  const found: Match[] = [];
  engine.lastIndex = 0;
  for (let match = engine.exec(text); match !== null; match = engine.exec(text)) {
    found.push({ texts: [...match], index: match.index });
    if (match[0] === "" || engine.lastIndex >= text.length) break;
  }
  return found;
}

const atoms = [
  "a",
  "b",
  "ab",
  ".",
  "[ab]",
  "[^a]",
  "\\w",
  "\\d",
  "\\.",
  "(a)",
  "(a|b)",
  "(?:ab)",
  "(a)?",
  "(b+)",
  "^",
  "$",
  "\\b",
];
const pattern = fc
  .array(fc.tuple(fc.constantFrom(...atoms), fc.constantFrom("", "", "", "?", "{2}")), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.map(([atom, times]) => (/^[\^$\\(].*$/.test(atom) ? atom : atom + times)).join(""));
const text = fc
  .array(fc.constantFrom("a", "b", "ab", "A", "1", ".", " ", "\n", "é"), { maxLength: 12 })
  .map((parts) => parts.join(""));

test("finds what RegExp finds", () =>
  fc.assert(
    fc.property(pattern, fc.constantFrom("g", "gi", "gm"), text, (source, flags, input) => {
      const native = new RegExp(source, flags);
      expect(matches(new LinearRegExp(native), input)).toEqual(matches(native, input));
    }),
    { numRuns: 2_000 },
  ));

test("begins where lastIndex says, and forgets it when nothing is found", () => {
  const engine = new LinearRegExp(/a/g);
  engine.lastIndex = 1;
  expect(engine.exec("aba")?.index).toBe(2);
  expect(engine.lastIndex).toBe(3);
  expect(engine.exec("aba")).toBeNull();
  expect(engine.lastIndex).toBe(0);
  engine.lastIndex = 9;
  expect(engine.exec("aba")).toBeNull();
  expect(engine.exec("xa")?.index).toBe(1);
});

test.each([/(?=a)/, /(?!a)/, /(?<=a)b/, /(a)\1/, /(?<n>a)\k<n>/])("%s is refused", (native) =>
  expect(() => new LinearRegExp(native)).toThrow(expect.objectContaining({ code: "B0003" })),
);

test("something else than a literal is refused", () => {
  expect(() => new LinearRegExp({})).toThrow(expect.objectContaining({ code: "B0003" }));
});

test("patterns are made anew after a watchdog struck, also those that are kept", () => {
  const engine = new LinearRegExp(/b+/g);
  const [kept, made] = [new LinearPattern(/b+/), compileLinear(/b+/)];
  strikes.add();
  expect(compileLinear(/b+/)).not.toBe(made);
  expect(kept.test("abb")).toBe(true);
  expect(engine.exec("abb")?.[0]).toBe("bb");
  expect(new LinearRegExp(/b+/g).exec("abb")?.[0]).toBe("bb");
});

test("patterns of users", () => {
  expect(compilePattern("^ab+$").test("abbb")).toBe(true);
  expect(compilePattern("^ab+$", "i").test("ABB")).toBe(true);
  expect(compilePattern("a.b").test("a\nb")).toBe(false);
  expect(compilePattern("a.b", "s").test("a\nb")).toBe(true);
  expect(compilePattern("^b", "m").test("a\nb")).toBe(true);
  expect(compilePattern("(a+)+$").test(`${"a".repeat(50_000)}!`)).toBe(false);
  for (const [source, flags] of [
    ["[", ""],
    ["(?=a)", ""],
    ["a", "g"],
    ["a", "y"],
    ["(a)\\1", ""],
  ] as const) {
    expect(() => compilePattern(source, flags), source).toThrow(expect.objectContaining({ code: "B0003" }));
  }
});

test.each([/\\Qa/, /p{L}+/, /\x41\u0041\cA/, /[\w\\k]/])("%s is let through", (native) => {
  expect(() => new LinearRegExp(native)).not.toThrow();
});

test.each(["\\Qa", "\\Aa", "a\\z", "\\\\\\y", "(?<n>a)\\k<n>"])(
  "%s, which means one thing here and another there, is refused",
  (source) =>
    expect(() => new LinearRegExp(new RegExp(source))).toThrow(expect.objectContaining({ code: "B0003" })),
);
