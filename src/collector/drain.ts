import type { DeliveryOutcome } from "../model/sink.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { SinkLane } from "./sink-lane.ts";
import type { CollectorState, Pending } from "./state.ts";

/** Why a sink does not take what waits for it. */
export interface DrainFailure {
  readonly problem: string;
  readonly retryAfter?: number;
  readonly lasting: boolean;
}

export interface Draining {
  readonly state: CollectorState;
  readonly deadLetters: DeadLetters;
  readonly signal: AbortSignal;
  now(): number;
  /** Told how many deliveries a sink refused for good. */
  refused?(count: number): void;
}

/**
 * Delivers what waits for a sink, oldest first, batch by batch, until nothing waits.
 *
 * @returns why it stopped before
 * @throws StateFailure; on abort
 */
export async function drain(lane: SinkLane, run: Draining): Promise<DrainFailure | undefined> {
  const { state, signal } = run;
  for (;;) {
    signal.throwIfAborted();
    const opened = await lane.open();
    if (opened !== undefined) return fail(lane, run, { problem: opened, lasting: true });
    const pending = await state.oldest(lane.name, lane.batch());
    if (pending.length === 0) return undefined;
    const outcome = await lane.deliver(pending.map(({ delivery }) => delivery));
    const failure = outcome.ok ? await settle(lane.name, run, pending, outcome) : outcome;
    if (failure !== undefined) return fail(lane, run, failure);
  }
}

async function fail(lane: SinkLane, { state, now }: Draining, failure: DrainFailure): Promise<DrainFailure> {
  // What is wrong for good may be another's doing: a sink that is opened anew sees what has changed.
  if (failure.lasting) await lane.close();
  await state.noteSink(lane.name, { at: now(), problem: failure.problem });
  return failure;
}

async function settle(
  sink: string,
  { state, deadLetters, now, refused }: Draining,
  pending: readonly Pending[],
  { rejected }: Extract<DeliveryOutcome, { ok: true }>,
): Promise<DrainFailure | undefined> {
  const reasons = new Map(rejected.map(({ index, reason }) => [index, reason]));
  // Which one was meant cannot be known: nothing counts as delivered.
  if ([...reasons.keys()].some((index) => pending[index] === undefined))
    return { problem: `The sink ${sink} refuses what it was not given`, lasting: false };
  const letters = pending.flatMap(({ delivery: { organization, id, kind, raw } }, index) => {
    const reason = reasons.get(index);
    return reason === undefined ? [] : [{ reason, sink, organization, id, kind, record: raw }];
  });
  await deadLetters.append(letters);
  await state.settle(
    sink,
    pending.map(({ seq }) => seq),
    letters.length,
  );
  await state.noteSink(sink, { at: now() });
  if (letters.length > 0) refused?.(letters.length);
  return undefined;
}
