import type { HttpLimits } from "./limits.ts";

/** Shortest pause between two attempts, milliseconds. */
const floor = 100;

/**
 * Pause before the next attempt: exponential with full jitter, so that several readers of one
 * organisation do not retry in step.
 *
 * @param attempt number of attempts made, from 1
 * @param random uniform in [0, 1)
 */
export function backoff(attempt: number, random: number, limits: HttpLimits): number {
  const ceiling = Math.min(limits.backoffCap, limits.backoffBase * 2 ** Math.min(attempt - 1, 30));
  return floor + Math.floor(random * ceiling);
}
