import { expect, it, vi } from "vitest";
import { deliveriesOf } from "./deliveries.ts";
import { keptOf, linesOf, openPlace } from "./place.ts";
import { sqlitePlace } from "./sqlite-place.ts";

const limit = vi.hoisted(() => ({ pages: 0, set: [] as ((pages: number) => void)[] }));

/* SQLite's own limit of a file's size gives the error of a full disk, from the same place. */
vi.mock("../../src/stores/sqlite/load-sqlite.ts", async () => {
  const sqlite = await import("node:sqlite");
  class Limited extends sqlite.DatabaseSync {
    constructor(...given: ConstructorParameters<typeof sqlite.DatabaseSync>) {
      super(...given);
      limit.set.push((pages) => this.exec(`PRAGMA max_page_count = ${pages}`));
    }
  }
  return { loadSqlite: () => ({ ...sqlite, DatabaseSync: Limited }) };
});

it("a full disk: nothing of the batch is delivered, it is said, and goes on when there is room", async () => {
  const place = await sqlitePlace();
  const sink = await openPlace(place);
  expect(await sink.deliver(deliveriesOf(0, 10))).toMatchObject({ ok: true });
  limit.set.at(-1)?.(30);
  for (let round = 0; round < 2; round++) {
    expect(await sink.deliver(deliveriesOf(10, 900))).toMatchObject({
      ok: false,
      lasting: false,
      problem: expect.stringContaining("no room is left on its disk"),
    });
    expect(linesOf(await place.read())).toEqual(linesOf(keptOf(deliveriesOf(0, 10))));
  }
  limit.set.at(-1)?.(1e9);
  expect(await sink.deliver(deliveriesOf(10, 900))).toMatchObject({ ok: true });
  await sink.close();
  expect(linesOf(await place.read())).toEqual(linesOf(keptOf(deliveriesOf(0, 900))));
});
