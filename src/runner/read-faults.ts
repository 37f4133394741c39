import { UsageError } from "../model/usage-error.ts";
import type { Fault } from "../simulator/index.ts";
import { readInput } from "./read-input.ts";

/**
 * Faults that a simulated org is to show, from a YAML file.
 *
 * @throws UsageError when the file cannot be read or does not describe faults
 */
export async function readFaults(file: string): Promise<readonly Fault[]> {
  const { loadFaults } = await import("../simulator/load-faults.ts");
  const text = await readInput(file, "The file of faults");
  try {
    return loadFaults(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError([
      {
        code: "invalid-faults",
        severity: "error",
        summary: `'${file}': ${error.message}.`,
        expected: "faults: [{ path, nth?, action }]",
      },
    ]);
  }
}
