import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectors } from "../../../src/checks/pii/detectors.ts";
import { prepareText } from "../../../src/checks/pii/prepare-text.ts";
import { signsOf } from "../../../src/checks/pii/signs-of.ts";
import { pii } from "../../../src/checks/pii.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { outcomesOf } from "../context.ts";

const name = fc.constantFrom(
  ...[
    "note",
    "value",
    "name",
    "key",
    "phone",
    "cardNumber",
    "ｎote",
    "skip",
    "notes",
    "a@example.org",
    "ssn",
  ],
);
const leaf = fc.oneof(
  fc.constantFrom<string | number | boolean | null>(
    ...[
      "",
      "plain words",
      "ann@example.org",
      "ann%40example.org",
      "ann＠example.org",
      "ann﹪40example.org",
      "100%",
      "@",
      "phone",
      "ssn",
    ],
    ...[
      "4111 1111 1111 1111",
      "４１１１１１１１１１１１１１１１",
      "123-45-6789",
      "123456789",
      "+49 30 1234567",
      "x1",
    ],
    ...[123456789, 4111111111111111, 1.5, true, null, "DE89370400440532013000", "grün"],
  ),
);
const { record } = fc.letrec<{ record: JsonObject; value: JsonObject | string; list: JsonObject[] }>(
  (tie) => ({
    record: fc.dictionary(name, tie("value"), { maxKeys: 4 }) as fc.Arbitrary<JsonObject>,
    value: fc.oneof({ maxDepth: 3 }, leaf, tie("record"), tie("list")) as fc.Arbitrary<JsonObject | string>,
    list: fc.array(tie("value"), { maxLength: 3 }) as fc.Arbitrary<JsonObject[]>,
  }),
);
const options = fc.record(
  {
    fields: fc.constantFrom(["note"], ["note", "phone"], ["skip"]),
    detectors: fc.constantFrom(["email"], ["card", "ssn"], ["phone", "email"], ["iban"]),
    ignoreFields: fc.constant(["skip"]),
    keys: fc.boolean(),
    allow: fc.constant(["ann@example.org"]),
  },
  { requiredKeys: [] },
);

/** A pattern that is found nowhere: with patterns, every record is looked at closely. */
const closely = { patterns: { never: "^zz{9}$" } };

describe("records that a glance is enough for", () => {
  it("are those about which a close look has nothing to say", () => {
    fc.assert(
      fc.property(record, options, (one, chosen) => {
        const glance = outcomesOf(pii, chosen, [one]);
        expect(glance).toEqual(outcomesOf(pii, { ...chosen, ...closely }, [one]));
      }),
      { numRuns: 2_000 },
    );
  });

  it("have no character that becomes a sign of a detector", () => {
    const signs = signsOf(detectors.filter(({ kind }) => kind === "email"));
    // Behind these planes there are no compatibility forms of signs, but ideographs and private characters.
    for (let code = 0; code < 0x20000; code++) {
      const text = String.fromCodePoint(code);
      if (!signs.test(text) && /[@%]/.test(prepareText(text).text)) expect(text).toBe("a sign");
    }
  });
});
