import type { Client } from "pg";

/** Version of the tables that this bylaw writes. */
const version = 1;
/** Keeps others from making the same tables at the same time: "bylw" */
const lock = 0x62796c77;

const tables = (schema: string): string => `
  CREATE SCHEMA IF NOT EXISTS "${schema}";
  CREATE TABLE "${schema}".store_version (version integer NOT NULL);
  INSERT INTO "${schema}".store_version VALUES (${version});
  CREATE TABLE "${schema}".raw_records (
    organization text NOT NULL, id text NOT NULL, "time" timestamptz NOT NULL, kind text NOT NULL, raw json NOT NULL,
    PRIMARY KEY (organization, id)
  );
  CREATE INDEX raw_records_time ON "${schema}".raw_records ("time");
  CREATE INDEX raw_records_kind ON "${schema}".raw_records (kind, "time");
  CREATE TABLE "${schema}"."rows" (
    organization text NOT NULL, id text NOT NULL, "row" integer NOT NULL,
    "time" timestamptz NOT NULL, kind text NOT NULL, record json NOT NULL,
    PRIMARY KEY (organization, id, "row")
  );
  CREATE INDEX rows_time ON "${schema}"."rows" ("time");
  CREATE INDEX rows_kind ON "${schema}"."rows" (kind, "time");
`;

/** First column of the first row. */
async function ask(client: Client, sql: string, values: readonly unknown[] = []): Promise<unknown> {
  const { rows } = await client.query({ text: sql, values: [...values], rowMode: "array" });
  return rows[0]?.[0];
}

/**
 * Makes the tables where they are missing; within a transaction.
 *
 * @param schema nothing but lower-case letters, digits and underscores
 * @returns why they cannot be used
 */
export async function prepareTables(client: Client, schema: string): Promise<string | undefined> {
  const encoding = String(await ask(client, "SHOW server_encoding"));
  if (encoding !== "UTF8")
    return `keeps text as ${encoding}, and only UTF8 holds every record; name a database with it`;
  await client.query("SELECT pg_advisory_xact_lock($1)", [lock]);
  const exists = async (name: string) =>
    (await ask(client, "SELECT to_regclass($1)", [`"${schema}"."${name}"`])) !== null;
  if (await exists("store_version")) {
    const found = await ask(client, `SELECT max(version) FROM "${schema}".store_version`);
    return found === version
      ? undefined
      : `has tables of version ${String(found)} in the schema ${schema}, and this bylaw knows version ${version}; use the bylaw that wrote it, or name a new schema`;
  }
  if ((await exists("raw_records")) || (await exists("rows")))
    return `has tables of another program in the schema ${schema}; name a new schema`;
  await client.query(tables(schema));
  return undefined;
}
