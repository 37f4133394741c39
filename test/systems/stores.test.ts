import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, postgresServer } from "../stores/postgres-server.ts";
import { credentials, type S3Server, s3Server } from "../stores/s3-server.ts";
import { linesIn, startOrg, surfaces } from "./org.ts";

const org = await startOrg();
const args = ["export", "genesyscloud.audit_events", "--map", "audit-rows"].concat(
  ["--from", "2026-10-27T00:00:00Z"],
  ["--to", "2026-10-31T00:00:00Z"],
);
let postgres: PostgresServer;
let s3: S3Server;
beforeAll(async () => {
  postgres = await postgresServer();
  s3 = await s3Server(["trail"]);
  await postgres.start();
}, 180_000);
afterAll(() => Promise.all([postgres.remove(), s3.stop()]));

interface Kept {
  readonly raw: number;
  readonly rows: number;
}

async function inPostgres(schema: string): Promise<Kept> {
  const client = await postgres.connect();
  const sql = `SELECT (SELECT count(*) FROM "${schema}".raw_records)::int AS raw, (SELECT count(*) FROM "${schema}"."rows")::int AS "rows"`;
  const { rows } = await client.query<Kept>(sql);
  await client.end();
  return { raw: rows[0]?.raw ?? 0, rows: rows[0]?.rows ?? 0 };
}

function inSqlite(file: string): Kept {
  const database = new DatabaseSync(file, { readOnly: true });
  const count = (table: string): number =>
    Number(Object(database.prepare(`SELECT count(*) AS n FROM "${table}"`).get()).n);
  const kept = { raw: count("raw_records"), rows: count("rows") };
  database.close();
  return kept;
}

function inBucket(prefix: string): Kept {
  const count = (part: string): number =>
    s3
      .objects("trail")
      .filter(([key]) => key.startsWith(prefix + part))
      .flatMap(([, text]) => text.trimEnd().split("\n")).length;
  return { raw: count("raw/"), rows: count("rows/") };
}

describe.each(surfaces)("S1 stores, %s", (api) => {
  it("1.7 files by day and kind, SQLite, PostgreSQL and S3 keep each event once, however often it is exported", async () => {
    const cwd = org.project(api);
    const database = `postgres://${postgres.user}@127.0.0.1:${postgres.port}/postgres?schema=${api}&tls=off`;
    const bucket = `s3:trail/${api}?region=us-east-1&endpoint=http://127.0.0.1:${s3.port}`;
    const env = {
      PGPASSWORD: postgres.password,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    };
    const allowed = [`postgres://127.0.0.1:${postgres.port}`, `http://127.0.0.1:${s3.port}`];
    const exportTo = (target: string) =>
      org.run(cwd, [...args, "--to", target, ...allowed.flatMap((each) => ["--allow-target", each])], {
        env,
      });
    const kept = async () => ({
      files: { raw: linesIn(join(cwd, "files/raw")).length, rows: linesIn(join(cwd, "files/rows")).length },
      sqlite: inSqlite(join(cwd, "trail.db")),
      postgres: await inPostgres(api),
      bucket: inBucket(`${api}/`),
    });
    const everywhere = ["ndjson:files", "sqlite:trail.db", database, bucket];
    // One after the other: an org makes one query of its trail at a time.
    const exportAll = async (): Promise<void> => {
      for (const target of everywhere) expect(await exportTo(target)).toMatchObject({ status: 0 });
    };
    await exportAll();
    const first = await kept();
    expect(first.files.raw).toBeGreaterThan(50);
    expect(first.files.rows).toBeGreaterThan(first.files.raw);
    const same = { sqlite: first.files, postgres: first.files, bucket: first.files };
    expect(first).toEqual({ files: first.files, ...same });
    await exportAll();
    expect(await kept()).toEqual(first);
    const days = readdirSync(join(cwd, "files/raw/Queue"));
    expect(days.length).toBeGreaterThan(1);
    for (const day of days) expect(day).toMatch(/^2026-10-(27|28|29|30)\.ndjson$/);
    for (const line of linesIn(join(cwd, "files/raw/Queue"))) expect(JSON.parse(line).kind).toBe("Queue");
  });
});

it.each(surfaces)("3.8 the state of a collector may be in PostgreSQL, for one writer, %s", async (api) => {
  const url = `postgres://${postgres.user}@127.0.0.1:${postgres.port}/postgres`;
  const state = { postgres: { url, password: { env: "PGPASSWORD" }, tls: "off", schema: `state_${api}` } };
  const sinks = { all: { to: "sqlite", path: "all.db" } };
  const head = { bylaw: 1, collector: "audit", title: "Audit events", overlap: "P3D" };
  const collector = { ...head, source: "genesyscloud.audit_events_realtime", sinks, state };
  const cwd = org.project(api, { "audit.collector.yaml": JSON.stringify(collector) });
  const env = { PGPASSWORD: postgres.password };
  const collect = (...more: string[]) =>
    org.run(
      cwd,
      [
        "collect",
        "audit.collector.yaml",
        "--json",
        ...more,
        "--allow-target",
        `postgres://127.0.0.1:${postgres.port}`,
      ],
      {
        env,
        ...(more.includes("--status") ? { at: false as const } : {}),
      },
    );
  const both = await Promise.all([collect("--once"), collect("--once")]);
  const ended = both.map(({ status }) => status);
  expect(ended).toContain(0);
  expect([0, 2]).toContain(Math.max(...ended.map(Number)));
  const told = JSON.parse((await collect("--status")).stdout);
  expect(told).toMatchObject({ running: false, acknowledgedUntil: "2026-11-01T09:00:00.000Z" });
  expect(inSqlite(join(cwd, "all.db")).raw).toBe(told.sinks[0].delivered);
  expect(JSON.stringify(told)).not.toContain(postgres.password);
});
