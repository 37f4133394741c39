import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordTexts } from "../../src/reader/record-texts.ts";

/** JSON text of a value with blanks, line breaks and tabs wherever they may stand. */
function spaced(value: unknown, space: () => string): string {
  const list = (parts: readonly string[], [open, close]: readonly [string, string]): string =>
    `${open}${space()}${parts.map((part) => `${part}${space()}`).join(`,${space()}`)}${close}`;
  if (Array.isArray(value))
    return list(
      value.map((item) => spaced(item, space)),
      ["[", "]"],
    );
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}${space()}:${space()}${spaced(member, space)}`,
  );
  return list(members, ["{", "}"]);
}

describe("the text of a page's records", () => {
  it("is what stands in the page, whatever is in and around the records", () => {
    const spaces = fc.infiniteStream(fc.constantFrom("", "", " ", "\n", "\r\n\t"));
    const tricky = fc.constantFrom('","', "}]", '\\"', "entities", "\u2028", "\\", "[{");
    const records = fc.array(fc.oneof(fc.jsonValue(), tricky, fc.dictionary(tricky, fc.jsonValue())));
    fc.assert(
      fc.property(records, fc.jsonValue(), spaces, (list, other, stream) => {
        const space = (): string => stream.next().value ?? "";
        const page =
          space() + spaced({ ']"': other, x: { entities: list }, entities: other }, space) + space();
        const texts = recordTexts(page, ["x", "entities"]) ?? [];
        expect(texts.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(list)));
        let at = 0;
        for (const text of texts) {
          expect(text).toBe(text.trim());
          at = page.indexOf(text, at) + text.length;
          expect(at).toBeGreaterThanOrEqual(text.length);
        }
      }),
    );
  });

  it.each([
    ['[ 1.50e+2 , -0,\n"a" ]', [], ["1.50e+2", "-0", '"a"']],
    ['{"a\\u0062": [{}]}', ["ab"], ["{}"]],
    [' { "one" : 1 } ', [], ['{ "one" : 1 }']],
    ['{"a":[]}', ["a"], []],
    ['{"a":[]}', ["b"], undefined],
    ['{"a":"[1]"}', ["a"], undefined],
    ['{"a":[1]}', ["a", "b"], undefined],
    ["{}", ["a"], undefined],
  ] as const)("of %s at %s", (page, path, texts) => {
    expect(recordTexts(page, path)).toEqual(texts);
  });
});
