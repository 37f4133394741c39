import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { storeContract } from "./contract.ts";
import { deliveriesOf, deliveryOf } from "./deliveries.ts";
import { filesIn, ndjsonPlace } from "./ndjson-place.ts";
import { hostOf, keptOf, linesOf, openPlace, storeNamed } from "./place.ts";

storeContract("ndjson", { place: ndjsonPlace, kill: { kills: 8, batches: 10, within: 40 } });

const batch = deliveriesOf(0, 12);
const day = "2026-01-30.ndjson";
const delivered = { ok: true, rejected: [] };

async function placed() {
  const place = await ndjsonPlace();
  const folder = join(place.root, "kept/audits");
  return {
    place,
    folder,
    open: () => storeNamed("ndjson").open(place.config, hostOf(place)),
    deliver: async (deliveries = batch) => {
      const sink = await openPlace(place);
      const outcome = await sink.deliver(deliveries);
      await sink.close();
      return outcome;
    },
    holds: async (deliveries = batch) =>
      expect(linesOf(await place.read())).toEqual(linesOf(keptOf(deliveries))),
  };
}

describe("a folder of the ndjson store", () => {
  it("has a file for each kind and day (UTC), raw records beside rows, all for its owner only", async () => {
    const { folder, deliver } = await placed();
    const late = { ...deliveryOf(1), time: Date.parse("2026-03-01T23:30:00-05:00"), kind: "a/b" };
    await deliver([{ ...deliveryOf(0), rows: [{ a: 1 }, { a: 2 }], raw: '{"b":[3]}' }, late]);
    const files = new Map(filesIn(folder));
    expect([...files.keys()].sort()).toEqual([
      "raw/Flow/2026-01-30.ndjson",
      "raw/a%2Fb/2026-03-02.ndjson",
      "rows/Flow/2026-01-30.ndjson",
      "rows/a%2Fb/2026-03-02.ndjson",
    ]);
    const named = '"organization":"org-b","id":"event-0"';
    const dated = '"time":"2026-01-30T22:00:00.000Z","kind":"Flow"';
    expect(files.get("raw/Flow/2026-01-30.ndjson")).toBe(`{${named},${dated},"raw":{"b":[3]}}\n`);
    expect(files.get("rows/Flow/2026-01-30.ndjson")).toBe(
      `{${named},"row":0,${dated},"record":{"a":1}}\n{${named},"row":1,${dated},"record":{"a":2}}\n`,
    );
    const modeOf = (path: string) => statSync(join(folder, path)).mode & 0o777;
    for (const path of [...files.keys(), "index.sqlite"]) expect(modeOf(path)).toBe(0o600);
    for (const path of ["", "raw", "rows", "raw/Flow"]) expect(modeOf(path)).toBe(0o700);
  });

  it("is cut back to where a batch began that was not finished", async () => {
    const { folder, deliver, holds, place } = await placed();
    await deliver();
    const index = new DatabaseSync(join(folder, "index.sqlite"));
    const note = index.prepare("INSERT INTO appending VALUES (?, ?)");
    note.run(`raw/Flow/${day}`, statSync(join(folder, "raw/Flow", day)).size);
    note.run("rows/New/2026-01-01.ndjson", 0);
    note.run("rows/Never/2026-01-01.ndjson", 0);
    index.close();
    appendFileSync(join(folder, "raw/Flow", day), '{"whole":"line"}\n{"torn');
    mkdirSync(join(folder, "rows/New"));
    writeFileSync(join(folder, "rows/New/2026-01-01.ndjson"), '{"torn');
    await (await openPlace(place)).close();
    await holds();
    expect(filesIn(folder).map(([path]) => path)).not.toContain("rows/New/2026-01-01.ndjson");
    expect(await deliver(deliveriesOf(0, 20))).toEqual(delivered);
    await holds(deliveriesOf(0, 20));
  });

  it("makes its index anew from the files, without a torn last line", async () => {
    const { folder, deliver, holds } = await placed();
    await deliver();
    rmSync(join(folder, "index.sqlite"));
    appendFileSync(join(folder, "raw/Flow", day), '{"organization":"org-a","id":"event-99"');
    appendFileSync(join(folder, "rows/Flow", day), '{"organ');
    expect(await deliver(deliveriesOf(0, 20))).toEqual(delivered);
    await holds(deliveriesOf(0, 20));
  });

  it("makes its index anew, also when it was killed doing so", async () => {
    const { folder, deliver, holds } = await placed();
    await deliver();
    const index = new DatabaseSync(join(folder, "index.sqlite"));
    index.exec("DELETE FROM delivered; UPDATE state SET complete = 0");
    index.close();
    expect(await deliver()).toEqual(delivered);
    await holds();
  });

  it.each(['{"organization":"o","id":1,"raw":{}}', '{"organization":"o","id":"1"}', "[]", "x", "\xff"])(
    "with foreign lines and no index is refused: %s",
    async (line) => {
      const { folder, deliver, open } = await placed();
      await deliver();
      rmSync(join(folder, "index.sqlite"));
      appendFileSync(join(folder, "raw/Flow", day), `${line}\n`);
      const expected = /line \d+ of raw\/Flow\/2026-01-30.ndjson is not a record of this store/;
      for (let round = 0; round < 2; round++)
        expect(await open()).toEqual({ problem: expect.stringMatching(expected) });
    },
  );

  it("takes nothing into a file that ends within a line which is not its own", async () => {
    const { folder, deliver } = await placed();
    await deliver();
    const file = join(folder, "raw/Flow", day);
    truncateSync(file, statSync(file).size - 5);
    const before = readFileSync(file, "utf8");
    expect(await deliver(deliveriesOf(12, 40))).toMatchObject({
      ok: false,
      lasting: true,
      problem: expect.stringContaining("ends within a line"),
    });
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it("may lose files that were moved away: what was in them does not come again", async () => {
    const { place, folder, deliver } = await placed();
    await deliver();
    renameSync(join(folder, "raw"), join(place.root, "archive"));
    expect(await deliver(deliveriesOf(0, 13))).toEqual(delivered);
    const kept = (await place.read()).filter(({ row }) => row === undefined);
    expect(linesOf(kept)).toEqual(linesOf(keptOf([deliveryOf(12)]).slice(0, 1)));
  });

  it.each(["", "index.sqlite", "raw", "raw/Flow", `raw/Flow/${day}`, "rows/Flow"])(
    "follows no symbolic link: %s",
    async (path) => {
      const { place, folder, open } = await placed();
      const [file, elsewhere] = [join(folder, path), join(place.root, "elsewhere")];
      mkdirSync(join(file, ".."), { recursive: true });
      if (/\.(sqlite|ndjson)$/.test(path)) writeFileSync(elsewhere, "");
      else mkdirSync(elsewhere);
      symlinkSync(elsewhere, file);
      const opened = await open();
      const said = "problem" in opened ? opened : await opened.deliver(batch);
      expect(said).toMatchObject({ problem: expect.stringContaining("symbolic link") });
      if ("close" in opened) await opened.close();
      if (statSync(elsewhere).isFile()) expect(statSync(elsewhere).size).toBe(0);
      else expect(filesIn(elsewhere)).toEqual([]);
    },
  );

  it("is written by one process at a time", async () => {
    const { place, open } = await placed();
    const sink = await openPlace(place);
    expect(await open()).toEqual({ problem: expect.stringContaining("another process has it locked") });
    // Neither after this process tried in vain: that must not have opened the lock.
    const { read: _, ...rest } = place;
    const args = [
      join(import.meta.dirname, "deliver-child.ts"),
      JSON.stringify({ place: rest, from: 0, to: 5, size: 5 }),
    ];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining("another process has it locked"),
    });
    expect(await sink.deliver(batch)).toEqual(delivered);
    await sink.close();
    await (await openPlace(place)).close();
  });

  it("that was removed while open takes nothing more", async () => {
    const { place, folder } = await placed();
    const sink = await openPlace(place);
    rmSync(folder, { recursive: true });
    expect(await sink.deliver(batch)).toMatchObject({ ok: false, lasting: true });
    await sink.close();
  });

  it("takes batches that come at once one after the other", async () => {
    const { place, holds } = await placed();
    const sink = await openPlace(place);
    const outcomes = await Promise.all([0, 5, 10].map((at) => sink.deliver(deliveriesOf(at, at + 10))));
    expect(outcomes).toEqual([delivered, delivered, delivered]);
    await sink.close();
    await holds(deliveriesOf(0, 20));
  });
});
