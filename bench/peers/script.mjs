// The four rules as a programmer would write them once.
import { createReadStream, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { rules } from "../check/rules.mjs";
import { names } from "./rules.mjs";

const all = rules(new Set());
const closures = names.map((name) => all[name][1]);
const hits = names.map(() => 0);
for await (const line of createInterface({ input: createReadStream("events.ndjson") })) {
  const record = JSON.parse(line);
  for (const [index, breaks] of closures.entries()) if (breaks(record)) hits[index] += 1;
}
writeFileSync(1, JSON.stringify(hits));
