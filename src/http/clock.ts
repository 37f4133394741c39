import { setTimeout } from "node:timers/promises";

/** Time as the client needs it; tests bring one that does not wait. */
export interface HttpClock {
  /** Milliseconds on a clock that never jumps; its zero means nothing. */
  now(): number;
  /** Resolves after at least so many milliseconds. @throws the signal's reason on abort */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Uniform in [0, 1); only for spreading retries. */
  random(): number;
}

/** The machine's monotonic clock. */
export const systemClock: HttpClock = {
  now: () => performance.now(),
  sleep: async (milliseconds, signal) => {
    await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });
  },
  random: () => Math.random(),
};
