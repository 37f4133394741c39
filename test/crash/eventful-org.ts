import type { Fault } from "../../src/simulator/index.ts";
import { type Simulator, startSimulator } from "../../src/simulator/index.ts";
import { buildOrg } from "../../src/simulator/org/org.ts";
import { randomFor } from "../../src/simulator/org/random.ts";
import type { AuditEvent } from "../../src/simulator/org/types.ts";

const now = Date.parse("2026-11-01T09:00:00Z");
const seconds = 1_000;

/** The newest events of the trail are too many a second; the org shows none of these. */
const unseen = 60_000;

/** Longest time from when an event happened until it is shown; the overlap of a collector has to be longer. */
const latest = 120 * seconds;

/** An org with many events a minute, some of which are shown late, behind a bad connection. */
export interface EventfulOrg {
  readonly simulator: Simulator;
  /** Has somebody told of every request. */
  onRequest(told: () => void): void;
  /** Moves the org's time on. */
  setPresent(epoch: number): void;
  /** The instant of an event, by its number from 0. */
  timeOf(number: number): number;
  /** Where a collector begins that is to read every event. */
  readonly begin: number;
  /** Oldest first. */
  readonly events: readonly AuditEvent[];
}

/** Numbers of requests, of a share of so many. */
function someOf(requests: number, share: number, name: string, seed: number): number[] {
  const random = randomFor("faulty-requests", name, seed);
  return Array.from({ length: requests }, (_, number) => number + 1).filter(() => random.chance(share));
}

/** About one request in ten goes wrong, and one in twenty has a record twice. */
function faultsOf(requests: number, seed: number): readonly Fault[] {
  const path = "/api/v2/audits/query/realtime$";
  const actions: Readonly<Record<string, readonly [number, Fault["action"]]>> = {
    busy: [0.02, { kind: "status", status: 429, headers: { "Retry-After": "1" } }],
    down: [0.02, { kind: "status", status: 503 }],
    broken: [0.02, { kind: "status", status: 500 }],
    cut: [0.02, { kind: "reset", at: "body" }],
    gone: [0.01, { kind: "reset", at: "start" }],
    slow: [0.03, { kind: "delay", ms: 100 }],
    twice: [0.05, { kind: "copy-field", from: "/entities/0", to: "/entities/-" }],
  };
  return Object.entries(actions).map(([name, [share, action]]) => ({
    path,
    nth: someOf(requests, share, name, seed),
    action,
  }));
}

/**
 * Starts an org of which a collector reads the last so many events that it shows.
 *
 * @param requests for so many requests faults are planned
 */
export async function startEventfulOrg(count: number, requests: number, seed: number): Promise<EventfulOrg> {
  const options = { seed: 7, size: "large", now } as const;
  const { audits } = buildOrg(options);
  const end = audits.count - unseen;
  let first = end - count;
  const begin = Math.floor(audits.at(first).at / seconds) * seconds;
  while (audits.at(first - 1).at >= begin) first--;
  const events = Array.from({ length: end - first }, (_, number) => audits.at(first + number));
  const last = events.at(-1)?.at ?? now;
  const timeOf = (number: number): number => events[number]?.at ?? last;
  const random = randomFor("late-events", seed);
  const lateness = events.map(() => (random.chance(0.15) ? random.between(1, latest) : 0));
  let present = last;
  let tell = (): void => undefined;
  const simulator = await startSimulator({
    ...options,
    faults: faultsOf(requests, seed),
    limits: { perMinute: 1e7, perMinuteOfOrganization: 1e7 },
    observe: () => tell(),
    showsAudit: (index) =>
      index < first || (index < end && timeOf(index - first) + (lateness[index - first] ?? 0) <= present),
  });
  return {
    simulator,
    onRequest: (told) => {
      tell = told;
    },
    setPresent: (epoch) => {
      present = epoch;
    },
    timeOf,
    begin,
    events,
  };
}
