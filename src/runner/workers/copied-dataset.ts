import type { Dataset } from "../../model/dataset.ts";
import type { JsonObject } from "../../model/json.ts";

/** Most bytes of records that workers are given of other datasets: each parses them for itself. */
const most = 64 * 1024 * 1024;

/** A dataset as data that threads share. */
export interface CopiedDataset extends Omit<Dataset, "batches" | "lazyBatches"> {
  /** Its records, one a line. */
  readonly lines: SharedArrayBuffer;
}

/** @returns undefined when there is too much of it */
export function copyDataset(dataset: Dataset): CopiedDataset | undefined {
  const { name, source, tenant, parameters, ledger, count } = dataset;
  const pieces: Buffer[] = [];
  let size = 0;
  for (const batch of dataset.batches()) {
    const piece = Buffer.from(batch.map((record) => `${JSON.stringify(record)}\n`).join(""));
    size += piece.byteLength;
    if (size > most) return undefined;
    pieces.push(piece);
  }
  const lines = new SharedArrayBuffer(size);
  let at = 0;
  for (const piece of pieces) {
    Buffer.from(lines).set(piece, at);
    at += piece.byteLength;
  }
  return { name, source, tenant, parameters, ledger, count, lines };
}

/** The dataset again, in another thread. */
export function copiedDataset({ lines, ...rest }: CopiedDataset): Dataset {
  return {
    ...rest,
    batches() {
      const texts = Buffer.from(lines).toString("utf8").split("\n").slice(0, -1);
      return [texts.map((text): JsonObject => JSON.parse(text))];
    },
  };
}
