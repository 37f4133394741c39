import type { HttpClock } from "./clock.ts";
import type { OnWait } from "./exchange.ts";

/** Pauses above this many milliseconds are spread by up to a second, so that readers do not resume in step. */
const spreadAbove = 1000;

/** One pause for all requests of a token: what one request learns about the rate limit holds for all. */
export interface Gate {
  /** Closes the gate for at least so long from now. */
  close(milliseconds: number, why: string): void;
  /** Resolves when the gate is open. @throws on abort */
  pass(signal: AbortSignal, onWait?: OnWait): Promise<void>;
}

export function createGate(clock: HttpClock): Gate {
  let until = Number.NEGATIVE_INFINITY;
  let reason = "";
  return {
    close(milliseconds, why) {
      const end = clock.now() + milliseconds;
      if (end <= until) return;
      until = end;
      reason = why;
    },
    async pass(signal, onWait) {
      for (let rest = until - clock.now(); rest > 0; rest = until - clock.now()) {
        const wait = Math.ceil(rest + (rest > spreadAbove ? clock.random() * Math.min(1000, rest / 10) : 0));
        onWait?.(wait, reason);
        await clock.sleep(wait, signal);
      }
    },
  };
}
