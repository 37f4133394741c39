import { counted } from "../model/counted.ts";
import type { DataSource } from "../model/data-source.ts";
import type { Dataset, IncompleteReason, Ledger } from "../model/dataset.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import { LinePage } from "../model/line-page.ts";
import type { Connection, ReadRequest } from "../model/provider.ts";
import { readPath } from "../model/read-path.ts";
import { parseTimestamp } from "../time/timestamp.ts";
import { plainId } from "./plain-id.ts";
import { createRecordStore, type RecordStore } from "./record-store.ts";
import { type ShapeTest, shapeTest } from "./shape-problems.ts";
import { type UnlistedValues, unlistedValues } from "./unlisted-values.ts";

/** A dataset with whatever holds its records; close it when nothing reads them any more. */
export interface OpenDataset extends Dataset {
  /** Removes temporary files. */
  close(): void;
}

export interface CollectOptions {
  /** Id of a record, by `resource.id` of the source; only needed where that is no plain path. */
  idOf?(record: JsonObject): string | undefined;
  /** Its abort is the only thing that is thrown. */
  readonly signal?: AbortSignal;
  /** Folder for temporary files; default: the system's. */
  readonly temporary?: string;
  /** Bytes of records kept in memory; default 4 MB. */
  readonly memory?: number;
  /** Nothing pages: a record that comes twice is there twice, and the dataset, which has it once, is not whole. */
  readonly eachOnce?: boolean;
  /** Told the error of a provider that broke its contract; the dataset only says that it did. */
  onError?(error: unknown): void;
  /** Told at the end which fields have values that the source's schema does not list, and in how many records. */
  onUnlisted?(counts: ReadonlyMap<string, number>): void;
}

/** Takes pages into the store and says what it refused. */
function createIntake(
  store: RecordStore,
  shape: ShapeTest | undefined,
  unlisted: UnlistedValues | undefined,
  eachOnce: boolean,
) {
  const refused = new Map<string, number>();
  const misshapen = new Map<string, number>();
  let duplicates = 0;
  let conflicts = 0;
  return {
    take(page: readonly JsonObject[]): void {
      const lines = page instanceof LinePage ? page.lines : undefined;
      for (const [index, record] of page.entries()) {
        const stored = isJsonObject(record)
          ? store.add(record, lines?.[index])
          : ({ stored: "refused", problem: "it is not an object" } as const);
        if (stored.stored === "refused") refused.set(stored.problem, (refused.get(stored.problem) ?? 0) + 1);
        else if (stored.stored !== "new") duplicates++;
        if (stored.stored === "refused") continue;
        if (stored.stored === "replaced") conflicts++;
        if (stored.stored === "new") unlisted?.add(record);
        for (const problem of shape?.(record) ?? [])
          misshapen.set(problem, (misshapen.get(problem) ?? 0) + 1);
      }
    },
    complete(ledger: Ledger): Ledger {
      const reasons = [...refused].map(([problem, count]): IncompleteReason => {
        const message = `${count} ${count === 1 ? "record" : "records"} could not be read: ${problem}`;
        return { code: "unreadable-record", message };
      });
      for (const [problem, count] of misshapen) {
        const message = `${count} ${count === 1 ? "record" : "records"} not as promised: each ${problem}`;
        reasons.push({ code: "unreadable-record", message });
      }
      if (conflicts > 0) {
        const message = `${conflicts} ${conflicts === 1 ? "record has" : "records have"} the id of another and differ from it`;
        reasons.push({ code: "drift", message });
      }
      const repeated = duplicates - conflicts;
      if (eachOnce && repeated > 0) {
        const message = `${counted(repeated, "record")} came again, with the id and content of one before, and ${repeated === 1 ? "was" : "were"} counted once: take out what is there twice, or name another id`;
        reasons.push({ code: "drift", message });
      }
      const all = (ledger.duplicates ?? 0) + duplicates;
      return { ...ledger, reasons: [...ledger.reasons, ...reasons], ...(all > 0 ? { duplicates: all } : {}) };
    },
  };
}

/** When an event happened; one that does not say comes first. */
function timeReader({ event }: DataSource): ((record: JsonObject) => number) | undefined {
  if (event === undefined) return undefined;
  return (record) => {
    const at = readPath(record, event.at);
    const time = typeof at === "string" ? parseTimestamp(at) : undefined;
    return time ?? Number.NEGATIVE_INFINITY;
  };
}

const nothingRead: Ledger = { reasons: [], pages: 0, requests: 0, retries: 0 };

async function readAll(
  connection: Connection,
  request: ReadRequest,
  take: (page: readonly JsonObject[]) => void,
): Promise<Ledger> {
  const pages = connection.read(request);
  for (;;) {
    const page = await pages.next();
    if (page.done === true) return page.value;
    take(page.value);
  }
}

/**
 * Reads a data source to its end into a dataset. Records that would evade or break evaluation are refused
 * and counted; of several with one id the newest stays.
 *
 * @param name name the policy gave the dataset
 * @param tenant name of the tenant
 * @throws only when the signal is aborted
 */
export async function collectDataset(
  connection: Connection,
  request: ReadRequest,
  name: string,
  tenant: string,
  options: CollectOptions = {},
): Promise<OpenDataset> {
  const { source, parameters } = request;
  const idOf = options.idOf ?? plainId(source.resource.id);
  const store = createRecordStore(idOf, options.temporary, options.memory, timeReader(source));
  const unlisted = unlistedValues(source.schema);
  const intake = createIntake(store, shapeTest(source.schema), unlisted, options.eachOnce ?? false);
  let ledger: Ledger;
  try {
    ledger = await readAll(connection, request, intake.take);
  } catch (error) {
    if (options.signal?.aborted === true) {
      store.close();
      throw error;
    }
    options.onError?.(error);
    const reason: IncompleteReason = {
      code: "provider-failed",
      message: "The provider failed while reading",
    };
    ledger = { ...nothingRead, reasons: [reason] };
  }
  if (unlisted !== undefined && unlisted.counts().size > 0) options.onUnlisted?.(unlisted.counts());
  return {
    name,
    source,
    tenant,
    parameters,
    ledger: intake.complete(ledger),
    count: store.count,
    batches: store.batches,
    lazyBatches: store.lazyBatches,
    close: store.close,
  };
}
