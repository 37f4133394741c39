import { join, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { JsonObject } from "../../model/json.ts";
import type { Delivery, DeliveryOutcome, OpenSink, SinkHost } from "../../model/sink.ts";
import { entriesOf } from "../entries.ts";
import { fileFailure } from "../file-failure.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { type FileIdentity, isStill } from "../own-file.ts";
import { partitionsOf } from "../partitions.ts";
import { openDatabase } from "../sqlite/open-database.ts";
import { isSqliteError, sqliteFailure } from "../sqlite/sqlite-failure.ts";
import { type Failure, undelivered } from "../undelivered.ts";
import { appendBatch } from "./append-batch.ts";
import { cutBack, dayFile, sizeOfWhole } from "./day-file.ts";
import { type DeliveryIndex, deliveryIndex, indexShape } from "./delivery-index.ts";
import { ForeignLine, keysInFiles } from "./keys-in-files.ts";
import { makeRoot } from "./own-folder.ts";

interface Folder {
  readonly root: string;
  /** As messages name it. */
  readonly what: string;
  readonly connection: DatabaseSync;
  readonly identity: FileIdentity;
  readonly index: DeliveryIndex;
}

function failureOf(error: unknown, what: string): Failure {
  if (error instanceof ForeignLine)
    return { problem: `${what} cannot be used: ${error.message}`, lasting: true };
  return isSqliteError(error) ? sqliteFailure(error, `${what}, its index,`) : fileFailure(error, what);
}

/** Takes a batch away that was not finished: by a killed process, or for want of room. @throws what cannot be done */
function rollBack({ root, index }: Folder): void {
  const sizes = index.appending();
  if (sizes.size === 0) return;
  for (const [file, size] of sizes) cutBack(root, file, size);
  index.rollBack();
}

function indexPath(root: string): string {
  return join(root, "index.sqlite");
}

function openFolder(root: string, what: string): Folder | Failure {
  try {
    makeRoot(root);
  } catch (error) {
    return failureOf(error, what);
  }
  /* Two processes that append to the same files would cut each other's lines off: the lock is held until the end. */
  const exclusive = ["locking_mode = EXCLUSIVE"];
  const database = openDatabase(indexPath(root), `${what}, its index,`, indexShape, exclusive);
  if ("problem" in database) return database;
  const { connection, identity } = database;
  const folder = { root, what, connection, identity, index: deliveryIndex(connection) };
  try {
    rollBack(folder);
    if (!folder.index.complete) folder.index.rebuild(keysInFiles(root));
    return folder;
  } catch (error) {
    connection.close();
    return failureOf(error, what);
  }
}

/** Appends what the files do not have yet. @returns why nothing was appended @throws what cannot be done */
async function append(folder: Folder, batch: ReturnType<typeof entriesOf>): Promise<Failure | undefined> {
  const { root, what, index } = folder;
  rollBack(folder);
  const entries = batch.entries.filter(({ key }) => !index.has(key));
  if (entries.length === 0) return undefined;
  const texts = new Map(partitionsOf(entries).map((part) => [dayFile(part), part.lines]));
  const sizes = new Map<string, number>();
  for (const file of texts.keys()) {
    const size = sizeOfWhole(root, file);
    if (size === undefined) {
      const problem = `${what} cannot be used: ${file} ends within a line; take the rest of that line away, or bring the file back as it was`;
      return { problem, lasting: true };
    }
    sizes.set(file, size);
  }
  index.begin(sizes);
  const fresh = [...sizes].filter(([, size]) => size === 0).map(([file]) => file);
  await appendBatch(root, texts, fresh);
  index.commit(entries.map(({ key }) => key));
  return undefined;
}

async function deliver(folder: Folder, batch: readonly Delivery[]): Promise<DeliveryOutcome> {
  const { root, what, identity } = folder;
  const gone = { problem: `${what} was removed or replaced while it was open`, lasting: true };
  if (!isStill(indexPath(root), identity)) return undelivered(gone);
  const prepared = entriesOf(batch);
  try {
    const failure = await append(folder, prepared);
    if (failure !== undefined) return undelivered(failure);
  } catch (error) {
    const failure = failureOf(error, what);
    try {
      rollBack(folder);
    } catch {
      // It is done before the next batch, or when the folder is opened again.
    }
    return undelivered(failure);
  }
  return isStill(indexPath(root), identity) ? { ok: true, rejected: prepared.rejected } : undelivered(gone);
}

/** A folder of files by kind and day, open for deliveries: a batch is in them as a whole or not at all. */
export function openNdjson(config: JsonObject, host: SinkHost): OpenSink | { readonly problem: string } {
  const root = resolve(host.root, String(config["path"]));
  const folder = openFolder(root, `The NDJSON folder ${String(config["path"])}`);
  if ("problem" in folder) return { problem: folder.problem };
  const next = oneAtATime();
  return {
    batch: { count: 2_000, bytes: 8 * 1024 * 1024 },
    async deliver(batch) {
      host.signal.throwIfAborted();
      return next(() => deliver(folder, batch));
    },
    close: () => next(async () => folder.connection.close()),
  };
}
