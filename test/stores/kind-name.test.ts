import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindName } from "../../src/stores/kind-name.ts";
import { hostileTexts } from "./deliveries.ts";
import { kindOfName } from "./kind-of-name.ts";

/** Texts of all kinds of characters, half surrogate pairs and what file systems treat in their own way. */
const kinds = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom("a", "A", ".", "/", "\\", "%", "~", "u", "0", "\0", "é", "🔥", "\ud800", "\udc00"),
  }),
  fc
    .tuple(fc.constantFrom("con", "NUL", "com1", "lpt9", "AUX"), fc.constantFrom("", ".", ".txt", "x", "%"))
    .map((parts) => parts.join("")),
  fc.constantFrom(...hostileTexts),
);

const cut = (name: string): boolean => name.includes("~~");

describe("the name of a kind's folder", () => {
  it("is one that every file system takes, and stays in its folder", () => {
    fc.assert(
      fc.property(kinds, (kind) => {
        const name = kindName(kind);
        expect(name).toMatch(/^(?!\.)[A-Za-z0-9_.%~-]{1,200}(?<!\.)$/);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      }),
      { numRuns: 5_000 },
    );
  });

  it("says which kind it is, unless that is too long", () => {
    fc.assert(
      fc.property(kinds, (kind) => {
        const name = kindName(kind);
        if (cut(name)) expect(Buffer.byteLength(kind)).toBeGreaterThan(200 / 6);
        else expect(kindOfName(name)).toBe(kind);
        expect(() => decodeURIComponent(name)).not.toThrow();
      }),
      { numRuns: 5_000 },
    );
  });

  it("is another one for another kind", () => {
    const alike = fc
      .tuple(kinds, kinds, fc.string({ minLength: 200 }))
      .chain(([a, b, long]) =>
        fc.constantFrom([a, b], [long + a, long + b], [a.toLowerCase(), a.normalize("NFD")]),
      );
    fc.assert(
      fc.property(alike, ([a = "", b = ""]) => {
        expect(kindName(a) === kindName(b)).toBe(a === b);
      }),
      { numRuns: 5_000 },
    );
  });

  it("is the kind itself where that is a plain word", () => {
    for (const kind of ["Flow", "flow", "FlowVersion", "genesyscloud.audits", "a-b_c"])
      expect(kindName(kind)).toBe(kind);
    expect(kindName("a/b c")).toBe("a%2Fb%20c");
    expect(["", ".", "con", "a\ud800", "~"].map(kindName)).toEqual(["~", "%2E", "%63on", "a~D800", "%7E"]);
  });
});
