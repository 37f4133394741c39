import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quotedValues } from "../../src/results/quoted-values.ts";

const mask = (values: readonly string[], text: string) => quotedValues(values, "[masked]")?.(text) ?? text;

/** The same by trying each value at each place. */
function slowly(values: readonly string[], text: string): string {
  const longestFirst = values.toSorted((one, other) => other.length - one.length);
  let result = "";
  for (let index = 0; index < text.length; ) {
    const value = longestFirst.find((each) => text.startsWith(each, index));
    result += value === undefined ? text[index] : "[masked]";
    index += value?.length ?? 1;
  }
  return result;
}

describe("values that other findings know to be personal", () => {
  it.each([
    ["jane@example.com", "ask jane@example.com.", "ask [masked]."],
    ["+49 30 1234567", "+49 30 1234567", "[masked]"],
    ["Jane Doe", "Jane Doe, Jane Doe", "[masked], [masked]"],
    ["straße 12", "Hauptstraße 12", "Haupt[masked]"],
  ])("%s is replaced wherever it is quoted", (value, text, expected) => {
    expect(mask([value], text)).toBe(expected);
  });

  it.each(["Support", "12345", "Müller", ""])("%j may be there by chance", (value) => {
    expect(quotedValues([value], "[masked]")).toBeUndefined();
  });

  it("of several that begin alike the longest is replaced", () => {
    expect(mask(["123 45", "123 456 789", "123 456"], "123 456 789, 123 456 78, 123 45")).toBe(
      "[masked], [masked] 78, [masked]",
    );
  });

  it("are found as by trying each at each place", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "1", " ", "ü", "😀"), maxLength: 60 });
    const value = fc
      .string({ unit: fc.constantFrom("a", "1", "ü", "😀"), minLength: 6, maxLength: 8 })
      .filter((each) => !/^\p{L}+$/u.test(each));
    fc.assert(
      fc.property(fc.array(value), fc.array(text), fc.array(fc.nat()), (values, texts, places) => {
        const quoting = texts.map((each, index) => {
          const at = (places[index] ?? 0) % (each.length + 1);
          return each.slice(0, at) + (values[index % Math.max(1, values.length)] ?? "") + each.slice(at);
        });
        for (const each of quoting) expect(mask(values, each)).toBe(slowly(values, each));
      }),
    );
  });
});
