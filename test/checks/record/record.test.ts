import { describe, expect, it } from "vitest";
import { fieldMatcher } from "../../../src/checks/record/field-name.ts";
import { placesIn } from "../../../src/checks/record/place.ts";
import { plainPath } from "../../../src/checks/record/plain-path.ts";
import { maskPointer, pointerTo, withoutIndexes } from "../../../src/checks/record/pointer.ts";
import { quote } from "../../../src/checks/record/quote.ts";
import type { Json } from "../../../src/model/json.ts";

describe("places", () => {
  it("come in document order with their pointers", () => {
    const value = { a: [1, { "b/c": 2 }], d: "x" };
    expect([...placesIn({ value })].map(pointerTo)).toEqual(["", "/a", "/a/0", "/a/1", "/a/1/*", "/d"]);
  });

  it("are found however deep and however many", () => {
    let deep: Json = 1;
    for (let depth = 0; depth < 20_000; depth += 1) deep = [deep];
    expect([...placesIn({ value: deep })]).toHaveLength(20_001);
    expect([...placesIn({ value: Array.from({ length: 300_000 }, () => 0) })]).toHaveLength(300_001);
  });
});

describe("pointers", () => {
  it.each([
    ["/items/0/name", "/items/0/name"],
    ["/ann@example.com/name", "/*/name"],
    ["/4111111111111111", "/*"],
    ["/x12345", "/*"],
    ["/\u001b[2J", "/*"],
    ["/имя/é", "/имя/é"],
  ])("%s is shown as %s", (pointer, shown) => {
    expect(maskPointer(pointer)).toBe(shown);
  });

  it("forget indexes where elements are alike", () => {
    expect(withoutIndexes("/a/0/b/12/c1")).toBe("/a/*/b/*/c1");
  });
});

describe("names", () => {
  it.each([
    ["customerEmail", 0, false],
    ["CUSTOMEREMAIL", 0, false],
    ["сustomerEmail", 0, true],
    ["customer\u00adEmail", 0, true],
    ["straße", 1, false],
    ["STRASSE", 1, false],
  ])("%s", (name, index, lookAlike) => {
    expect(fieldMatcher(["customerEmail", "Straße"]).match(name)).toEqual({ index, lookAlike });
  });

  it.each(["customer_email", "customerEmails", "", "constructor", "__proto__"])(
    "%j is no listed name",
    (name) => {
      expect(fieldMatcher(["customerEmail", "Straße"]).match(name)).toBeUndefined();
    },
  );
});

describe("plain paths", () => {
  it.each([
    ["a", ["a"]],
    [" a.b_1 ", ["a", "b_1"]],
    ["`a b`.c", ["a b", "c"]],
    ["a[0]", undefined],
    ["a + b", undefined],
    ["$", undefined],
    ["true", undefined],
    ["a.*", undefined],
  ])("%s", (source, names) => {
    expect(plainPath(source)).toEqual(names);
  });
});

it("quotes are one line of bounded length", () => {
  expect(quote("a\nb")).toBe("'a b'");
  expect(quote("😀".repeat(500))).toBe(`'${"😀".repeat(120)}…'`);
});
