/** Ends a command on SIGINT or SIGTERM: the first asks politely, a second one leaves at once. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** 130 or 143 once a signal has come. */
  readonly code: () => number | undefined;
  stop(): void;
}

const codes = { SIGINT: 130, SIGTERM: 143 } as const;

export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let code: number | undefined;
  const onSignal = (name: "SIGINT" | "SIGTERM"): void => {
    if (code !== undefined) process.kill(process.pid, "SIGKILL");
    code = codes[name];
    controller.abort(new Error(`interrupted by ${name}`));
  };
  const onInterrupt = (): void => onSignal("SIGINT");
  const onTerminate = (): void => onSignal("SIGTERM");
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
  return {
    signal: controller.signal,
    code: () => code,
    stop() {
      process.off("SIGINT", onInterrupt);
      process.off("SIGTERM", onTerminate);
    },
  };
}
