import type { HttpClock } from "./clock.ts";
import type { OnWait } from "./exchange.ts";
import { readRateWindow } from "./rate-window.ts";

/** Pauses above this many milliseconds are spread by up to a second, so that readers do not resume in step. */
const spreadAbove = 1000;
/** The headers tell whole seconds; a window may end up to one later than they say. */
const rounding = 1000;

/**
 * What all requests of one token pass through: so many at a time, none that the rate limit has no room for,
 * and one pause for all of them when the server asks for it.
 */
export interface Lane {
  /** Resolves when a request may be sent; `leave` has to follow. @throws on abort */
  enter(signal: AbortSignal, onWait?: OnWait): Promise<void>;
  /** @param headers of the answer; absent when there was none */
  leave(headers?: Readonly<Record<string, string>>): void;
  /** Lets nothing pass for at least so many milliseconds. */
  close(milliseconds: number, why: string): void;
}

/** Room in the present window of the rate limit, as far as answers told it. */
function createRoom(clock: HttpClock) {
  let remaining = Number.POSITIVE_INFINITY;
  let reserve = 0;
  let ends = Number.NEGATIVE_INFINITY;
  return {
    note(headers: Readonly<Record<string, string>>): void {
      const told = readRateWindow(headers);
      if (told === undefined) return;
      const end = clock.now() + told.reset;
      const same = ends > clock.now() && Math.abs(end - ends) <= 2 * rounding;
      // Answers overtake each other: within a window the least that any of them told holds.
      remaining = same ? Math.min(remaining, told.remaining) : told.remaining;
      ends = same ? Math.max(ends, end) : end;
      reserve = told.reserve;
    },
    /** Milliseconds until there is room for one more beside those under way. */
    wait(underway: number): number {
      const rest = ends - clock.now();
      return rest > 0 && remaining - underway <= reserve ? rest + rounding : 0;
    },
  };
}

/** @param width requests under way at the same time */
export function createLane(clock: HttpClock, width: number): Lane {
  const room = createRoom(clock);
  const queue: (() => void)[] = [];
  let underway = 0;
  let closedUntil = Number.NEGATIVE_INFINITY;
  let reason = "";

  function pause(): readonly [number, string] {
    const closed = closedUntil - clock.now();
    const full = room.wait(underway);
    return closed >= full ? [closed, reason] : [full, "rate limit near"];
  }

  async function pass(signal: AbortSignal, onWait?: OnWait): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const [milliseconds, why] = pause();
      if (milliseconds > 0) {
        const spread = milliseconds > spreadAbove ? clock.random() * Math.min(1000, milliseconds / 10) : 0;
        const wait = Math.ceil(milliseconds + spread);
        onWait?.(wait, why);
        await clock.sleep(wait, signal);
      } else if (underway < width) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          queue.push(resolve);
        });
      }
    }
  }

  return {
    async enter(signal, onWait) {
      try {
        await pass(signal, onWait);
        underway++;
      } catch (error) {
        // Whoever waits behind has to see the abort too.
        queue.shift()?.();
        throw error;
      }
    },
    leave(headers) {
      underway--;
      if (headers !== undefined) room.note(headers);
      queue.shift()?.();
    },
    close(milliseconds, why) {
      const end = clock.now() + milliseconds;
      if (end <= closedUntil) return;
      closedUntil = end;
      reason = why;
    },
  };
}
