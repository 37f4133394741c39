import type { OpenDataset } from "../../../src/datasets/collect-dataset.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { createGenesysCloud } from "../../../src/providers/genesyscloud/index.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../../src/simulator/index.ts";
import { fakeClock } from "../../http/fake-clock.ts";
import { collect, now, testHost } from "../host.ts";

export type Reading = OpenDataset & { readonly records: JsonObject[]; readonly codes: string[] };

/** Reads sources from a simulated organisation of their own; `close` it. */
export async function openSimulated(api: string, options: Partial<SimulatorOptions> = {}) {
  const clock = fakeClock();
  const provider = createGenesysCloud({ clock, limits: { attemptDeadline: 5_000 } });
  const simulator: Simulator = await startSimulator({
    seed: 7,
    size: "small",
    now,
    clock: clock.now,
    limits: { perMinute: 1e6, guide: { requests: 1e6, seconds: 60 } },
    ...options,
  });
  const { url: baseUrl, loginUrl, clientId, clientSecret } = simulator;
  const config = { baseUrl, loginUrl, api, credentials: { clientId, clientSecret } };
  const connection = await provider.connect({ name: "t", provider: "genesyscloud", config }, testHost());
  return {
    simulator,
    read: (name: string, parameters: JsonObject): Promise<Reading> =>
      collect(provider, connection, name, parameters),
    async close() {
      await connection.close();
      await simulator.close();
    },
  };
}
