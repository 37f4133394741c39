import fc from "fast-check";
import { expect, test } from "vitest";
import { nearest } from "../../src/model/nearest.ts";
import { isReservedKey, reservedKeys } from "../../src/model/reserved-keys.ts";

const fields = ["name", "nodeId", "logLevel", "publishedAt", "type", "id"];

test.each([
  ["nmae", "name"],
  ["nam", "name"],
  ["names", "name"],
  ["NodeID", "nodeId"],
  ["loglevl", "logLevel"],
  ["publishdAt", "publishedAt"],
  ["pulbishedAt", "publishedAt"],
  ["tpye", "type"],
])("%s was meant as %s", (word, meant) => expect(nearest(word, fields)).toBe(meant));

test.each(["", "zzz", "x", "publishedBefore", "a".repeat(200)])("%j is near nothing", (word) =>
  expect(nearest(word, fields)).toBeUndefined(),
);

test("the nearest wins, and a tie goes to the smaller", () => {
  expect(nearest("flowx", ["flows", "flow"])).toBe("flow");
  expect(nearest("flow", ["flows", "flow"])).toBe("flow");
  expect(nearest("cat", ["bat", "rat", "hat"])).toBe("bat");
});

test("does not depend on the order, and finds a word itself", () =>
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 2, maxLength: 8 })),
      fc.string({ minLength: 2, maxLength: 8 }),
      (words, word) => {
        expect(nearest(word, [...words].reverse())).toBe(nearest(word, words));
        expect(nearest(word, [...words, word])?.toLowerCase()).toBe(word.toLowerCase());
      },
    ),
  ));

test("reserved keys", () => {
  for (const key of reservedKeys) expect(isReservedKey(key)).toBe(true);
  expect(isReservedKey("toString")).toBe(false);
});
