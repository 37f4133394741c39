import type { DeadLetters } from "./dead-letters.ts";
import type { CollectorState } from "./state.ts";

const batch = { count: 500, bytes: 8 * 1024 * 1024 };

/**
 * What waits for a sink that the collector no longer has would wait for ever, and hold everything up: it becomes
 * dead letters.
 *
 * @returns how many, by sink
 * @throws StateFailure
 */
export async function abandonSinks(
  names: readonly string[],
  state: CollectorState,
  deadLetters: DeadLetters,
): Promise<ReadonlyMap<string, number>> {
  const abandoned = new Map<string, number>();
  for (const sink of await state.awaited()) {
    if (names.includes(sink)) continue;
    const reason = "the collector no longer has this sink";
    for (;;) {
      const pending = await state.oldest(sink, batch);
      if (pending.length === 0) break;
      const letters = pending.map(({ delivery: { organization, id, kind, raw } }) => {
        return { reason, sink, organization, id, kind, record: raw };
      });
      await deadLetters.append(letters);
      await state.settle(
        sink,
        pending.map(({ seq }) => seq),
        pending.length,
      );
      abandoned.set(sink, (abandoned.get(sink) ?? 0) + pending.length);
    }
  }
  return abandoned;
}
