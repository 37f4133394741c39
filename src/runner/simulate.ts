import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { pinClock } from "./clock.ts";
import { readFaults } from "./read-faults.ts";
import type { RunnerHost } from "./runner-host.ts";

export interface SimulateOptions {
  readonly port: number;
  readonly seed: number;
  readonly size: "small" | "medium" | "large";
  readonly now?: string | undefined;
  /** YAML file of faults. */
  readonly faults?: string | undefined;
  /** File to write the planted problems to. */
  readonly truth?: string | undefined;
}

/**
 * Serves a simulated org until the user interrupts.
 *
 * @param announce told one JSON line once the org listens
 */
export async function simulate(
  options: SimulateOptions,
  host: RunnerHost,
  announce: (line: string) => Promise<void>,
): Promise<void> {
  const { startSimulator } = await import("../simulator/index.ts");
  const { seed, size, port } = options;
  const faults = options.faults === undefined ? [] : await readFaults(options.faults);
  const simulator = await startSimulator({ seed, size, port, faults, now: pinClock(options.now) });
  try {
    if (options.truth !== undefined) await writeFile(options.truth, simulator.truthJson());
    const { url, loginUrl, clientId, clientSecret, organizationId } = simulator;
    await announce(`${JSON.stringify({ url, loginUrl, clientId, clientSecret, organizationId })}\n`);
    if (!host.signal.aborted) await once(host.signal, "abort");
  } finally {
    await simulator.close();
  }
}
