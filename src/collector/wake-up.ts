/** Lets somebody wait for news without missing what came before. */
export interface WakeUp {
  /** How often there was news; taken before one looks. */
  version(): number;
  ring(): void;
  /** Settles once there was news since a version, or the signal is aborted. */
  since(version: number): Promise<void>;
}

export function wakeUp(signal: AbortSignal): WakeUp {
  let current = 0;
  let waiting: (() => void)[] = [];
  const ring = (): void => {
    current++;
    const all = waiting;
    waiting = [];
    for (const each of all) each();
  };
  signal.addEventListener("abort", ring, { once: true });
  return {
    version: () => current,
    ring,
    async since(version) {
      if (current === version && !signal.aborted) await new Promise<void>((done) => waiting.push(done));
    },
  };
}
