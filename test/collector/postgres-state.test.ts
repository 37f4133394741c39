import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peekPostgresState } from "../../src/collector/postgres/peek-postgres-state.ts";
import { openPostgresState } from "../../src/collector/postgres/postgres-state.ts";
import { StateFailure } from "../../src/collector/state.ts";
import type { StateSettings } from "../../src/collector/state-settings.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { hostOf } from "../stores/place.ts";
import { type PostgresServer, postgresServer } from "../stores/postgres-server.ts";
import { neverLoses } from "./never-loses.ts";
import { pollAndDrain } from "./poll-and-drain.ts";
import { start, World } from "./world.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await postgresServer();
  await server.start();
}, 180_000);
afterAll(() => server.remove());

const settings: StateSettings = { source: "world.events", overlap: 0, begin: start };

function config(more: JsonObject = {}): JsonObject {
  const url = `postgres://${server.user}@127.0.0.1:${server.port}/postgres`;
  return { url, password: { env: "PASSWORD" }, tls: "off", ...more };
}

const host = () =>
  hostOf({
    root: "/",
    env: { PASSWORD: server.password },
    allowedTargets: [`postgres://127.0.0.1:${server.port}`],
  });

async function opened(collector: string, more: Partial<StateSettings> = {}) {
  const state = await openPostgresState(config(), collector, { ...settings, ...more }, host());
  if (state === undefined) throw new Error("It is taken.");
  return state;
}

const event = (id: string, more: JsonObject = {}) => ({
  id,
  time: start + 1,
  sinks: ["siem"],
  dead: false,
  delivery: { organization: "o", id, time: start + 1, kind: "k", rows: [more], raw: JSON.stringify(more) },
});

describe("with a state in PostgreSQL", () => {
  beforeAll(() => {
    World.openState = async (path, wanted) => (await opened(path, wanted)).state;
  });
  pollAndDrain();
  neverLoses(15);
});

describe("a state in PostgreSQL", () => {
  it("has one writer, and is free again when that one ends or is cut off", async () => {
    const first = await opened("lock");
    expect(await openPostgresState(config(), "lock", settings, host())).toBeUndefined();
    expect(await peekPostgresState(config(), "lock", host())).toMatchObject({ running: true });
    const other = await opened("lock-2");
    await other.state.close();
    await first.state.close();
    expect(await peekPostgresState(config(), "lock", host())).toMatchObject({ running: false });
    const second = await opened("lock");
    expect(second.fresh).toBe(false);
    const owner = await server.connect();
    await owner.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bylaw'",
    );
    await owner.end();
    // Whoever comes first has it now; the one that was cut off writes nothing more.
    const third = await openPostgresState(config(), "lock", settings, host());
    expect(third).toBeDefined();
    await expect(second.state.finishReading(start + 5)).rejects.toMatchObject({
      name: "StateFailure",
      lasting: false,
      message: expect.stringContaining("is written by another process"),
    });
    await third?.state.close();
    await second.state.finishReading(start + 5);
    expect((await second.state.marks()).readUntil).toBe(start + 5);
    await second.state.close();
  });

  it("keeps collectors apart, and refuses the state of another source", async () => {
    const [a, b] = [await opened("a"), await opened("b")];
    await a.state.addPage({
      organization: "o",
      from: start,
      to: start + 9,
      events: [event("1")],
      records: 1,
    });
    expect(await b.state.awaited()).toEqual([]);
    expect(await b.state.unseen("o", ["1"])).toEqual(new Set(["1"]));
    expect((await b.state.status()).counts.records).toBe(0);
    for (const each of [a, b]) await each.state.close();
    await expect(opened("a", { source: "other.events" })).rejects.toThrow("of a collector of world.events");
  });

  it("keeps what no column of a database can hold as it is", async () => {
    const { state, deadLetters } = await opened("hostile");
    const ids = ["a\0b", "\ud800", "\\u0000", "'; --", "ä"];
    const page = { organization: "o\0", from: start, to: start + 9, records: ids.length };
    await state.addPage({ ...page, events: ids.map((id) => event(id, { text: id })) });
    expect(await state.unseen("o\0", [...ids, "new"])).toEqual(new Set(["new"]));
    const pending = await state.oldest("siem", { count: 9, bytes: 1e6 });
    expect(pending.map(({ delivery }) => JSON.parse(delivery.raw).text)).toEqual(ids);
    const letter = { reason: "no", organization: "o", id: "\0", kind: "k", record: { "\ud800": "\0" } };
    const served = { ...letter, record: JSON.stringify(letter.record, null, 1) };
    await deadLetters.append([served, served]);
    await state.close();
    const owner = await server.connect();
    const { rows } = await owner.query(
      "SELECT letter FROM bylaw.collector_dead_letters WHERE collector = 'hostile' ORDER BY seq",
    );
    await owner.end();
    expect(rows.map((row) => JSON.parse(row.letter))).toEqual([letter, letter]);
  });

  it("gives batches by count and by bytes, and at least one", async () => {
    const { state } = await opened("batches");
    const events = ["1", "2", "3", "4"].map((id) => event(id, { filler: "x".repeat(1_000) }));
    await state.addPage({ organization: "o", from: start, to: start + 9, events, records: 4 });
    const ids = async (count: number, bytes: number) =>
      (await state.oldest("siem", { count, bytes })).map(({ delivery }) => delivery.id);
    expect(await ids(3, 1e6)).toEqual(["1", "2", "3"]);
    expect(await ids(9, 5_000)).toEqual(["1", "2"]);
    expect(await ids(9, 1)).toEqual(["1"]);
    await state.close();
  });

  it("says why it cannot be kept, and has it again when the server is back", async () => {
    const { state } = await opened("away");
    await server.stop("SIGINT");
    const failure = await state.marks().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StateFailure);
    expect(failure).toMatchObject({ lasting: false });
    await expect(opened("away-2")).rejects.toThrow("refuses connections");
    await server.start();
    expect((await state.marks()).begin).toBe(start);
    await state.close();
  });

  it("is not there before it was written, and is refused where somebody else's tables are", async () => {
    expect(await peekPostgresState(config({ schema: "none" }), "a", host())).toBeUndefined();
    const owner = await server.connect();
    await owner.query("CREATE SCHEMA theirs; CREATE TABLE theirs.collector_marks (x integer)");
    await owner.end();
    await expect(openPostgresState(config({ schema: "theirs" }), "a", settings, host())).rejects.toThrow(
      "tables of another program",
    );
  });
});
