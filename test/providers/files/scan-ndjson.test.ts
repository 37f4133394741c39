import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type OpenFile, openFile } from "../../../src/providers/files/open-file.ts";
import { scanNdjson } from "../../../src/providers/files/scan-ndjson.ts";

/** Lines of which some are as long as what is decoded at a time, or longer. */
const lengths = [0, 1, 700, 65_400, 65_500, 65_600, 100_000, 20, 40_000, 40_000];
const records = Array.from({ length: 300 }, (_, n) => ({
  id: n,
  text: "x".repeat(lengths[n % lengths.length] ?? 0),
}));

function opened(folder: string, text: string): OpenFile {
  writeFileSync(join(folder, "lines.ndjson"), text);
  const file = openFile(folder, "lines.ndjson");
  if (!file.ok) throw new Error(file.problem);
  return file;
}

it.each(['{"id":1}\n{"id":2}\n', '\ufeff{"id":1}\n{"id":2}', '\ufeff{"id":1}\r\n\n {"id":2}\n\n'])(
  "each line of %j is in one part, wherever the file is divided",
  (text) => {
    const folder = mkdtempSync(join(tmpdir(), "bylaw-scan-"));
    try {
      const file = opened(folder, text);
      const scan = scanNdjson(file);
      for (let one = 0; one <= file.size; one++)
        for (let two = one; two <= file.size; two++) {
          const read: unknown[] = [];
          for (const [from, to] of [
            [0, one],
            [one, two],
            [two, undefined],
          ])
            for (const batch of scan.batches(from, to))
              for (let index = 0; index < batch.length; index++) read.push(batch.record(index)["id"]);
          expect([one, two, read]).toEqual([one, two, [1, 2]]);
        }
      scan.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

it.each([
  ["plain", ""],
  ["of another script", "ü"],
])("lines are cut the same, however many are decoded at a time: %s", (_, last) => {
  const folder = mkdtempSync(join(tmpdir(), "bylaw-scan-"));
  try {
    const written = records.map((each) => ({ ...each, last }));
    const scan = scanNdjson(opened(folder, written.map((each) => `${JSON.stringify(each)}\n \n`).join("")));
    const read: unknown[] = [];
    for (const batch of scan.batches()) {
      for (let index = 0; index < batch.length; index++) {
        read.push(batch.record(index));
        // A record that hung a rule is asked for again.
        expect(batch.record(index)).toEqual(read.at(-1));
      }
      expect(batch.record(0)).toEqual(written[read.length - batch.length]);
    }
    expect(read).toEqual(written);
    scan.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each([
  ["plain", "x"],
  ["of another script", "ü😀"],
  ["with something escaped", 'a "b"\n\\'],
])("a glimpse of a line is its record: %s", (_, text) => {
  const folder = mkdtempSync(join(tmpdir(), "bylaw-scan-"));
  try {
    const written = Array.from({ length: 500 }, (_, n) => ({
      ...{ id: `line ${n}`, n, text: text.repeat(n % 40) },
      ...(n % 7 === 0 ? { also: [{ part: n / 4 }, {}, []] } : {}),
    }));
    const end = ["\n", "\r\n", " \n\t\n"];
    const file = opened(folder, written.map((each, n) => JSON.stringify(each) + end[n % 3]).join(""));
    const scan = scanNdjson(file);
    for (const half of [0, 1, Math.floor(file.size / 2), file.size]) {
      const read: unknown[] = [];
      let glimpses = 0;
      for (const [from, to] of [
        [0, half],
        [half, undefined],
      ])
        for (const batch of scan.batches(from, to))
          for (let index = 0; index < batch.length; index++) {
            const glimpse = batch.glimpse?.(index);
            if (glimpse !== undefined) glimpses += 1;
            read.push(glimpse ?? batch.record(index));
            // In any order, and again.
            expect(batch.record(index)).toEqual(read.at(-1));
            const first = batch.glimpse?.(0) ?? batch.record(0);
            expect(first).toEqual(batch.record(0));
          }
      expect(read).toEqual(written);
      expect(glimpses).toBeGreaterThan(200);
    }
    scan.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each([16_383, 16_384, 16_385, 32_768, 50_000])("%i short lines are each read once", (count) => {
  const folder = mkdtempSync(join(tmpdir(), "bylaw-scan-"));
  try {
    const text = Array.from({ length: count }, (_, n) => `{"id":${n}}\n${n % 5 === 0 ? "\n" : ""}`).join("");
    const scan = scanNdjson(opened(folder, text));
    let next = 0;
    for (const batch of scan.batches()) {
      expect(batch.length).toBeLessThanOrEqual(16_384);
      for (let index = 0; index < batch.length; index++) expect(batch.record(index)).toEqual({ id: next++ });
    }
    expect(next).toBe(count);
    scan.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
