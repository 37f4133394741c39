import type { Delivery, DeliveryOutcome } from "../../model/sink.ts";

/** What became of a part of a batch. `refused`: something in it is not acceptable, and the answer does not say what. */
export type PartOutcome =
  | { readonly part: "accepted" }
  | { readonly part: "refused"; readonly reason: string }
  | { readonly part: "failed"; readonly outcome: DeliveryOutcome };

/** Refusals without a single acceptance after which it is the target that is wrong, and not the records. */
const patience = 5;

interface Place {
  readonly delivery: Delivery;
  readonly index: number;
}

function partsOf(batch: readonly Delivery[], size: number): Place[][] {
  const places = batch.map((delivery, index) => ({ delivery, index }));
  const starts = places.keys().filter((index) => index % size === 0);
  return [...starts.map((start) => places.slice(start, start + size))];
}

/**
 * Delivers a batch, and halves what is refused until it is known which deliveries nobody wants. Where all are
 * refused, none is rejected: then the receiver is the matter, and the dead letters are no place for everything.
 *
 * @param size deliveries of a part before any is halved
 */
export async function deliverInParts(
  batch: readonly Delivery[],
  send: (part: readonly Delivery[]) => Promise<PartOutcome>,
  size = batch.length,
): Promise<DeliveryOutcome> {
  const rejected: { index: number; reason: string }[] = [];
  const pending = partsOf(batch, size).reverse();
  let accepted = 0;
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const [first] = part;
    if (first === undefined) continue;
    const sent = await send(part.map(({ delivery }) => delivery));
    if (sent.part === "failed") return sent.outcome;
    if (sent.part === "accepted") {
      accepted += part.length;
    } else if (part.length > 1) {
      const middle = Math.ceil(part.length / 2);
      pending.push(part.slice(middle), part.slice(0, middle));
    } else {
      rejected.push({ index: first.index, reason: sent.reason });
      const hopeless = accepted === 0 && batch.length > 1;
      if (hopeless && (rejected.length === batch.length || rejected.length >= patience)) {
        const problem = `${sent.reason}; so it is with ${rejected.length} records one by one, and none was accepted`;
        return { ok: false, problem, lasting: true };
      }
    }
  }
  return { ok: true, rejected };
}
