import type { IncompleteReason, LazyBatch, Ledger } from "../model/dataset.ts";
import type { JsonObject, JsonSchema } from "../model/json.ts";
import type { ReadRequest, Scan } from "../model/provider.ts";
import type { OpenDataset } from "./collect-dataset.ts";
import {
  areDistinct,
  collectFingerprints,
  type FingerprintCollector,
  type Fingerprints,
  sizeOf,
} from "./fingerprints.ts";
import { plainId } from "./plain-id.ts";
import { shapeTest } from "./shape-problems.ts";
import { unlistedValues } from "./unlisted-values.ts";

/**
 * A dataset whose records are evaluated while they are read. It is taken for complete and without repeated ids
 * until the contrary is seen; then `failed` is true, and whatever was made of it is to be thrown away. Until it was
 * read to its end once, nobody learns how many records it has, nor can read it a second time, and whoever asks while it
 * is read again makes it fail: who is at it cannot tell what others have read.
 */
export interface ScannedDataset extends OpenDataset {
  readonly failed: boolean;
  /** Takes it for failed. */
  fail(): void;
  /** In bytes. */
  readonly size: number;
  /** Which source it is, and which version of it. */
  readonly identity: string;
  /** A new part of it, of no records yet: it has those that are asked of it. */
  part(): ScannedPart;
  /**
   * Takes note that a part of it was lost with the thread that judged it, which has nothing to do with the data.
   *
   * @param records how many are known all the same
   * @param why a sentence
   */
  lose(records: number, why: string): void;
  /** Called at the end: where it was never read as a whole, it is incomplete from here on. */
  conclude(): void;
  /** Makes a whole of the fingerprints of all parts. @throws when they do not fit */
  join(parts: readonly Fingerprints[]): void;
}

/** Records of a dataset, each to be read once in one part of it. */
export interface ScannedPart {
  /** Those that begin in a range of bytes. */
  batches(from?: number, to?: number): Iterable<LazyBatch>;
  /** Of the ids of those that were read; to be asked for once. */
  fingerprints(): Fingerprints;
}

/** What is thrown about a scan does not matter: the thorough way of reading says what there is to say. */
class ScanFailure extends Error {
  override readonly name = "ScanFailure";
}

/** Records that are looked at when they are first asked for. @param failed called when one will not do */
function lookedAt(batch: LazyBatch, look: (record: JsonObject) => void, failed: () => void): LazyBatch {
  let looked = 0;
  function lookAt(index: number, record: JsonObject): JsonObject {
    if (index >= looked) {
      look(record);
      // A record is asked for again when it hung a rule, or was glimpsed and did not pass.
      looked = index + 1;
    }
    return record;
  }
  function orFail<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      failed();
      throw error;
    }
  }
  return {
    length: batch.length,
    record: (index) => orFail(() => lookAt(index, batch.record(index))),
    glimpse: (index) =>
      orFail(() => {
        const glimpsed = batch.glimpse?.(index);
        return glimpsed === undefined ? undefined : lookAt(index, glimpsed);
      }),
  };
}

/** Looks at records and notes their ids. @throws ScanFailure when one will not do */
function lookWith(
  schema: JsonSchema | undefined,
  idOf: (record: JsonObject) => string | undefined,
): (record: JsonObject, ids: FingerprintCollector) => void {
  const shape = shapeTest(schema);
  const unlisted = unlistedValues(schema);
  return (record, ids) => {
    const id = idOf(record);
    if (id === undefined) throw new ScanFailure("A record has no id");
    ids.add(id);
    if (shape !== undefined && shape(record).length > 0) throw new ScanFailure("A record is misshapen");
    unlisted?.add(record);
    if (unlisted !== undefined && unlisted.counts().size > 0)
      throw new ScanFailure("A record has a value that the source does not list");
  };
}

export function scanDataset(
  scan: Scan,
  { source, parameters }: ReadRequest,
  name: string,
  tenant: string,
  idOf: (record: JsonObject) => string | undefined = plainId(source.resource.id),
): ScannedDataset {
  const look = lookWith(source.schema, idOf);
  const reasons: IncompleteReason[] = [];
  const ledger: Ledger = { reasons, pages: 1, requests: 0, retries: 0 };
  let count: number | undefined;
  let isBeingRead = false;
  let lost: { readonly records: number; readonly why: string } | undefined;
  let failed = false;
  const markFailed = () => {
    failed = true;
  };
  const fail = (why: string): never => {
    markFailed();
    throw new ScanFailure(why);
  };

  function part(): ScannedPart {
    const ids = collectFingerprints();
    isBeingRead = true;
    return {
      *batches(from, to) {
        try {
          for (const batch of scan.batches(from, to))
            yield lookedAt(batch, (record) => look(record, ids), markFailed);
        } catch (error) {
          failed = true;
          throw error;
        }
      },
      fingerprints: () => ids.take(),
    };
  }

  function join(parts: readonly Fingerprints[]): void {
    const size = parts.reduce((sum, part) => sum + sizeOf(part), 0);
    // Another thread may have been at it when this one had read its part.
    if (failed || !scan.isUnchanged() || (count !== undefined && count !== size))
      fail("The source was changed");
    if (!areDistinct(parts)) fail("Two records seem to have the same id");
    count = size;
    isBeingRead = false;
  }

  function* lazyBatches(): Generator<LazyBatch> {
    if (failed) fail("The scan has failed");
    const whole = part();
    yield* whole.batches();
    join([whole.fingerprints()]);
  }

  return {
    ...{ name, source, tenant, parameters, ledger },
    get failed() {
      return failed;
    },
    get count() {
      const known = isBeingRead && lost === undefined ? undefined : count;
      return known ?? lost?.records ?? fail("The records have not been counted yet");
    },
    *batches() {
      if (count === undefined) fail("The records have not been looked at yet");
      for (const batch of lazyBatches())
        yield Array.from({ length: batch.length }, (_, index) => batch.record(index));
    },
    ...{ lazyBatches, part, join, size: scan.size, identity: scan.identity },
    fail: markFailed,
    lose(records, why) {
      lost = { records, why };
    },
    conclude() {
      if (count === undefined && lost !== undefined) reasons.push({ code: "lost-page", message: lost.why });
    },
    close: () => scan.close(),
  };
}
