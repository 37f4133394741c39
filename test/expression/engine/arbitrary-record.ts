import fc from "fast-check";

const scalar = fc.constantFrom<unknown>(
  0,
  1,
  2,
  -1,
  0.5,
  10,
  "a",
  "b",
  "abc",
  "",
  "1",
  "a b",
  true,
  false,
  null,
);

const key = fc.oneof(
  { weight: 600, arbitrary: fc.constantFrom("a", "b", "c", "d") },
  { weight: 60, arbitrary: fc.constantFrom("e f", "length", "sequence", "constructor") },
  { weight: 1, arbitrary: fc.constant("_jsonata_lambda") },
);

const { value } = fc.letrec<{ value: unknown; record: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    scalar,
    { weight: 2, arbitrary: tie("record") },
    { weight: 2, arbitrary: fc.array(tie("record"), { maxLength: 3 }) },
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(scalar, { maxLength: 3 }),
  ),
  record: fc
    .uniqueArray(fc.tuple(key, tie("value")), {
      maxLength: 4,
      selector: ([key]) => key,
    })
    .map((entries) => Object.fromEntries(entries)),
}));

/**
 * Data of odd shapes: arrays of arrays, arrays of one, nothing, null, types that do not fit, keys that
 * mean something to JavaScript or to the library.
 */
export const arbitraryRecord: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ a: value, b: value, c: value, d: value }) },
  fc.array(fc.record({ a: value, b: value }), { maxLength: 3 }),
  value,
);
