import fc from "fast-check";
import type { JsonObject } from "../../src/model/json.ts";
import type { Delivery } from "../../src/model/sink.ts";

/** Any text that a string can hold, halves of characters and control characters included. */
const text = fc.oneof(
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      "\\",
      "]",
      "[",
      "=",
      " ",
      "\n",
      "\r",
      "\0",
      "é",
      "€",
      "🚀",
      "\u2028",
      "\ufeff",
      "<13>1 ",
      "}{",
    ),
  }),
  fc.string(),
);

const value = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);

const row = fc.dictionary(
  text.filter((key) => key !== "__proto__"),
  fc.oneof(
    value,
    fc.array(value, { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b]", 'c"'), value, { maxKeys: 3 }),
  ),
  { maxKeys: 5 },
) as fc.Arbitrary<JsonObject>;

/** Batches of deliveries with names and rows of any text; no id comes twice. */
export const batches: fc.Arbitrary<readonly Delivery[]> = fc.uniqueArray(
  fc.record({
    organization: text,
    id: text,
    time: fc.integer({ min: -8.64e15, max: 8.64e15 }),
    kind: text,
    rows: fc.array(row, { minLength: 1, maxLength: 3 }),
    raw: fc.constant("{}"),
  }),
  { maxLength: 6, selector: ({ organization, id }) => JSON.stringify([organization, id]) },
);

/** What is left of a value after it was written as JSON in UTF-8. */
export function written<T>(json: T): T {
  return JSON.parse(JSON.stringify(json).toWellFormed());
}
