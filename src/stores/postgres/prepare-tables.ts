import type { Client } from "pg";

/** Tables that belong together. */
export interface TablesShape {
  readonly version: number;
  /** Table that holds the version. */
  readonly marker: string;
  /** Other tables; one that is there without the marker is another program's. */
  readonly names: readonly string[];
  /** SQL that makes them in a schema that is there. */
  tables(schema: string): string;
}

/** Keeps others from making the same tables at the same time: "bylw" */
const lock = 0x62796c77;

/** First column of the first row. */
async function ask(client: Client, sql: string, values: readonly unknown[] = []): Promise<unknown> {
  const { rows } = await client.query({ text: sql, values: [...values], rowMode: "array" });
  return rows[0]?.[0];
}

/**
 * Makes tables where they are missing; within a transaction.
 *
 * @param schema nothing but lower-case letters, digits and underscores
 * @returns why they cannot be used
 */
export async function prepareTables(
  client: Client,
  schema: string,
  { version, marker, names, tables }: TablesShape,
): Promise<string | undefined> {
  const encoding = String(await ask(client, "SHOW server_encoding"));
  if (encoding !== "UTF8")
    return `keeps text as ${encoding}, and only UTF8 holds every record; name a database with it`;
  await client.query("SELECT pg_advisory_xact_lock($1)", [lock]);
  const exists = async (name: string) =>
    (await ask(client, "SELECT to_regclass($1)", [`"${schema}"."${name}"`])) !== null;
  if (await exists(marker)) {
    const found = await ask(client, `SELECT max(version) FROM "${schema}".${marker}`);
    return found === version
      ? undefined
      : `has tables of version ${String(found)} in the schema ${schema}, and this bylaw knows version ${version}; use the bylaw that wrote it, or name a new schema`;
  }
  for (const name of names)
    if (await exists(name)) return `has tables of another program in the schema ${schema}; name a new schema`;
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS "${schema}";
    CREATE TABLE "${schema}".${marker} (version integer NOT NULL);
    INSERT INTO "${schema}".${marker} VALUES (${version});
    ${tables(schema)}
  `);
  return undefined;
}
