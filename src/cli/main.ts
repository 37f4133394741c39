import { dirname } from "node:path";
import { run } from "@oclif/core/run";
import { exitCodes } from "../results/exit-code.ts";
import { findPackageRoot } from "../runner/package-root.ts";
import { guardExit, settleExit } from "./exit-guard.ts";
import { reportError } from "./report-error.ts";

/**
 * Runs the command line and sets the exit code. Nothing here calls `process.exit`, which would cut
 * what a pipe has not taken yet.
 */
export async function main(argv: readonly string[]): Promise<void> {
  guardExit();
  try {
    // Commands return their exit code; help and version return nothing.
    const code = await run([...argv], { root: findPackageRoot(dirname(import.meta.filename)) });
    settleExit(typeof code === "number" ? code : exitCodes.passed);
  } catch (error) {
    settleExit(await reportError(error, argv));
  }
}
