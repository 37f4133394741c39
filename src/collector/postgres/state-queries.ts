import { columnText } from "../../stores/column-text.ts";
import type { PostgresDatabase } from "../../stores/postgres/postgres-database.ts";
import { spooledDelivery } from "../spooled-delivery.ts";
import type { Marks, NewEvent, NewPage, Note, Pending } from "../state.ts";
import { countTypes } from "../status-from-rows.ts";

export type Client = Parameters<Parameters<PostgresDatabase["transaction"]>[0]>[0];

type Row = Readonly<Record<string, unknown>>;

/** What is done to the tables of one collector; each method is to be called in a transaction. */
export class StateQueries {
  readonly #client: Client;
  readonly #schema: string;
  readonly #collector: string;

  constructor(client: Client, schema: string, collector: string) {
    this.#client = client;
    this.#schema = schema;
    this.#collector = collector;
  }

  /** @param sql with `@name` for a table, and $1 for the collector */
  async rows(sql: string, ...values: readonly unknown[]): Promise<readonly Row[]> {
    const text = sql.replaceAll(/@([a-z_]+)/g, (_, name: string) => `"${this.#schema}".collector_${name}`);
    return (await this.#client.query(text, [this.#collector, ...values])).rows;
  }

  async text(name: string): Promise<string | undefined> {
    const [row] = await this.rows("SELECT value FROM @marks WHERE collector = $1 AND name = $2", name);
    return row === undefined ? undefined : String(row["value"]);
  }

  async set(name: string, value: number | string): Promise<void> {
    const insert = "INSERT INTO @marks VALUES ($1, $2, $3)";
    await this.rows(
      `${insert} ON CONFLICT (collector, name) DO UPDATE SET value = excluded.value`,
      name,
      String(value),
    );
  }

  async marks(): Promise<Marks> {
    const rows = await this.rows("SELECT name, value FROM @marks WHERE collector = $1");
    const values = new Map(rows.map(({ name, value }) => [name, Number(value)]));
    const mark = (name: string): number => values.get(name) ?? Number.NaN;
    return {
      begin: mark("begin"),
      readUntil: mark("readUntil"),
      acknowledgedUntil: mark("acknowledgedUntil"),
    };
  }

  async unseen(organization: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const known = await this.rows(
      "SELECT id FROM @seen WHERE collector = $1 AND organization = $2 AND id = ANY($3)",
      columnText(organization),
      ids.map(columnText),
    );
    const seen = new Set(known.map(({ id }) => id));
    return new Set(ids.filter((id) => !seen.has(columnText(id))));
  }

  async add(page: NewPage): Promise<void> {
    const { records } = page;
    const events = [...new Map(page.events.map((event) => [event.id, event])).values()];
    const fresh = await this.#remember(page, events);
    await this.#spool(fresh);
    await this.count("records", records);
    await this.count("events", fresh.length);
    for (const [name, n] of countTypes(fresh)) await this.count(name, n);
    await this.count("dead", fresh.filter(({ dead }) => dead).length);
    await this.count("leftOut", fresh.filter(({ dead, delivery }) => !dead && delivery === undefined).length);
  }

  /** @returns those that were not known */
  async #remember({ organization, from, to }: NewPage, events: readonly NewEvent[]): Promise<NewEvent[]> {
    // What is served although it lies before what was asked for would be forgotten, and served again.
    const times = events.map(({ time }) => (time >= from ? Math.floor(time) : to));
    const found = await this.rows(
      `INSERT INTO @seen AS known (collector, organization, id, "time")
       SELECT $1, $2, i, t FROM unnest($3::text[], $4::bigint[]) AS given (i, t)
       ON CONFLICT (collector, organization, id) DO UPDATE SET "time" = greatest(known."time", excluded."time")
       RETURNING id, xmax = 0 AS fresh`,
      columnText(organization),
      events.map(({ id }) => columnText(id)),
      times,
    );
    const fresh = new Set(found.filter((row) => row["fresh"] === true).map(({ id }) => id));
    return events.filter(({ id }) => fresh.has(columnText(id)));
  }

