import { expect, it } from "vitest";
import { deliverAll } from "../../src/delivery/deliver-all.ts";
import type { HttpClock } from "../../src/http/clock.ts";
import { createGenesysCloud } from "../../src/providers/genesyscloud/index.ts";
import { createRequestBudget } from "../../src/runner/request-budget.ts";
import { type SimulatorOptions, startSimulator } from "../../src/simulator/index.ts";
import { fakeClock } from "../http/fake-clock.ts";
import { collect, testHost } from "../providers/host.ts";
import { now, type Surface, surfaces } from "./org.ts";

const present = Date.parse(now);
const interval = { from: "2026-10-02T09:00:00Z", to: now };

/** An organisation, and connections to it whose time passes only by sleeping. */
async function org(api: Surface, options: Partial<SimulatorOptions>) {
  const simulator = await startSimulator({ seed: 7, size: "small", now: present, ...options });
  const { url: baseUrl, loginUrl, clientId, clientSecret } = simulator;
  const config = { api, baseUrl, loginUrl, credentials: { clientId, clientSecret } };
  const read = async (clock: HttpClock, source: string, parameters: object, most?: number) => {
    const provider = createGenesysCloud({ clock });
    const budget = most === undefined ? {} : { budget: createRequestBudget(most) };
    const host = testHost({ now: present, ...budget });
    const connection = await provider.connect({ name: "t", provider: "genesyscloud", config }, host);
    const dataset = await collect(provider, connection, `genesyscloud.${source}`, { ...parameters });
    await connection.close();
    dataset.close();
    return { codes: dataset.codes, ids: dataset.records.map(({ id }) => id), usage: connection.usage?.() };
  };
  return { simulator, read };
}

it.each(surfaces)(
  "1.5 the rate headers pace what is read, ahead of any refusal, within a budget, %s",
  async (api) => {
    const clock = fakeClock(0.5);
    const guide = { requests: 8, seconds: 10 };
    const limits =
      api === "guide" ? { perMinute: 1e6, guide } : { perMinute: 20, guide: { requests: 1e6, seconds: 10 } };
    const { simulator, read } = await org(api, { clock: clock.now, limits });
    const began = clock.now();
    const paced = await read(clock, "audit_events", { ...interval, pageSize: 10 });
    expect(paced.codes).toEqual([]);
    const { requests, limited } = simulator.stats();
    expect(requests).toBeGreaterThan(25);
    expect(limited).toBe(0);
    expect(paced.usage).toMatchObject({ retries: 0 });
    // As long as the windows of the limit take, and hardly longer.
    const seconds = (clock.now() - began) / 1000;
    const windows = api === "guide" ? (requests / 8) * 10 : (requests / 20) * 60;
    expect(seconds).toBeGreaterThan(windows * 0.6);
    expect(seconds).toBeLessThan(windows * 2);
    const few = await read(clock, "audit_events", { ...interval, pageSize: 10 }, 9);
    expect(few.codes).toEqual(["budget"]);
    expect(simulator.stats().requests).toBeLessThanOrEqual(requests + 9);
    // An interval that is read in windows holds the same, and what is left out is not silent.
    const whole = await read(clock, "audit_events", { ...interval, chunk: "P3D" });
    expect(whole).toMatchObject({ codes: [], ids: paced.ids });
    await simulator.close();
  },
);

it.each(surfaces)(
  "3.4 collectors that are refused at once come back apart, and none too early, %s",
  async (api) => {
    const path = api === "guide" ? "/auditlogs/events$" : "/audits/query/realtime$";
    const many = 8;
    const waits = async (headers: Readonly<Record<string, string>>, status: number) => {
      const faults = [{ path, nth: 1, action: { kind: "status" as const, status, headers } }];
      return Promise.all(
        Array.from({ length: many }, async (_, at) => {
          const { simulator, read } = await org(api, { faults });
          const clock = fakeClock((at + 0.5) / many);
          const { codes } = await read(clock, "audit_events_realtime", {
            from: "2026-10-31T09:00:00Z",
            to: now,
          });
          await simulator.close();
          expect(codes).toEqual([]);
          return clock.sleeps[0] ?? 0;
        }),
      );
    };
    for (const [headers, status, least] of [
      [{ "Retry-After": "4" }, 429, 4_000],
      [{}, 503, 100],
    ] as const) {
      const all = await waits(headers, status);
      expect(new Set(all).size).toBe(many);
      expect(Math.min(...all)).toBeGreaterThanOrEqual(least);
      expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(300);
    }
  },
);

it("3.4 a target that asks several exports to wait is not asked again by all of them at once", async () => {
  const waits = await Promise.all(
    [0, 0.3, 0.6, 0.9].map(async (chance) => {
      const slept: number[] = [];
      const answers = [{ ok: false, problem: "busy", retryAfter: 60_000, lasting: false } as const];
      const sink = {
        batch: { count: 10, bytes: 1e6 },
        deliver: async () => answers.pop() ?? ({ ok: true, rejected: [] } as const),
        close: async () => undefined,
      };
      const delivery = { organization: "o", id: "1", time: 0, kind: "k", rows: [{}], raw: "{}" };
      await deliverAll(sink, [delivery], {
        sleep: async (milliseconds) => void slept.push(milliseconds),
        random: () => chance,
        patience: 300_000,
        waiting: () => undefined,
      });
      return slept[0] ?? 0;
    }),
  );
  expect(new Set(waits).size).toBe(waits.length);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(60_000);
});
