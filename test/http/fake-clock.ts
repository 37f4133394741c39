import type { HttpClock } from "../../src/http/clock.ts";

/** A clock on which sleeping takes no time; it remembers how long the sleeps were. */
export function fakeClock(
  random = 0,
): HttpClock & { readonly sleeps: number[]; advance(milliseconds: number): void } {
  let now = 1_000_000;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
    },
    random: () => random,
  };
}
