import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type Fingerprints, sizeOf } from "../../datasets/fingerprints.ts";
import type { ScannedDataset } from "../../datasets/scan-dataset.ts";
import type { DividedDataset, PartsJudged } from "../../engine/evaluate-policy.ts";
import type { Dataset } from "../../model/dataset.ts";
import { copyDataset } from "./copied-dataset.ts";
import type { ShareAnswer, ShareTask } from "./share-task.ts";

/** From so many bytes on workers are worth their start. */
const large = 64 * 1024 * 1024;
/** Bytes that this thread judges until a worker has begun, and the most of the whole that they are taken for. */
const headStart = 32 * 1024 * 1024;
const mostAhead = 1 / 8;
/** Most threads that are used unless more are asked for. */
const most = 4;

/** A dataset to be divided, and what workers need to know beside it. */
export interface Division {
  readonly scanned: ScannedDataset;
  /** The other datasets of the policy. */
  readonly others: readonly Dataset[];
  /** The task of each worker, but for its part. */
  readonly task: Omit<ShareTask, "from" | "to" | "others">;
  /** Threads to be used; absent: as many as the dataset is worth. */
  readonly threads: number | undefined;
  readonly packageRoot: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

function ask(worker: Worker): Promise<ShareAnswer> {
  return new Promise((answer, fail) => {
    worker.once("message", answer);
    worker.once("error", fail);
    worker.once("exit", () => fail(new Error("The worker ended without an answer")));
  });
}

/** Where the parts of a dataset begin, one for each thread; the first one is for this thread, and larger. */
function beginnings(size: number, threads: number): number[] {
  const ahead = Math.min(headStart, Math.floor(size * mostAhead));
  return Array.from({ length: threads }, (_, part) =>
    part === 0 ? 0 : ahead + Math.floor(((size - ahead) * part) / threads),
  );
}

/** Starts a worker for each part but the first. @throws DataCloneError when the task is no data */
function start(
  { scanned, others, task, packageRoot, signal }: Division,
  threads: number,
): Worker[] | undefined {
  const copies = others.map(copyDataset).filter((copy) => copy !== undefined);
  if (copies.length < others.length) return undefined;
  const [, ...begins] = beginnings(scanned.size, threads);
  return begins.map((from, index) => {
    const to = begins[index + 1] ?? Number.MAX_SAFE_INTEGER;
    const workerData: ShareTask = { ...task, from, to, others: copies };
    const worker = new Worker(join(packageRoot, "dist/worker.cjs"), { workerData });
    signal.addEventListener("abort", () => void worker.terminate(), { once: true });
    return worker;
  });
}

/** Why a part was lost, and what to do about it. Errors may quote records: only their codes are said. */
function loss(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return "A thread that judged a part of it ran out of memory; use fewer threads (--workers) or give Node more memory (NODE_OPTIONS=--max-old-space-size=MEGABYTES).";
  const how = code === undefined || !/^[A-Z_\d]+$/.test(code) ? "" : ` (${code})`;
  return `A thread that judged a part of it ended before it answered${how}; use a single one (--workers 1).`;
}

/** Puts together what all threads came to. What one of them takes along with it is lost, and is not tried again. */
function whole(
  scanned: ScannedDataset,
  own: Fingerprints,
  settled: readonly PromiseSettledResult<ShareAnswer>[],
): PartsJudged {
  const told = settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const judged = told.filter((answer) => answer !== "odd");
  const parts = [own, ...judged.map(({ fingerprints }) => fingerprints)];
  const shares = judged.map((each) => each.shares);
  const dead = settled.find((each) => each.status === "rejected");
  if (dead !== undefined) {
    const lost = loss(dead.reason);
    scanned.lose(
      parts.reduce((sum, part) => sum + sizeOf(part), 0),
      lost,
    );
    return { shares, lost };
  }
  if (judged.length < told.length) scanned.fail();
  scanned.join(parts);
  return { shares };
}

/**
 * Divides a dataset between this thread, which judges the first part, and workers. Where one of them finds the data
 * odd the scan has failed: the dataset is then read and judged the thorough way, in this thread.
 *
 * @returns undefined when it is not worth it, or cannot be done
 */
export function divide(division: Division): DividedDataset | undefined {
  const { scanned } = division;
  const threads = division.threads ?? (scanned.size < large ? 1 : Math.min(most, availableParallelism()));
  const workers = threads > 1 ? start(division, threads) : undefined;
  if (workers === undefined) return undefined;
  const answers = Promise.allSettled(workers.map(ask));
  const own = scanned.part(0, beginnings(scanned.size, threads)[1]);
  return {
    batches: () => own.batches(),
    parts: async () => whole(scanned, own.fingerprints(), await answers),
  };
}
