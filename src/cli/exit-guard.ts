import { exitCodes } from "../results/exit-code.ts";

let settled = false;
let defect = false;
let writeFailed = false;

/**
 * Makes sure that the process cannot end as a pass before its work is done: a lost promise, a plug-in
 * calling `process.exit(0)` or a crash between two steps all end with a failing code.
 */
export function guardExit(): void {
  process.exitCode = exitCodes.internal;
  process.on("exit", () => {
    if (settled) return;
    if ((process.exitCode ?? 0) === 0) process.exitCode = exitCodes.internal;
    process.stderr.write(
      "error[internal]: the process was ended before its work was done; nothing was decided.\n",
    );
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

/** Sets the code the process ends with, once everything was written; nothing that runs later may change it. */
export function settleExit(code: number): void {
  settled = true;
  const final = defect
    ? exitCodes.internal
    : code === exitCodes.passed && writeFailed
      ? exitCodes.inconclusive
      : code;
  process.exitCode = final;
  process.removeAllListeners("beforeExit");
  process.removeAllListeners("exit");
  process.on("exit", () => {
    process.exitCode = final;
  });
}
