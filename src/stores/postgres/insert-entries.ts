import type { Client } from "pg";
import { columnText } from "../column-text.ts";
import type { Entry } from "../entries.ts";
import { codeOf, isRefusedValue } from "./postgres-failure.ts";

/**
 * One statement for all: raw records that are not there yet, and the rows of those. Nothing but a repetition is
 * passed over.
 */
const insertion = (schema: string): string => `
  WITH fresh AS (
    INSERT INTO "${schema}".raw_records (organization, id, "time", kind, raw)
    SELECT o, i, t::timestamptz, k, r::json
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS given (o, i, t, k, r)
    ON CONFLICT (organization, id) DO NOTHING
    RETURNING organization, id
  )
  INSERT INTO "${schema}"."rows" (organization, id, "row", "time", kind, record)
  SELECT o, i, n, t::timestamptz, k, r::json
  FROM unnest($6::text[], $7::text[], $8::integer[], $9::text[], $10::text[], $11::text[]) AS given (o, i, n, t, k, r)
  JOIN fresh ON fresh.organization = o AND fresh.id = i
  ON CONFLICT (organization, id, "row") DO NOTHING
`;

function valuesOf(entries: readonly Entry[]): unknown[][] {
  const raw = entries.map((entry) => ({
    organization: columnText(entry.organization),
    id: columnText(entry.id),
    time: new Date(entry.time).toISOString(),
    kind: columnText(entry.kind),
    json: entry.raw,
    rows: entry.rows,
  }));
  const rows = raw.flatMap(({ rows, ...entry }) => rows.map((json, row) => ({ ...entry, json, row })));
  return [
    raw.map(({ organization }) => organization),
    raw.map(({ id }) => id),
    raw.map(({ time }) => time),
    raw.map(({ kind }) => kind),
    raw.map(({ json }) => json),
    rows.map(({ organization }) => organization),
    rows.map(({ id }) => id),
    rows.map(({ row }) => row),
    rows.map(({ time }) => time),
    rows.map(({ kind }) => kind),
    rows.map(({ json }) => json),
  ];
}

/** Inserts all of the entries, within a transaction. */
export async function insertEntries(
  client: Client,
  schema: string,
  entries: readonly Entry[],
): Promise<void> {
  await client.query(insertion(schema), valuesOf(entries));
}

/**
 * Inserts entries one by one, within a transaction, for a batch in which the server refuses some value.
 *
 * @returns those that it never takes
 */
export async function insertOneByOne(client: Client, schema: string, entries: readonly Entry[]) {
  const rejected: { index: number; reason: string }[] = [];
  for (const entry of entries) {
    await client.query("SAVEPOINT entry");
    try {
      await insertEntries(client, schema, [entry]);
      await client.query("RELEASE SAVEPOINT entry");
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      await client.query("ROLLBACK TO SAVEPOINT entry");
      rejected.push({ index: entry.index, reason: `PostgreSQL refuses a value of it (${codeOf(error)})` });
    }
  }
  return rejected;
}
