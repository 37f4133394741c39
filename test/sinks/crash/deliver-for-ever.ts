import { writeSync } from "node:fs";
import { file } from "../../../src/sinks/file.ts";

/* Delivers one batch after the other to a file in a folder and says which were acknowledged, until it is killed. */
const [root = ".", round = "0"] = process.argv.slice(2);
const config = { path: "audit.ndjson", rotateBytes: 20_000 };
const sink = await file.open(config, {
  root,
  env: () => undefined,
  now: () => 0,
  sleep: async () => undefined,
  signal: new AbortController().signal,
  allowedTargets: [],
});
if ("problem" in sink) throw new Error(sink.problem);
for (let n = 0; ; n++) {
  const batch = Array.from({ length: 5 }, (_, place) => ({
    organization: "org-1",
    id: `${round}-${n}-${place}`,
    time: 0,
    kind: "audit",
    rows: [{ filler: "x".repeat(300) }],
    raw: "{}",
  }));
  const outcome = await sink.deliver(batch);
  if (!outcome.ok) throw new Error(outcome.problem);
  writeSync(1, `${batch.map(({ id }) => id).join("\n")}\n`);
}
