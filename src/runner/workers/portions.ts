import type { ScannedPart } from "../../datasets/scan-dataset.ts";
import type { Portion } from "../../engine/evaluate-policy.ts";

/** Bytes of a portion: so few that threads end at nearly the same time, and so many that taking one costs nothing. */
const most = 16 * 1024 * 1024;

/** Portions of a file that threads share: each has one from the start, and takes another when it is done. */
export interface Portions {
  readonly count: number;
  /** Bytes of each but the last. */
  readonly length: number;
  /** Memory that all threads see: the portion that is next. */
  readonly next: Int32Array<SharedArrayBuffer>;
}

/** Cuts a file into portions, one for each thread at least unless it is tiny. */
export function cut(size: number, threads: number): Portions {
  const length = Math.min(most, Math.max(1, Math.ceil(size / threads)));
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  next[0] = threads;
  return { count: Math.max(1, Math.ceil(size / length)), length, next };
}

/** Those that a thread takes, with their records. @param thread counted from 0 on */
export function* taken(
  part: ScannedPart,
  { count, length, next }: Portions,
  thread: number,
): Generator<Portion> {
  for (let portion = thread; portion < count; portion = Atomics.add(next, 0, 1)) {
    const from = portion * length;
    const to = portion === count - 1 ? Number.MAX_SAFE_INTEGER : from + length;
    yield { portion, batches: part.batches(from, to) };
  }
}

/** Lets nobody take another one. */
export function stop({ count, next }: Portions): void {
  Atomics.store(next, 0, count);
}
