import type { Delivery, DeliveryOutcome, OpenSink } from "../model/sink.ts";
import { backoff } from "./backoff.ts";

/** A delivery that the other side will never take. */
export interface DeadLetter {
  readonly delivery: Delivery;
  readonly reason: string;
}

export interface DeliverySettings {
  /** @throws on abort */
  sleep(milliseconds: number): Promise<void>;
  /** From 0 to 1, so that several senders do not come back in step. */
  random(): number;
  /** Milliseconds of waiting for one batch, in all. */
  readonly patience: number;
  /** Told about every pause. */
  waiting(milliseconds: number, problem: string): void;
}

/** What became of everything; `failed` names why the rest was not delivered. */
export interface Delivered {
  readonly delivered: number;
  readonly dead: readonly DeadLetter[];
  readonly failed?: string;
}

function bytesOf({ rows, raw }: Delivery): number {
  return Buffer.byteLength(JSON.stringify(rows)) + Buffer.byteLength(raw);
}

/** Cuts deliveries into batches that a sink takes; what is too large for any is a batch of its own. */
function* batchesOf(
  deliveries: Iterable<Delivery>,
  { count, bytes }: OpenSink["batch"],
): Iterable<readonly Delivery[]> {
  let batch: Delivery[] = [];
  let size = 0;
  for (const delivery of deliveries) {
    const own = bytesOf(delivery);
    if (batch.length > 0 && (batch.length >= count || size + own > bytes)) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(delivery);
    size += own;
  }
  if (batch.length > 0) yield batch;
}

/** Delivers one batch, again and again while waiting may help and patience lasts. @throws on abort */
async function deliverBatch(
  sink: OpenSink,
  batch: readonly Delivery[],
  { sleep, random, patience, waiting }: DeliverySettings,
): Promise<DeliveryOutcome> {
  let waited = 0;
  for (let failures = 1; ; failures++) {
    const outcome = await sink.deliver(batch);
    if (outcome.ok || outcome.lasting) return outcome;
    const wait = backoff(failures, random(), outcome.retryAfter);
    if (waited + wait > patience) return outcome;
    waiting(wait, outcome.problem);
    await sleep(wait);
    waited += wait;
  }
}

/** Delivers in order; stops at the first batch that cannot be delivered. @throws on abort */
export async function deliverAll(
  sink: OpenSink,
  deliveries: Iterable<Delivery>,
  settings: DeliverySettings,
): Promise<Delivered> {
  const dead: DeadLetter[] = [];
  let delivered = 0;
  for (const batch of batchesOf(deliveries, sink.batch)) {
    const outcome = await deliverBatch(sink, batch, settings);
    if (!outcome.ok) return { delivered, dead, failed: outcome.problem };
    for (const { index, reason } of outcome.rejected) {
      const delivery = batch[index];
      if (delivery !== undefined) dead.push({ delivery, reason });
    }
    delivered += batch.length - outcome.rejected.length;
  }
  return { delivered, dead };
}
