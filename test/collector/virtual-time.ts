import { setImmediate } from "node:timers/promises";
import type { Sink } from "../../src/model/sink.ts";

/** Time that passes only when everybody waits for it, and nobody for a real connection. */
export class VirtualTime {
  /** Real requests under way. */
  underway = 0;
  readonly #world: { now: number };
  readonly #signal: AbortSignal;
  /** Milliseconds, whatever the clock on the wall is set to. */
  #elapsed = 0;
  #waiting: { readonly at: number; readonly wake: () => void; readonly fail: (error: unknown) => void }[] =
    [];

  constructor(world: { now: number }, signal: AbortSignal) {
    this.#world = world;
    this.#signal = signal;
    signal.addEventListener("abort", () => {
      for (const { fail } of this.#waiting.splice(0)) fail(signal.reason);
    });
  }

  sleep(milliseconds: number): Promise<void> {
    if (this.#signal.aborted) return Promise.reject(this.#signal.reason);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ at: this.#elapsed + milliseconds, wake: resolve, fail: reject });
    return promise;
  }

  /** Time stands still while a real sink works. */
  standingStill(sink: Sink): Sink {
    const during = async <T>(work: () => Promise<T>): Promise<T> => {
      this.underway++;
      try {
        return await work();
      } finally {
        this.underway--;
      }
    };
    return {
      ...sink,
      async open(config, host) {
        const opened = await during(() => sink.open(config, host));
        return "problem" in opened
          ? opened
          : { ...opened, deliver: (batch) => during(() => opened.deliver(batch)) };
      },
    };
  }

  #moveTo(at: number): void {
    this.#world.now += at - this.#elapsed;
    this.#elapsed = at;
  }

  async pass(milliseconds: number): Promise<void> {
    const until = this.#elapsed + milliseconds;
    for (;;) {
      for (let turn = 0; turn < 20 || this.underway > 0; turn++) await setImmediate();
      const next = this.#waiting.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > until) break;
      this.#waiting = this.#waiting.filter((each) => each !== next);
      this.#moveTo(next.at);
      next.wake();
    }
    this.#moveTo(until);
  }
}