  async #spool(events: readonly NewEvent[]): Promise<void> {
    const waiting = events.filter(({ delivery, sinks }) => delivery !== undefined && sinks.length > 0);
    if (waiting.length === 0) return;
    const numbers = await this.rows(
      "SELECT nextval(pg_get_serial_sequence('@spool', 'seq')) AS seq, $1::text FROM generate_series(1, $2)",
      waiting.length,
    );
    const seqs = numbers.map(({ seq }) => Number(seq)).sort((a, b) => a - b);
    await this.rows(
      `INSERT INTO @spool (collector, seq, "time", delivery)
       SELECT $1, s, t, d FROM unnest($2::bigint[], $3::bigint[], $4::text[]) AS given (s, t, d)`,
      seqs,
      waiting.map(({ time }) => Math.floor(time)),
      waiting.map(({ delivery }) => JSON.stringify(delivery)),
    );
    const pairs = waiting.flatMap(({ sinks }, at) => sinks.map((sink) => [sink, seqs[at]] as const));
    await this.rows(
      "INSERT INTO @pending (collector, sink, seq) SELECT $1, k, s FROM unnest($2::text[], $3::bigint[]) AS given (k, s)",
      pairs.map(([sink]) => sink),
      pairs.map(([, seq]) => seq),
    );
  }

  /** Moves the acknowledged mark as far as it may go, and forgets what lies far before it. */
  async advance(overlap: number): Promise<void> {
    const { readUntil, acknowledgedUntil } = await this.marks();
    const [first] = await this.rows('SELECT min("time") AS "time" FROM @spool WHERE collector = $1');
    const oldest = first?.["time"];
    const most =
      oldest === null || oldest === undefined ? readUntil : Math.min(readUntil, Number(oldest) - 1);
    if (most <= acknowledgedUntil) return;
    await this.set("acknowledgedUntil", most);
    await this.rows('DELETE FROM @seen WHERE collector = $1 AND "time" < $2', most - 2 * overlap);
  }

  async oldest(
    sink: string,
    most: { readonly count: number; readonly bytes: number },
  ): Promise<readonly Pending[]> {
    const rows = await this.rows(
      `SELECT seq, delivery FROM (
         SELECT seq, delivery, row_number() OVER (ORDER BY seq) AS place,
           sum(octet_length(delivery)) OVER (ORDER BY seq) AS bytes
         FROM (
           SELECT seq, delivery FROM @pending JOIN @spool USING (seq)
           WHERE @pending.collector = $1 AND sink = $2 ORDER BY seq LIMIT $3
         ) AS first
       ) AS sized WHERE place = 1 OR bytes <= $4 ORDER BY seq`,
      sink,
      Math.max(1, most.count),
      Math.floor(most.bytes),
    );
    return rows.map(({ seq, delivery }) => ({
      seq: Number(seq),
      delivery: spooledDelivery(String(delivery)),
    }));
  }

  async settle(sink: string, settled: readonly number[]): Promise<void> {
    await this.rows(
      "DELETE FROM @pending WHERE collector = $1 AND sink = $2 AND seq = ANY($3)",
      sink,
      settled,
    );
    await this.rows(
      `DELETE FROM @spool AS old WHERE collector = $1 AND seq = ANY($2)
       AND NOT EXISTS (SELECT 1 FROM @pending AS waiting WHERE waiting.seq = old.seq)`,
      settled,
    );
  }

  async count(name: string, n: number, sink = ""): Promise<void> {
    if (n <= 0) return;
    await this.rows(
      `INSERT INTO @counts AS known VALUES ($1, $2, $3, $4)
       ON CONFLICT (collector, name, sink) DO UPDATE SET n = known.n + excluded.n`,
      name,
      sink,
      n,
    );
  }

  async note(name: string, { at, problem }: Note, sink = ""): Promise<void> {
    await this.rows(
      `INSERT INTO @notes VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (collector, name, sink) DO UPDATE SET at = excluded.at, problem = excluded.problem`,
      name,
      sink,
      Math.floor(at),
      problem ?? null,
    );
  }
}
