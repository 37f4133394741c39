import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import type { HttpClock } from "../../../src/http/clock.ts";
import { createGenesysCloud } from "../../../src/providers/genesyscloud/index.ts";
import { startSimulator } from "../../../src/simulator/index.ts";
import { collect, now, testHost } from "../host.ts";
import { parametersOf } from "./parameters.ts";

/** Sleeps that overlap as real ones do, and take no time. */
function overlappingClock(): HttpClock {
  let time = 1_000_000;
  return {
    now: () => time,
    random: () => 0.5,
    async sleep(milliseconds) {
      const end = time + milliseconds;
      await setImmediate();
      time = Math.max(time, end);
    },
  };
}

const sources = ["flows", "ivrs", "queues", "audit_events", "flow_execution_logs", "organization"];

it("six sources at a time use the allowance of 300 a minute and are hardly ever refused", async () => {
  const clock = overlappingClock();
  const provider = createGenesysCloud({ clock });
  const limits = { perMinute: 300 };
  const simulator = await startSimulator({ seed: 7, size: "small", now, clock: clock.now, limits });
  const { url: baseUrl, loginUrl, clientId, clientSecret } = simulator;
  const config = { baseUrl, loginUrl, credentials: { clientId, clientSecret } };
  const connection = await provider.connect({ name: "t", provider: "genesyscloud", config }, testHost());
  const started = clock.now();
  const read = async (source: string, round: number) => {
    const name = `genesyscloud.${source}`;
    const paged = ["flows", "ivrs", "queues", "audit_events"].includes(source) ? { pageSize: round } : {};
    const dataset = await collect(provider, connection, name, { ...parametersOf(name), ...paged });
    expect(dataset.codes).toEqual([]);
  };
  for (let round = 1; round <= 10; round++) await Promise.all(sources.map((source) => read(source, round)));
  const { requests, limited } = simulator.stats();
  expect(connection.usage?.()).toEqual({ requests, retries: limited });
  await connection.close();
  await simulator.close();
  const minutes = (clock.now() - started) / 60_000;
  expect(minutes).toBeGreaterThan(3);
  expect(limited / requests).toBeLessThanOrEqual(0.01);
  // The first window opens with the first request, so that one more than the minutes can be used.
  expect(requests / (300 * (Math.floor(minutes) + 1))).toBeGreaterThanOrEqual(0.9);
});
