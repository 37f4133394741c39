import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Rows that are not faults of the API's answers: where they are tested, and a text that says so there. */
const elsewhere: Readonly<Record<number, readonly [string, string]>> = {
  39: ["test/faults/answers.test.ts", "400 for the cursor"],
  44: ["test/providers/genesyscloud/doctor.test.ts", "a clock that is an hour off"],
  45: ["test/http/dns.test.ts", "row 45"],
  46: ["test/http/tls.test.ts", "row 46"],
  47: ["test/http/tls.test.ts", "row 47"],
  52: ["test/scenarios/exit-codes/reports.test.ts", "/dev/full"],
  53: ["test/scenarios/streams.test.ts", "SIGINT"],
  50: ["test/sinks/common-faults.test.ts", "waits for a slow answer"],
  51: ["test/scenarios/snapshot-journal.test.ts", "row 51"],
  54: ["test/expression/watchdog.test.ts", "watchdog"],
  56: ["test/scenarios/some-divisions.test.ts", "row 56"],
};

it("has a case for every row of the fault matrix, here or elsewhere", () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".test.ts"));
  const text = files.map((name) => readFileSync(join(import.meta.dirname, name), "utf8")).join("\n");
  const call = /(?:onceAndAlways|unreadable|event|wrong|damaged|same|first)\(\s*(\d+),|\brow: (\d+),/g;
  const rows = new Set([...text.matchAll(call)].map(([, inCall, inCase]) => Number(inCall ?? inCase)));
  const missing = Array.from({ length: 56 }, (_, index) => index + 1).filter(
    (row) => !rows.has(row) && elsewhere[row] === undefined,
  );
  expect(missing).toEqual([]);
});

it.each(Object.entries(elsewhere))("row %s is where the table says", (_row, [file, text]) => {
  expect(readFileSync(join(root, file), "utf8")).toContain(text);
});
