import { expect, it } from "vitest";
import type { IncompleteReason } from "../../src/model/dataset.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { createGenesysCloud } from "../../src/providers/genesyscloud/index.ts";
import {
  type Fault,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../src/simulator/index.ts";
import { fakeClock } from "../http/fake-clock.ts";
import { collect, now, testHost } from "../providers/host.ts";

/** What a case ends in: the whole data, or an incomplete dataset that says one of these. */
export type Outcome = "whole" | IncompleteReason["code"];

/** A row of the fault matrix, once or always. */
export interface FaultCase {
  /** Number of the row. */
  readonly row: number;
  readonly name: string;
  readonly source?: string;
  readonly parameters?: JsonObject;
  readonly api?: "platform" | "guide";
  readonly faults: readonly Fault[];
  readonly org?: Partial<SimulatorOptions>;
  readonly outcome: Outcome;
  /** Milliseconds of the real clock that an answer may take; 250 unless given. */
  readonly deadline?: number;
  /** Further looks at what happened. */
  /** Records may be gone, which is said nowhere else than by their absence. */
  readonly vanishing?: boolean;
  /** What of a record must be as in an undisturbed reading; all of it unless given. */
  readonly compared?: (record: JsonObject) => JsonObject;
  also?(seen: { readonly simulator: Simulator; readonly sleeps: readonly number[] }): void;
}

const defaultParameters: Readonly<Record<string, JsonObject>> = {
  audit_events: { last: "P7D", pageSize: 20 },
  flows: { pageSize: 10 },
  triggers: { pageSize: 2 },
  ivrs: { pageSize: 3 },
};

async function readOnce(each: FaultCase, faults: readonly Fault[]) {
  const { source = "flows", api = "platform", org, deadline = 250 } = each;
  const clock = fakeClock(0.5);
  const provider = createGenesysCloud({
    clock,
    limits: { attemptDeadline: deadline, headersTimeout: deadline - 50 },
  });
  const limits = { perMinute: 1e6, guide: { requests: 1e6, seconds: 10 } };
  const options = { seed: 7, size: "small", now, clock: clock.now, limits, ...org, faults } as const;
  const simulator = await startSimulator(options);
  const { url: baseUrl, loginUrl, clientId, clientSecret } = simulator;
  const config = { baseUrl, loginUrl, api, credentials: { clientId, clientSecret } };
  const connection = await provider.connect({ name: "t", provider: "genesyscloud", config }, testHost());
  const parameters = each.parameters ?? (api === "platform" ? (defaultParameters[source] ?? {}) : {});
  const read = await collect(provider, connection, `genesyscloud.${source}`, parameters);
  await connection.close();
  await simulator.close();
  return { read, simulator, sleeps: clock.sleeps };
}

/** Records of an undisturbed reading, by everything that decides them. */
const undisturbed = new Map<string, Promise<readonly string[]>>();

function sorted(records: readonly JsonObject[], { compared }: FaultCase): readonly string[] {
  return records.map((record) => JSON.stringify(compared?.(record) ?? record)).sort();
}

async function wholeOf(each: FaultCase): Promise<readonly string[]> {
  const { source, parameters, api, org } = each;
  const key = JSON.stringify([source, parameters, api, org, String(each.compared)]);
  const reading = undisturbed.get(key) ?? readOnce(each, []).then(({ read }) => sorted(read.records, each));
  undisturbed.set(key, reading);
  return reading;
}

/** A credential must never reach the origin that links and redirects lead away to. */
function expectNoCredential(simulator: Simulator): void {
  for (const { headers, url, body } of simulator.evil?.seen ?? []) {
    expect(headers["authorization"]).toBeUndefined();
    expect(`${url} ${body}`).not.toContain(simulator.clientSecret);
  }
}

/**
 * Runs the cases. Whatever a case expects: data that differ from an undisturbed reading and are called
 * complete fail it.
 */
export function judge(cases: readonly FaultCase[]): void {
  it.each(cases)("row $row: $name", async (each) => {
    const whole = await wholeOf(each);
    const { read, simulator, sleeps } = await readOnce(each, each.faults);
    const { reasons, notApplicable } = read.ledger;
    const codes = reasons.map(({ code }) => code);
    if (reasons.length === 0 && notApplicable === undefined && each.vanishing !== true)
      expect(sorted(read.records, each)).toEqual(whole);
    if (each.outcome === "whole") expect(reasons).toEqual([]);
    else expect(codes).toContain(each.outcome);
    expectNoCredential(simulator);
    expect(simulator.stats().failures).toEqual([]);
    each.also?.({ simulator, sleeps });
  });
}

type Action = Fault["action"];

/** The two cases of a row: the fault comes once, in the middle of the reading, and it comes always. */
export function onceAndAlways(
  row: number,
  name: string,
  path: string,
  action: Action,
  once: Outcome,
  always: Outcome,
  more: Partial<FaultCase> = {},
): readonly FaultCase[] {
  return [
    { row, name: `${name}, once`, faults: [{ path, nth: 2, action }], outcome: once, ...more },
    { row, name: `${name}, always`, faults: [{ path, action }], outcome: always, ...more },
  ];
}
