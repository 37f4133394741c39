import { closeSync, constants, openSync } from "node:fs";
import { join } from "node:path";
import { byteChunks } from "../datasets/byte-chunks.ts";
import { maxRecordBytes, recordProblem } from "../datasets/record-problem.ts";
import { byteLines } from "../model/byte-lines.ts";
import type { Dataset } from "../model/dataset.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { ManifestDataset } from "./manifest.ts";

const batchSize = 1_000;
const decoder = new TextDecoder("utf-8", { fatal: true });

/** @throws Error when the line is not a record that could have been written */
function parseRecord(bytes: Uint8Array | undefined): JsonObject {
  const record: unknown = bytes === undefined ? undefined : JSON.parse(decoder.decode(bytes));
  if (!isJsonObject(record) || recordProblem(record) !== undefined)
    throw new Error("not a record of a snapshot");
  return record;
}

function* readBatches(path: string): Generator<readonly JsonObject[]> {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    let batch: JsonObject[] = [];
    for (const { bytes } of byteLines(byteChunks(descriptor), maxRecordBytes)) {
      batch.push(parseRecord(bytes));
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  } finally {
    closeSync(descriptor);
  }
}

/** A dataset whose records stay in the snapshot's file until they are asked for. */
export function snapshotDataset(folder: string, manifest: ManifestDataset): Dataset {
  const { name, source, tenant, parameters, ledger, records, file } = manifest;
  const path = join(folder, file);
  return { name, source, tenant, parameters, ledger, count: records, batches: () => readBatches(path) };
}
