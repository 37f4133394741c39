import type { JsonObject } from "../../src/model/json.ts";
import type { Delivery } from "../../src/model/sink.ts";

const day = 86_400_000;
const start = Date.parse("2026-01-30T22:00:00Z");
const kinds = ["Flow", "User", "flow", "Role"];

/** The n-th of an endless list of deliveries; the same at every call. */
export function deliveryOf(n: number): Delivery {
  const record: JsonObject = {
    id: `event-${n}`,
    z: n,
    a: [n / 3, null, true, `line\nbreak "quoted" \\ ${"é".repeat(n % 7)}`],
    deep: { "key with \u0000": "\u2028", empty: {} },
  };
  // As some servers write it: with blanks, over several lines, numbers in a spelling of their own.
  const raw = JSON.stringify(record, null, n % 3).replace(
    '"z":',
    n % 2 === 0 ? '"big":1.50E+400, "z":' : '"z":',
  );
  const rows = Array.from({ length: 1 + (n % 3) }, (_, row) => ({ z: row, auditId: `event-${n}`, value: n }));
  return {
    organization: n % 5 === 0 ? "org-b" : "org-a",
    id: `event-${n}`,
    time: start + (Math.floor(n / 4) % 4) * day + n,
    kind: kinds[n % kinds.length]!,
    rows,
    raw,
  };
}

export function deliveriesOf(from: number, to: number): Delivery[] {
  return Array.from({ length: to - from }, (_, at) => deliveryOf(from + at));
}

/** Texts that are hard for file names, SQL and encodings. */
export const hostileTexts: readonly string[] = [
  "",
  ".",
  "..",
  "../../etc/passwd",
  "/absolute",
  "a/b\\c",
  "'; DROP TABLE raw_records; --",
  `"double" 'single' \`back\` $1 ? :name`,
  "nul \u0000 inside",
  "nul \u0000 outside",
  "\u0000",
  "\\u0000",
  "\\",
  "\ud800 half",
  "\udc00 half",
  "emoji 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  "e\u0301",
  "\u00e9",
  "\u202e right to left",
  "line\nbreak\r\n\ttab",
  "con",
  "CON",
  "nul.txt",
  "trailing.",
  "trailing ",
  "~tilde",
  "%2e%2e",
  "%",
  "{1,2}",
  "{}",
  "NULL",
  "1".repeat(1024),
  "🔥".repeat(256),
  "../".repeat(340),
];

/** Every hostile text as an id, an organisation and a kind, and within the record. */
export const hostileDeliveries: readonly Delivery[] = hostileTexts.flatMap((text, at) => [
  { ...deliveryOf(at), id: text },
  { ...deliveryOf(at), id: `organization ${at}`, organization: text },
  {
    ...deliveryOf(at),
    id: `kind ${at}`,
    kind: text,
    rows: [{ [text]: text }],
    raw: JSON.stringify({ [text]: [text] }),
  },
]);
