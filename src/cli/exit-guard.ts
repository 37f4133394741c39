import { exitCodes } from "../results/exit-code.ts";

let settled: number | undefined;
let defect = false;
let writeFailed = false;

/** Milliseconds that what is still open may take to close once everything was written. */
const grace = 500;

/** Ends the process at once: what `process.exit` ends in after telling its listeners. */
const endNow: (code: number) => void = Reflect.get(process, "reallyExit").bind(process);

/**
 * Makes sure that the process cannot end as a pass before its work is done: a lost promise, a plug-in that
 * ends the process by whatever call, or a crash between two steps all end with a failing code.
 */
export function guardExit(): void {
  process.exitCode = exitCodes.internal;
  Reflect.set(process, "reallyExit", (code: unknown) => endNow(settled ?? failing(code)));
  process.on("exit", () => {
    if (settled !== undefined) return;
    process.stderr.write(
      "error[internal]: the process was ended before its work was done; nothing was decided.\n",
    );
    // Listeners that come after this one cannot make a pass of it.
    endNow(failing(process.exitCode));
  });
  process.on("uncaughtException", (error) => {
    // A stream that cannot be written is thrown by oclif too, and reported by whoever wrote to it.
    if ("syscall" in error && error.syscall === "write") {
      writeFailed = true;
      return;
    }
    defect = true;
    process.exitCode = exitCodes.internal;
    process.stderr.write(`error[internal]: ${error.name} outside of any command; nothing was decided.\n`);
  });
}

function failing(code: unknown): number {
  return typeof code === "number" && code !== exitCodes.passed ? code : exitCodes.internal;
}

/**
 * Sets the code the process ends with, once everything was written; nothing that runs later may change it, or
 * keep the process from ending: a plug-in's timer would.
 */
export function settleExit(code: number): void {
  const final = defect
    ? exitCodes.internal
    : code === exitCodes.passed && writeFailed
      ? exitCodes.inconclusive
      : code;
  settled = final;
  process.exitCode = final;
  process.removeAllListeners("beforeExit");
  process.removeAllListeners("exit");
  process.on("exit", () => {
    process.exitCode = final;
  });
  endSoon(final);
}

/** Not ref'ed: where nothing is left open, the process has ended long before. */
function endSoon(code: number): void {
  const waiting = (): boolean => process.stdout.writableLength + process.stderr.writableLength > 0;
  setTimeout(() => (waiting() ? endSoon(code) : endNow(code)), grace).unref();
}
