import type { LazyBatch, Ledger } from "../model/dataset.ts";
import type { JsonObject } from "../model/json.ts";
import type { ReadRequest, Scan } from "../model/provider.ts";
import type { OpenDataset } from "./collect-dataset.ts";
import { areDistinct, createFingerprints, type Fingerprints } from "./fingerprints.ts";
import { plainId } from "./plain-id.ts";
import { shapeTest } from "./shape-problems.ts";

/**
 * A dataset whose records are evaluated while they are read. It is taken for complete and without repeated ids
 * until the contrary is seen; then `failed` is true, and whatever was made of it is to be thrown away. Until it was
 * read to its end once, nobody learns how many records it has, nor can read it a second time.
 */
export interface ScannedDataset extends OpenDataset {
  readonly failed: boolean;
}

/** What is thrown about a scan does not matter: the thorough way of reading says what there is to say. */
class ScanFailure extends Error {
  override readonly name = "ScanFailure";
}

export function scanDataset(
  scan: Scan,
  { source, parameters }: ReadRequest,
  name: string,
  tenant: string,
  idOf: (record: JsonObject) => string | undefined = plainId(source.resource.id),
): ScannedDataset {
  const shape = shapeTest(source.schema);
  const ledger: Ledger = { reasons: [], pages: 1, requests: 0, retries: 0 };
  let count: number | undefined;
  let failed = false;
  const fail = (why: string): never => {
    failed = true;
    throw new ScanFailure(why);
  };

  function look(record: JsonObject, ids: Fingerprints): void {
    const id = idOf(record);
    if (id === undefined) throw new ScanFailure("A record has no id");
    ids.add(id);
    if (shape !== undefined && shape(record).length > 0) throw new ScanFailure("A record is misshapen");
  }

  function looking(batch: LazyBatch, ids: Fingerprints): LazyBatch {
    let looked = 0;
    return {
      length: batch.length,
      record(index) {
        try {
          const record = batch.record(index);
          // A record that hung a rule is asked for again.
          if (index < looked) return record;
          looked = index + 1;
          look(record, ids);
          return record;
        } catch (error) {
          failed = true;
          throw error;
        }
      },
    };
  }

  function* lazyBatches(): Generator<LazyBatch> {
    if (failed) fail("The scan has failed");
    const ids = createFingerprints();
    try {
      for (const batch of scan.batches()) yield looking(batch, ids);
    } catch (error) {
      failed = true;
      throw error;
    }
    if (count !== undefined && count !== ids.size) fail("The source was changed");
    if (!areDistinct(ids.take())) fail("Two records seem to have the same id");
    count = ids.size;
  }

  return {
    ...{ name, source, tenant, parameters, ledger },
    get failed() {
      return failed;
    },
    get count() {
      return count ?? fail("The records have not been counted yet");
    },
    *batches() {
      if (count === undefined) fail("The records have not been looked at yet");
      for (const batch of lazyBatches())
        yield Array.from({ length: batch.length }, (_, index) => batch.record(index));
    },
    lazyBatches,
    close: () => scan.close(),
  };
}
