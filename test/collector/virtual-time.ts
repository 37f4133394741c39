import { setImmediate } from "node:timers/promises";

/** Time that passes only when everybody waits for it. */
export class VirtualTime {
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

  #moveTo(at: number): void {
    this.#world.now += at - this.#elapsed;
    this.#elapsed = at;
  }

  async pass(milliseconds: number): Promise<void> {
    const until = this.#elapsed + milliseconds;
    for (;;) {
      for (let turn = 0; turn < 20; turn++) await setImmediate();
      const next = this.#waiting.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > until) break;
      this.#waiting = this.#waiting.filter((each) => each !== next);
      this.#moveTo(next.at);
      next.wake();
    }
    this.#moveTo(until);
  }
}
