import type { Delivery, DeliveryOutcome } from "../../model/sink.ts";

/** What became of a part of a batch; indices are places in the part. */
export type PartOutcome =
  /** All is there but the rejected. */
  | { readonly part: "accepted"; readonly rejected?: readonly Rejection[] }
  /** Something in it is not acceptable; without an index the answer does not say what. Nothing is known to be there. */
  | { readonly part: "refused"; readonly reason: string; readonly index?: number }
  | { readonly part: "failed"; readonly outcome: DeliveryOutcome };

interface Rejection {
  readonly index: number;
  readonly reason: string;
}

interface Place {
  readonly delivery: Delivery;
  readonly index: number;
}

function halves(part: readonly Place[]): Place[][] {
  const middle = Math.ceil(part.length / 2);
  return [part.slice(0, middle), part.slice(middle)];
}

function partsOf(batch: readonly Delivery[], size: number): Place[][] {
  const places = batch.map((delivery, index) => ({ delivery, index }));
  const starts = places.keys().filter((index) => index % size === 0);
  return [...starts.map((start) => places.slice(start, start + size))];
}

/** What to try next of a part that is refused because of the delivery at `index`, or of one that is not known. */
function smaller(part: readonly Place[], index: number | undefined): Place[][] {
  if (index === undefined) return halves(part);
  return [part.slice(0, index), ...halves(part.slice(index + 1))];
}

/**
 * Delivers a batch, and divides what is refused until it is known which deliveries nobody wants. Where all of
 * several are refused, none is rejected: then it is the receiver or the mapping that is wrong, and the dead
 * letters are no place for everything.
 *
 * @param size deliveries of a part before any is divided
 */
export async function deliverInParts(
  batch: readonly Delivery[],
  send: (part: readonly Delivery[]) => Promise<PartOutcome>,
  size = batch.length,
): Promise<DeliveryOutcome> {
  const rejected: Rejection[] = [];
  const pending = partsOf(batch, size).reverse();
  const reject = (place: Place | undefined, reason: string): void => {
    if (place !== undefined) rejected.push({ index: place.index, reason });
  };
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part.length === 0) continue;
    const sent = await send(part.map(({ delivery }) => delivery));
    if (sent.part === "failed") return sent.outcome;
    if (sent.part === "accepted") {
      for (const { index, reason } of sent.rejected ?? []) reject(part[index], reason);
    } else {
      const index = part.length === 1 ? 0 : sent.index;
      if (index !== undefined) reject(part[index], sent.reason);
      pending.push(...smaller(part, index).reverse());
    }
  }
  const last = rejected.at(-1);
  if (last !== undefined && batch.length > 1 && rejected.length === batch.length) {
    const problem = `${last.reason}; so it is with each of the ${batch.length} records of the batch`;
    return { ok: false, problem, lasting: true };
  }
  return { ok: true, rejected: rejected.sort((a, b) => a.index - b.index) };
}
