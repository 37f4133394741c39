import { type Fingerprints, sizeOf } from "../../datasets/fingerprints.ts";
import type { ScannedDataset } from "../../datasets/scan-dataset.ts";
import type { DividedDataset, WholeJudged } from "../../engine/evaluate-policy.ts";
import type { PortionShare } from "../../engine/rule-share.ts";
import type { Dataset } from "../../model/dataset.ts";
import { copyDataset } from "./copied-dataset.ts";
import { cut, type Portions, taken } from "./portions.ts";
import type { JudgedShare, ShareAnswer, ShareTask } from "./share-task.ts";
import type { ThreadPool } from "./thread-pool.ts";

/** A dataset to be divided, and what threads need to know beside it. */
export interface Division {
  readonly scanned: ScannedDataset;
  /** The other datasets of the policy. */
  readonly others: readonly Dataset[];
  /** The task of each thread, but for its part. */
  readonly task: Omit<ShareTask, "identity" | "portions" | "thread" | "others">;
  readonly threads: ThreadPool;
}

/** Why some of it was lost, and what to do about it. Errors may quote records: only their codes are said. */
function loss(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return "A thread that judged some of it ran out of memory; use fewer threads (--workers) or give Node more memory (NODE_OPTIONS=--max-old-space-size=MEGABYTES).";
  const how = code === undefined || !/^[A-Z_\d]+$/.test(code) ? "" : ` (${code})`;
  return `A thread that judged some of it ended before it answered${how}; use a single one (--workers 1).`;
}

/** @throws when a portion is missing, or there twice */
function requireEach(sorted: readonly PortionShare[], count: number): void {
  if (sorted.length !== count || sorted.some(({ portion }, index) => portion !== index))
    throw new Error("A portion was not judged, or twice.");
}

/** Puts together what all threads came to. What one of them takes along with it is lost, and is not tried again. */
function whole(
  scanned: ScannedDataset,
  own: JudgedShare,
  settled: readonly PromiseSettledResult<ShareAnswer>[],
  { count }: Portions,
): WholeJudged {
  const told = settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const judged = [own, ...told.filter((answer) => answer !== "odd")];
  const parts: readonly Fingerprints[] = judged.map(({ fingerprints }) => fingerprints);
  const shares = judged.flatMap((each) => each.shares).sort((one, other) => one.portion - other.portion);
  const dead = settled.find((each) => each.status === "rejected");
  if (dead !== undefined) {
    const lost = loss(dead.reason);
    scanned.lose(
      parts.reduce((sum, part) => sum + sizeOf(part), 0),
      lost,
    );
    return { shares, lost };
  }
  if (told.includes("odd")) scanned.fail();
  scanned.join(parts);
  requireEach(shares, count);
  return { shares };
}

/**
 * Divides a dataset between this thread and others. Where one of them finds the data odd the scan has failed: the
 * dataset is then read and judged the thorough way, in this thread.
 *
 * @returns undefined when it is not worth it, or cannot be done
 */
export function divide({ scanned, others, task, threads }: Division): DividedDataset | undefined {
  const beside = threads.for(scanned.size);
  if (beside.length === 0) return undefined;
  const copies = others.map(copyDataset).filter((copy) => copy !== undefined);
  if (copies.length < others.length) return undefined;
  const portions = cut(scanned.size, beside.length + 1);
  const asked = beside.map((thread, index) =>
    thread.ask({ ...task, identity: scanned.identity, portions, thread: index + 1, others: copies }),
  );
  const answers = Promise.allSettled(asked);
  const part = scanned.part();
  return {
    portions: () => taken(part, portions, 0),
    whole: async (shares) =>
      whole(scanned, { shares, fingerprints: part.fingerprints() }, await answers, portions),
  };
}
