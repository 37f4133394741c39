import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { columnValue } from "./column-value.ts";
import { storeContract } from "./contract.ts";
import { deliveriesOf, deliveryOf } from "./deliveries.ts";
import { hostOf, type Kept, keptOf, linesOf, openPlace, type Place, storeNamed } from "./place.ts";
import { type PostgresServer, postgresServer } from "./postgres-server.ts";
import { temporaryFolder } from "./temporary-folder.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await postgresServer();
  await server.start();
}, 180_000);
afterAll(() => server.remove());

let schemas = 0;

async function query(sql: string, database?: string): Promise<Record<string, unknown>[]> {
  const client = await server.connect(database);
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function readSchema(schema: string): Promise<Kept[]> {
  const columns = `organization, id, kind, (extract(epoch from "time") * 1000)::bigint AS time`;
  const found = [
    ...(await query(`SELECT ${columns}, raw::text AS text FROM "${schema}".raw_records`)),
    ...(await query(`SELECT ${columns}, "row", record::text AS text FROM "${schema}"."rows"`)),
  ];
  return found.map(({ organization, id, kind, time, row, text }) => ({
    organization: columnValue(String(organization)),
    id: columnValue(String(id)),
    kind: columnValue(String(kind)),
    time: Number(time),
    text: String(text),
    ...(row === undefined ? {} : { row: Number(row) }),
  }));
}

async function place(more: JsonObject = {}): Promise<Place & { schema: string }> {
  const schema = `store_${++schemas}`;
  return {
    store: "postgres",
    config: {
      url: `postgres://${server.user}@127.0.0.1:${server.port}/postgres`,
      password: { env: "DB_PASSWORD" },
      tls: "off",
      schema,
      ...more,
    },
    schema,
    root: temporaryFolder(),
    env: { DB_PASSWORD: server.password },
    allowedTargets: [`postgres://127.0.0.1:${server.port}`],
    read: () => readSchema(schema),
  };
}

storeContract("postgres", { place, kill: { kills: 8, batches: 10, within: 20 } });

const first = deliveriesOf(0, 20);
const delivered = { ok: true, rejected: [] };
const waiting = (problem: string) => ({
  ok: false,
  lasting: false,
  problem: expect.stringContaining(problem),
});
const lasting = (problem: string) => ({
  ok: false,
  lasting: true,
  problem: expect.stringContaining(problem),
});

const open = (at: Place) => storeNamed("postgres").open(at.config, hostOf(at));
const holds = async (at: Place, deliveries = first) =>
  expect(linesOf(await at.read())).toEqual(linesOf(keptOf(deliveries)));
const terminate = () =>
  query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bylaw'");

describe("the postgres store and its server", () => {
  it.each(["SIGINT", "SIGKILL"] as const)("goes on after the server was away (%s)", async (signal) => {
    const at = await place();
    const sink = await openPlace(at);
    expect(await sink.deliver(first)).toEqual(delivered);
    await server.stop(signal);
    for (let round = 0; round < 2; round++)
      expect(await sink.deliver(deliveriesOf(10, 60))).toMatchObject({ ok: false, lasting: false });
    expect(await open(at)).toEqual({
      problem: expect.stringContaining("refuses connections (ECONNREFUSED)"),
    });
    await server.start();
    expect(await sink.deliver(deliveriesOf(10, 60))).toEqual(delivered);
    await sink.close();
    await holds(at, deliveriesOf(0, 60));
  });

  it("makes a new connection when the old one was ended while nobody used it", async () => {
    const at = await place();
    const sink = await openPlace(at);
    await terminate();
    const outcomes = [await sink.deliver(first), await sink.deliver(first)];
    expect(outcomes[1]).toEqual(delivered);
    await sink.close();
    await holds(at);
  });

  it("delivers nothing by a connection that ends in the middle of a batch", async () => {
    const at = await place();
    const sink = await openPlace(at);
    const other = await server.connect();
    await other.query(`BEGIN; LOCK TABLE "${at.schema}".raw_records`);
    const outcome = sink.deliver(first);
    while ((await other.query("SELECT 1 FROM pg_locks WHERE NOT granted")).rowCount === 0);
    await terminate();
    expect(await outcome).toMatchObject({ ok: false, lasting: false });
    await other.query("COMMIT");
    await other.end();
    expect(await at.read()).toEqual([]);
    expect(await sink.deliver(first)).toEqual(delivered);
    await sink.close();
    await holds(at);
  });

  it("gives up a statement that takes longer than the timeout: waiting helps", async () => {
    const at = await place({ timeout: "PT0.3S" });
    const sink = await openPlace(at);
    const other = await server.connect();
    await other.query(`BEGIN; LOCK TABLE "${at.schema}"."rows"`);
    expect(await sink.deliver(first)).toEqual(waiting("within the timeout (57014)"));
    await other.query("COMMIT");
    await other.end();
    expect(await sink.deliver(first)).toEqual(delivered);
    await sink.close();
    await holds(at);
  });

  it("stops at once, also while a statement waits", async () => {
    const at = await place();
    const stop = new AbortController();
    const sink = await openPlace(at, stop.signal);
    const other = await server.connect();
    await other.query(`BEGIN; LOCK TABLE "${at.schema}".raw_records`);
    const outcome = sink.deliver(first);
    while ((await other.query("SELECT 1 FROM pg_locks WHERE NOT granted")).rowCount === 0);
    stop.abort(new Error("stopped"));
    await expect(outcome).rejects.toThrow("stopped");
    await other.end();
    await sink.close();
  });

  it("waits until the server has it for good, whatever the server's default", async () => {
    const at = await place();
    const sink = await openPlace(at);
    await query(`
      ALTER ROLE ${server.user} SET synchronous_commit = off;
      CREATE TABLE "${at.schema}".seen (value text);
      CREATE FUNCTION "${at.schema}".see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO "${at.schema}".seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;
      CREATE TRIGGER see AFTER INSERT ON "${at.schema}".raw_records EXECUTE FUNCTION "${at.schema}".see();
    `);
    await terminate();
    await sink.deliver(first);
    expect(await sink.deliver(first)).toEqual(delivered);
    await sink.close();
    const seen = await query(`SELECT DISTINCT value FROM "${at.schema}".seen`);
    await query(`ALTER ROLE ${server.user} RESET synchronous_commit`);
    expect(seen).toEqual([{ value: "on" }]);
  });
});

describe("what a postgres server refuses", () => {
  it("a password, for good, without telling it", async () => {
    const at = { ...(await place()), env: { DB_PASSWORD: "not this one" } };
    const opened = await open(at);
    expect(opened).toEqual({ problem: expect.stringContaining("refuses the password (28P01)") });
    expect(JSON.stringify(opened)).not.toContain("not this one");
  });

  it("a password that was changed meanwhile", async () => {
    const at = await place();
    const sink = await openPlace(at);
    const owner = await server.connect();
    await owner.query(`ALTER ROLE ${server.user} PASSWORD 'new'`);
    await owner.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bylaw'",
    );
    await sink.deliver(first);
    expect(await sink.deliver(first)).toEqual(lasting("refuses the password"));
    await owner.query(`ALTER ROLE ${server.user} PASSWORD '${server.password}'`);
    await owner.end();
    expect(await sink.deliver(first)).toEqual(delivered);
    await sink.close();
  });

  it("a user without a password", async () => {
    const at = await place();
    const { password: _, ...config } = at.config;
    const opened = await open({ ...at, config });
    expect(opened).toEqual({ problem: expect.stringMatching(/none is set|refuses the password/) });
  });

  it.each([
    [
      "its id is too long for an index",
      { id: Array.from({ length: 900 }, (_, n) => `${n * n}`).join() },
      "54000",
    ],
    ["a constraint of the owner is against it", { kind: "forbidden" }, "23514"],
  ])("a record, because %s, and takes the rest of the batch", async (_, bad, code) => {
    const at = await place();
    const sink = await openPlace(at);
    await query(`ALTER TABLE "${at.schema}".raw_records ADD CHECK (kind <> 'forbidden')`);
    const batch = [...first, { ...deliveryOf(50), ...bad }, ...deliveriesOf(20, 30)];
    const reason = `PostgreSQL refuses a value of it (${code})`;
    expect(await sink.deliver(batch)).toEqual({ ok: true, rejected: [{ index: 20, reason }] });
    await sink.close();
    await holds(at, deliveriesOf(0, 30));
  });

  it("a database that does not exist, or that cannot hold every text", async () => {
    const at = await place();
    const url = (database: string) => `postgres://${server.user}@127.0.0.1:${server.port}/${database}`;
    const opened = (database: string) => open({ ...at, config: { ...at.config, url: url(database) } });
    expect(await opened("nowhere")).toEqual({ problem: expect.stringContaining("does not exist (3D000)") });
    await query("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
    expect(await opened("latin")).toEqual({ problem: expect.stringContaining("keeps text as LATIN1") });
  });

  it("a user who may not make the tables, but not one who may only fill them", async () => {
    const at = await place();
    await query("CREATE ROLE filler LOGIN PASSWORD 'filler'");
    const url = `postgres://filler@127.0.0.1:${server.port}/postgres`;
    const filler = { ...at, config: { ...at.config, url }, env: { DB_PASSWORD: "filler" } };
    expect(await open(filler)).toEqual({
      problem: expect.stringContaining("does not permit it to this user (42501)"),
    });
    await (await openPlace(at)).close();
    await query(`GRANT USAGE ON SCHEMA "${at.schema}" TO filler;
      GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA "${at.schema}" TO filler`);
    const sink = await openPlace(filler);
    expect(await sink.deliver(first)).toEqual(delivered);
    await sink.close();
    await holds(at);
  });

  it.each([
    ["of a newer bylaw", "UPDATE SCHEMA.store_version SET version = 2", "of version 2"],
    ["of another program", "DROP TABLE SCHEMA.store_version", "tables of another program"],
  ])("tables %s", async (_, sql, expected) => {
    const at = await place();
    await (await openPlace(at)).close();
    await query(sql.replace("SCHEMA", `"${at.schema}"`));
    expect(await open(at)).toEqual({ problem: expect.stringContaining(expected) });
  });
});

describe("something else at the address of a postgres server", () => {
  it.each([
    ["another protocol", "HTTP/1.1 400 Bad Request\r\n\r\n"],
    ["a greeting of its own", "J\0\0\0\n8.0.36\0hunter2"],
    ["nothing", ""],
  ])("that answers with %s is told from one", async (_, answer) => {
    const other = createServer((socket) => {
      socket.on("error", () => undefined).on("data", () => void socket.end(answer));
    }).listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    for (const tls of ["off", "verify"]) {
      const at = await place({ tls, url: `postgres://u@127.0.0.1:${port}/d` });
      const opened = await open({ ...at, allowedTargets: [`postgres://127.0.0.1:${port}`] });
      expect(opened).toEqual({
        problem: expect.stringContaining(`The database at postgres://127.0.0.1:${port} `),
      });
      expect(JSON.stringify(opened)).not.toContain("hunter2");
    }
    other.close();
  });
});

describe("TLS to a postgres server", () => {
  const certificates = join(import.meta.dirname, "../http/certificates");
  const named = async (host: string, more: JsonObject): Promise<Place> => {
    const at = await place(more);
    return {
      ...at,
      config: {
        ...at.config,
        url: `postgres://${server.user}@${host}:${server.port}/postgres?sslmode=require`,
      },
      allowedTargets: [`postgres://${host}:${server.port}`],
    };
  };

  it("is verified by default", async () => {
    const at = await named("localhost", { tls: "verify" });
    expect(await open(at)).toEqual({
      problem: expect.stringContaining("has a certificate that is not trusted"),
    });
  });

  it("takes the certificate authority of the settings", async () => {
    const at = await named("127.0.0.1", { tls: "verify", caFile: join(certificates, "authority.pem") });
    const sink = await openPlace(at);
    expect(await sink.deliver(first)).toEqual(delivered);
    const used = await query(
      "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'bylaw'",
    );
    expect(used).toEqual([{ ssl: true }]);
    await sink.close();
  });

  it("is not given up when the server offers none", async () => {
    await query("ALTER SYSTEM SET ssl = off; ", "postgres");
    await query("SELECT pg_reload_conf()");
    while ((await query("SHOW ssl"))[0]?.["ssl"] !== "off");
    const at = await named("127.0.0.1", { tls: "verify" });
    const opened = await open(at);
    expect(opened).toEqual({ problem: expect.stringMatching(/offers no TLS/) });
  });
});

describe("settings of the postgres store", () => {
  const secret = "hunter2";
  const refused: [string, JsonObject, Partial<Place>, string][] = [
    ["a password in the url", { url: `postgres://u:${secret}@127.0.0.1/db` }, {}, "holds a password"],
    [
      "another protocol",
      { url: `mysql://u:${secret}@127.0.0.1/db` },
      {},
      "is not one of a PostgreSQL database",
    ],
    ["no url", { url: secret }, {}, "is not one of a PostgreSQL database"],
    ["no user", { url: "postgres://127.0.0.1/db" }, {}, "names no user or no database"],
    ["no database", { url: "postgres://u@127.0.0.1" }, {}, "names no user or no database"],
    ["a broken escape", { url: `postgres://u%zz${secret}@127.0.0.1/db` }, {}, "names no user"],
    [
      "TLS switched off in the url",
      { url: "postgres://u@127.0.0.1/db?sslmode=disable" },
      {},
      "has parameters",
    ],
    ["parameters", { url: `postgres://u@127.0.0.1/db?options=${secret}` }, {}, "has parameters"],
    ["a target that is not allowed", {}, { allowedTargets: [] }, "not among the allowed targets"],
    ["another port", {}, { allowedTargets: ["postgres://127.0.0.1"] }, "not among the allowed targets"],
    ["an unset variable", {}, { env: {} }, "The environment variable DB_PASSWORD is not set"],
    [
      "an unset variable for the url",
      { url: { env: "DB_URL" } },
      {},
      "The environment variable DB_URL is not set",
    ],
    ["an authority that is not there", { caFile: "nowhere.pem" }, {}, "caFile cannot be read"],
    ["no time", { timeout: "PT0S" }, {}, "timeout is not between"],
  ];
  it.each(refused)("refused: %s", async (_, config, more, expected) => {
    const at = await place(config);
    const allowedTargets = [...(at.allowedTargets ?? []), "postgres://127.0.0.1:5432"];
    const opened = await open({ ...at, allowedTargets, ...more });
    expect(opened).toEqual({ problem: expect.stringContaining(expected) });
    expect(JSON.stringify(opened)).not.toContain(secret);
  });

  it("a whole url, with its password, may come from the environment", async () => {
    const password = encodeURIComponent(server.password);
    const url = `postgresql://${server.user}:${password}@127.0.0.1:${server.port}/postgres`;
    const { password: _, ...config } = (await place({ url: { env: "DB_URL" } })).config;
    const at = { ...(await place()), config, env: { DB_URL: url } };
    await (await openPlace(at)).close();
  });
});
