import type { JsonObject } from "../../model/json.ts";
import type { SinkHost } from "../../model/sink.ts";
import { columnText } from "../../stores/column-text.ts";
import { deadLetterLine } from "../dead-letter-line.ts";
import type { DeadLetters } from "../dead-letters.ts";
import { type CollectorState, type OpenedState, StateFailure } from "../state.ts";
import type { StateSettings } from "../state-settings.ts";
import { fieldMark } from "../status-from-rows.ts";
import { readPostgresStatus } from "./read-postgres-status.ts";
import { type StateDatabase, StateTaken, stateDatabase } from "./state-database.ts";
import type { StateQueries } from "./state-queries.ts";

/** A state in PostgreSQL, with the dead letters beside it: nothing of it is on this machine. */
export interface OpenedPostgresState extends OpenedState {
  readonly deadLetters: DeadLetters;
}

/** @returns whether there was no state before. @throws StateFailure when it is that of another source */
async function begin(
  queries: StateQueries,
  what: string,
  { source, begin }: StateSettings,
): Promise<boolean> {
  const known = await queries.text("source");
  if (known !== undefined && known !== source)
    throw new StateFailure(`${what} is that of a collector of ${known}; give this one another name`, true);
  if (known !== undefined) return false;
  await queries.set("source", source);
  for (const name of ["begin", "readUntil", "acknowledgedUntil"]) await queries.set(name, begin);
  return true;
}

/**
 * Opens the state of a collector and takes its lock.
 *
 * @param config settings as those of the sink `postgres`
 * @returns undefined when another process has the lock
 * @throws StateFailure when it cannot be used; on abort
 */
export async function openPostgresState(
  config: JsonObject,
  collector: string,
  settings: StateSettings,
  host: SinkHost,
): Promise<OpenedPostgresState | undefined> {
  const database = stateDatabase(config, collector, host, true);
  try {
    const fresh = await database.transact((queries) => begin(queries, database.what, settings));
    const { state, deadLetters } = partsOf(database, settings);
    return { state, deadLetters, fresh };
  } catch (error) {
    await database.close();
    if (error instanceof StateTaken) return undefined;
    throw error;
  }
}

function partsOf({ transact, what, close }: StateDatabase, { overlap }: StateSettings) {
  /** A lost connection took the lock with it. Another process may have it now, or the server does not know yet. */
  const kept = async <T>(work: (queries: StateQueries) => Promise<T>): Promise<T> => {
    try {
      return await transact(work);
    } catch (error) {
      if (error instanceof StateTaken) throw new StateFailure(error.message, false);
      throw error;
    }
  };
  const state: CollectorState = {
    marks: () => kept((queries) => queries.marks()),
    organization: () => kept((queries) => queries.text("organization")),
    rememberOrganization: (name) => kept((queries) => queries.set("organization", name)),
    unseen: (organization, ids) => kept((queries) => queries.unseen(organization, ids)),
    addPage: (page) => kept((queries) => queries.add(page)),
    finishReading: (to) => kept((queries) => readTo(queries, to, overlap)),
    addHole: ({ from, to, reason }) =>
      kept(async (queries) => {
        await queries.rows(
          "INSERT INTO @holes VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
          from,
          to,
          reason,
        );
        await readTo(queries, to, overlap);
      }),
    oldest: (sink, most) => kept((queries) => queries.oldest(sink, most)),
    settle: (sink, settled, dead) =>
      kept(async (queries) => {
        await queries.settle(sink, settled);
        await queries.count("delivered", settled.length - dead, sink);
        await queries.count("dead", dead, sink);
        await queries.advance(overlap);
      }),
    rememberFields: (names) =>
      kept(async (queries) => {
        for (const name of names) await queries.set(`${fieldMark}${columnText(name)}`, 1);
      }),
    awaited: () =>
      kept(async (queries) => {
        const rows = await queries.rows("SELECT DISTINCT sink FROM @pending WHERE collector = $1");
        return rows.map(({ sink }) => String(sink));
      }),
    notePoll: (note) =>
      kept(async (queries) => {
        await queries.note("poll", note);
        await queries.count("polls", 1);
        await queries.count("cursorResets", note.cursorResets ?? 0);
        if (note.problem === undefined) await queries.note("complete", note);
        else await queries.count("failedPolls", 1);
      }),
    noteHealth: (note) => kept((queries) => queries.note("health", note)),
    noteSink: (sink, note) => kept((queries) => queries.note("sink", note, sink)),
    status: () =>
      kept(async (queries) => {
        const status = await readPostgresStatus(queries);
        if (status === undefined) throw new StateFailure(`${what} was removed while it was open`, true);
        return status;
      }),
    close,
  };
  const deadLetters: DeadLetters = {
    append: (letters) =>
      kept(async (queries) => {
        const texts = letters.map(deadLetterLine);
        await queries.rows(
          "INSERT INTO @dead_letters (collector, letter) SELECT $1, l FROM unnest($2::text[]) AS given (l)",
          texts,
        );
      }),
  };
  return { state, deadLetters };
}

async function readTo(queries: StateQueries, to: number, overlap: number): Promise<void> {
  const { readUntil } = await queries.marks();
  await queries.set("readUntil", Math.max(to, readUntil));
  await queries.advance(overlap);
}
