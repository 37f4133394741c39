import { mkdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { loadSqlite } from "../../src/stores/sqlite/load-sqlite.ts";
import { storeContract } from "./contract.ts";
import { deliveriesOf } from "./deliveries.ts";
import { hostOf, keptOf, linesOf, openPlace, storeNamed } from "./place.ts";
import { sqlitePlace } from "./sqlite-place.ts";

storeContract("sqlite", { place: sqlitePlace, kill: { kills: 8, batches: 10, within: 6 } });

async function placed() {
  const place = await sqlitePlace();
  mkdirSync(join(place.root, "kept"));
  const file = join(place.root, "kept/audits.sqlite");
  return { place, file, open: () => storeNamed("sqlite").open(place.config, hostOf(place)) };
}

const first = deliveriesOf(0, 10);

describe("a file of the sqlite store", () => {
  it("is for its owner only, with what SQLite puts beside it", async () => {
    const place = await sqlitePlace();
    const sink = await openPlace(place);
    await sink.deliver(first);
    const modes = ["", "-wal", "-shm"].map(
      (end) => statSync(join(place.root, `kept/audits.sqlite${end}`)).mode & 0o777,
    );
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    expect(statSync(join(place.root, "kept")).mode & 0o777).toBe(0o700);
    await sink.close();
  });

  it("is asked by time and kind through an index", async () => {
    const { place, file } = await placed();
    await (await openPlace(place)).close();
    const connection = new DatabaseSync(file);
    const plan = (sql: string) => String(connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).get()?.["detail"]);
    for (const table of ["raw_records", '"rows"']) {
      expect(plan(`SELECT * FROM ${table} WHERE time > 5`)).toContain("USING INDEX");
      expect(plan(`SELECT * FROM ${table} WHERE kind = 'Flow' AND time > 5`)).toContain("USING INDEX");
      expect(plan(`SELECT * FROM ${table} WHERE organization = 'o' AND id = 'i'`)).toContain("USING INDEX");
    }
    connection.close();
  });

  it.each([
    ["of a newer bylaw", "PRAGMA user_version = 2", "version 2, and this bylaw knows version 1"],
    ["of another program", "PRAGMA application_id = 7", "another program"],
  ])("%s is refused", async (_, sql, expected) => {
    const { place, file, open } = await placed();
    await (await openPlace(place)).close();
    const connection = new DatabaseSync(file);
    connection.exec(sql);
    connection.close();
    expect(await open()).toEqual({ problem: expect.stringContaining(expected) });
  });

  it("with tables that are not its own is refused and left as it was", async () => {
    const { file, open } = await placed();
    const connection = new DatabaseSync(file);
    connection.exec("CREATE TABLE mine (a)");
    expect(await open()).toEqual({ problem: expect.stringContaining("another program") });
    expect(connection.prepare("SELECT name FROM sqlite_schema").all()).toHaveLength(1);
    connection.close();
  });

  it("that is none is refused", async () => {
    const { file, open } = await placed();
    writeFileSync(file, "no database\n".repeat(100));
    expect(await open()).toEqual({ problem: expect.stringContaining("not a SQLite database") });
  });

  it.each(["", "-wal", "-shm", "-journal"])("is not reached through a symbolic link (%s)", async (end) => {
    const { place, file, open } = await placed();
    const elsewhere = join(place.root, "elsewhere");
    writeFileSync(elsewhere, "");
    symlinkSync(elsewhere, `${file}${end}`);
    expect(await open()).toEqual({ problem: expect.stringContaining("symbolic link") });
    expect(statSync(elsewhere).size).toBe(0);
  });

  it("whose name a folder has, or whose folder is a file, is refused", async () => {
    const { file, open } = await placed();
    mkdirSync(file);
    expect(await open()).toEqual({ problem: expect.stringMatching(/folder|no regular file/) });
    rmSync(join(file, ".."), { recursive: true });
    writeFileSync(join(file, ".."), "");
    expect(await open()).toEqual({ problem: expect.stringContaining("cannot be written") });
  });

  it("that another process has locked takes nothing until it is free: waiting helps", async () => {
    const { place, file } = await placed();
    const sink = await openPlace(place);
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    expect(await sink.deliver(first)).toMatchObject({
      ok: false,
      lasting: false,
      problem: expect.stringContaining("locked"),
    });
    other.exec("COMMIT");
    expect(await sink.deliver(first)).toEqual({ ok: true, rejected: [] });
    other.close();
    await sink.close();
    expect(linesOf(await place.read())).toEqual(linesOf(keptOf(first)));
  });

  it("that was removed or replaced while open takes nothing more", async () => {
    const { place, file } = await placed();
    for (const meddle of [() => rmSync(file), () => renameSync(file, `${file}.old`)]) {
      const sink = await openPlace(place);
      expect(await sink.deliver(first)).toMatchObject({ ok: true });
      meddle();
      expect(await sink.deliver(first)).toMatchObject({ ok: false, lasting: true });
      await sink.close();
      for (const end of ["-wal", "-shm"]) rmSync(file + end, { force: true });
    }
  });

  it("takes no part of a batch that a constraint of its owner refuses", async () => {
    const { place, file } = await placed();
    const sink = await openPlace(place);
    const other = new DatabaseSync(file);
    other.exec('CREATE UNIQUE INDEX mine ON "rows" (kind)');
    other.close();
    expect(await sink.deliver(first)).toMatchObject({ ok: false, lasting: true });
    await sink.close();
    expect(await place.read()).toEqual([]);
  });
});

describe("loading Node's SQLite", () => {
  it("keeps its experimental warning from the user, and nothing else", () => {
    const seen: unknown[] = [];
    const real = process.getBuiltinModule.bind(process);
    vi.spyOn(process, "emitWarning").mockImplementation((...given: unknown[]) => void seen.push(given));
    vi.spyOn(process, "getBuiltinModule").mockImplementation((name: string) => {
      process.emitWarning(
        "SQLite is an experimental feature and might change at any time",
        "ExperimentalWarning",
      );
      process.emitWarning("Something else", "ExperimentalWarning");
      process.emitWarning("SQLite in a warning", "DeprecationWarning", "DEP0001");
      return real(name);
    });
    onTestFinished(() => void vi.restoreAllMocks());
    expect(loadSqlite()?.DatabaseSync).toBe(DatabaseSync);
    process.emitWarning("later", "ExperimentalWarning");
    expect(seen).toEqual([
      ["Something else", "ExperimentalWarning"],
      ["SQLite in a warning", "DeprecationWarning", "DEP0001"],
      ["later", "ExperimentalWarning"],
    ]);
  });
});
