import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quotedValues } from "../../src/results/quoted-values.ts";

const mask = (values: readonly string[], text: string) => quotedValues(values, "[masked]")?.(text) ?? text;

const isDigit = (unit: string | undefined): boolean => /^\d$/.test(unit ?? "");

/** The same by marking what each value covers. */
function slowly(values: readonly string[], text: string): string {
  const covered = new Array<boolean>(text.length).fill(false);
  const begins = new Array<boolean>(text.length).fill(true);
  for (const value of values)
    for (let from = text.indexOf(value); from !== -1; from = text.indexOf(value, from + 1)) {
      const to = from + value.length;
      const isCut =
        (isDigit(text[from - 1]) && isDigit(text[from])) || (isDigit(text[to - 1]) && isDigit(text[to]));
      if (isCut) continue;
      covered.fill(true, from, to);
      begins.fill(false, from + 1, to);
    }
  return [...text.split("").entries()]
    .map(([index, unit]) => (covered[index] !== true ? unit : begins[index] === true ? "[masked]" : ""))
    .join("");
}

describe("identifiers that other findings know to be personal", () => {
  it.each([
    ["jane@example.com", "ask jane@example.com.", "ask [masked]."],
    ["+49 30 1234567", "+49 30 1234567", "[masked]"],
    ["AB 12 34", "AB 12 34, AB 12 34", "[masked], [masked]"],
    ["straße 12", "Hauptstraße 12", "Haupt[masked]"],
    ["Jane@Example.com", "İ: jane@EXAMPLE.com, Jane@Example.com", "İ: [masked], [masked]"],
    ["ΟΔΟΣ 12 ΟΔΟΣ", "ΟΔΟΣ 12 ΟΔΟΣΑ", "[masked]Α"],
    ["100000", "1000000 records", "1000000 records"],
    ["234567", "1234567, x234567y", "1234567, x[masked]y"],
  ])("%j in %j", (value, text, expected) => {
    expect(mask([value], text)).toBe(expected);
  });

  it.each(["Support", "Support Tier One", "12345", "is not redacted.", ""])("%j is none", (value) => {
    expect(quotedValues([value], "[masked]")).toBeUndefined();
  });

  it("that overlap are replaced together", () => {
    expect(mask(["no. 12 Elm St", "12 Elm St, Springfield"], "at no. 12 Elm St, Springfield!")).toBe(
      "at [masked]!",
    );
    expect(mask(["12a12a"], "b12a12a12a")).toBe("b[masked]");
    expect(mask(["123 45x", "123 456 789", "123 456"], "123 456 789, 123 456 78, 123 45x")).toBe(
      "[masked], [masked] 78, [masked]",
    );
  });

  it("are found as by trying each at each place", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "1", "@"), maxLength: 40 });
    const value = fc
      .string({ unit: fc.constantFrom("a", "1", "@"), minLength: 6, maxLength: 8 })
      .filter((each) => /[\d@]/.test(each));
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1 }),
        letters,
        fc.nat(),
        fc.nat(),
        (values, text, one, two) => {
          const [first = "", second = ""] = [values[one % values.length], values[two % values.length]];
          const at = one % (text.length + 1);
          // Quoted on their own, and by their halves, where they may overlap.
          const quoting =
            text.slice(0, at) + first + text.slice(at) + first.slice(3) + second + second.slice(3);
          expect(mask(values, quoting)).toBe(slowly(values, quoting));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("that begin alike are told apart as fast as others", () => {
    const values = Array.from({ length: 40_000 }, (_, index) => `+49 30 ${1_000_000 + index}`);
    const masked = quotedValues(values, "[masked]");
    let left = 0;
    // Each of them would be compared with all the others: 1.6 thousand million times.
    for (const value of values) left += masked?.(`call ${value} now`) === "call [masked] now" ? 0 : 1;
    expect(left).toBe(0);
  });
});
