// What a programmer would write once: reads lines, parses them, runs the closures, prints the hits.
import { openSync, readFileSync, readSync } from "node:fs";
import { rules } from "./rules.mjs";

const lines = readFileSync("users.ndjson", "utf8").trimEnd().split("\n");
const users = new Set(lines.map((line) => JSON.parse(line).id));
const closures = Object.entries(rules(users)).map(([name, [, breaks]]) => ({ name, breaks, hits: 0 }));
const file = openSync("events.ndjson");
const buffer = Buffer.allocUnsafe(1 << 20);
let rest = 0;
let records = 0;
for (;;) {
  const size = readSync(file, buffer, rest, buffer.length - rest, null);
  if (size === 0) break;
  const end = rest + size;
  let from = 0;
  for (let to = buffer.indexOf(10); to !== -1 && to < end; to = buffer.indexOf(10, from)) {
    const record = JSON.parse(buffer.toString("utf8", from, to));
    records += 1;
    for (const closure of closures) if (closure.breaks(record)) closure.hits += 1;
    from = to + 1;
  }
  buffer.copyWithin(0, from, end);
  rest = end - from;
}
console.log(
  JSON.stringify({ records, hits: Object.fromEntries(closures.map(({ name, hits }) => [name, hits])) }),
);
