import fc from "fast-check";

/** What is written between tokens, mostly nothing. */
const gap = fc.oneof({ weight: 12, arbitrary: fc.constant("") }, fc.constantFrom(" ", "\t", "\r", "  "));
const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "b", "c", "é", "😀", "a:", "") },
  fc.constantFrom("__proto__", "constructor", "outerWrapper", "toString", "hasOwnProperty"),
);
/** A text as JSON, each character as it is or escaped. */
const quoted = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(text, fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, fc.constant(true)))
    .map(([plain, escaped]) =>
      escaped
        ? `"${[...plain].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"`
        : JSON.stringify(plain),
    );
const number = fc.constantFrom(
  ...["0", "-0", "0.0", "1", "-1", "10", "100", "1000", "1e3", "1E3", "1e9", "1000000000", "123000", "-2000"],
  ...["0.5", "5e-1", "0.05", "5e-2", "1e-9", "0.000001", "1.5", "1.50", "150e-2", "-0.25", "123456.789"],
  ...["9007199254740991", "9007199254740992", "9007199254740993", "12345678901234567890", "1e15", "1e16"],
  ...["1e21", "1e300", "1e400", "-1e400", "0.1000000000000000055", "3.141592653589793"],
);
const leaf = fc.oneof(
  number,
  fc.constantFrom("true", "false", "null"),
  quoted(fc.constantFrom("", "x", '":"', '"a":1', "\n", "é", "😀", "\\", "{", "}")),
);
/** Texts of JSON values, as people and programs write them: repeated and reserved keys are among them. */
export const { value: jsonText } = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, tie("object"), tie("list")),
  list: fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(",")}]`),
  object: fc
    .array(fc.tuple(quoted(name), gap, gap, tie("value"), gap), { maxLength: 4 })
    .map((members) => `{${members.map(([key, b, c, v, d]) => `${key}${b}:${c}${v}${d}`).join(",")}}`),
}));
