import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PJSON } from "@oclif/core/interfaces";
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
    const root = findPackageRoot(dirname(import.meta.filename));
    // Told what it is, oclif need not look for it in every folder above.
    const pjson: PJSON = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    // Commands return their exit code; help and version return nothing.
    const code = await run([...argv], { root, pjson });
    settleExit(typeof code === "number" ? code : exitCodes.passed);
  } catch (error) {
    settleExit(await reportError(error, argv));
  }
}
