import fc from "fast-check";

/** A line in order, or nearly. */
export const record = (n: number, more: object = {}) =>
  JSON.stringify({ id: `t${n}`, n, name: `Thing ${n}`, ref: "o1", parts: [{ size: n }], ...more });
/** A file that nothing is odd about, with so many lines that the way they are written is learned. */
export const clean = Array.from({ length: 100 }, (_, n) => `${record(n * 25)}\n`).join("");

/** Lines that something is odd about. */
export const oddities: Readonly<Record<string, string | Uint8Array>> = {
  "a repeated record": `${record(25)}\n`,
  "another record with a known id": `${record(25, { name: "Other" })}\n`,
  "a repeated key": '{"id":"x","n":1,"n":2}\n',
  "a repeated key of the same value": '{"id":"x","":0,"":0}\n',
  "a key that some JSON.parse misreads": '{"id":"x","n":1,"\\\\u0":0}\n{"id":"y","n":1,"\\u006eame":""}\n',
  "a key with a backslash": '{"id":"x","n":1,"A\\\\b":0,"\\"":1}\n',
  "a long integer": '{"id":"x","n":12345678901234567890,"name":"N","parts":[]}\n',
  "a number out of range": '{"id":"x","n":1e400}\n',
  "a negative zero": '{"id":"x","n":-0,"name":"N","parts":[{"size":-0.0}]}\n',
  "a reserved key": '{"id":"x","n":1,"__proto__":{"n":2}}\n',
  "a reserved key below": '{"id":"x","n":1,"a":{"tupleStream":true}}\n',
  "too deep a record": `{"id":"x","a":${"[".repeat(128)}${"]".repeat(128)}}\n`,
  "spaces and a carriage return": ' { "id" : "x" , "n" : 1 } \r\n',
  "a control character behind a line": `${record(1)}\u0001\n`,
  "a vertical tab behind a line": `${record(2)}\v\n`,
  "blank lines": "\n   \r\n\t\n",
  "a mark in the middle": `\ufeff${record(1)}\n`,
  "bytes that are no text": Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
  "another script": `${record(1, { name: "Überlauf 😀", mail: "ä@example.org" })}\n`,
  "escaped characters": '{"id":"\\u0078","n":1,"name":"a\\n\\"b\\"","parts":[]}\n',
  "no JSON": "{\n",
  "no object": "[1]\n",
  "no id": '{"n":1}\n',
  "an empty id": '{"id":"","n":1}\n',
  "a number for an id": '{"id":7,"n":1}\n',
  "a long record": `${record(1, { name: "x".repeat(200_000) })}\n`,
  "too long a record": `${record(1, { name: "x".repeat(1_100_000) })}\n`,
  "too long a line": `${record(1, { name: "x".repeat(2_200_000) })}\n`,
  "personal data": `${record(999, { name: "a@example.org", "b@example.org": 1, phone: 4915112345678 })}\n`,
};
const oddity = fc.constantFrom(...Object.keys(oddities));
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.nat(999).map((n) => Buffer.from(`${record(n)}\n`)) },
  {
    weight: 1,
    arbitrary: fc
      .record({ id: fc.constantFrom("a", "b", "c", "d", "t25"), n: fc.nat(9) })
      .map((r) => Buffer.from(`${JSON.stringify(r)}\n`)),
  },
  { weight: 1, arbitrary: oddity.map((name) => Buffer.from(oddities[name] ?? "")) },
);
/** A whole file: with a mark or not, torn at the end or not. */
export const file = fc
  .tuple(
    fc.constantFrom("", "", "", "\ufeff"),
    fc.array(piece, { maxLength: 12 }),
    fc.constantFrom(0, 0, 1, 9),
  )
  .map(([mark, pieces, torn]) => {
    const bytes = Buffer.concat([Buffer.from(mark), ...pieces]);
    return bytes.subarray(0, Math.max(0, bytes.length - torn));
  });
