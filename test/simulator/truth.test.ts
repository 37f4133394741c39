import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { nearMissKinds, problemKinds } from "../../src/simulator/index.ts";
import { buildOrg } from "../../src/simulator/org/org.ts";
import { hour } from "../../src/simulator/org/spans.ts";
import { tellTruth } from "../../src/simulator/truth.ts";
import { type Body, type Client, closeAll, friday, open } from "./client.ts";
import { findProblems, holdsPii } from "./find-problems.ts";
import { readGuide } from "./read-guide.ts";
import { readPlatform } from "./read-platform.ts";
import { byId } from "./records.ts";

afterEach(closeAll);

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
/** Another hour and weekday for every seed. */
const nowOf = (seed: number): number => friday + seed * 11 * hour;

/** Of violations that only the guide surface tells. */
const assistKinds: readonly string[] = ["evidence-with-pii", "violation-without-evidence"];

function told({ simulator }: Client): string[] {
  return simulator.truth
    .filter(({ kind }) => !assistKinds.includes(kind))
    .map(({ kind, resource, detail }) => [kind, resource.id, detail["field"] ?? []].flat().join(" "))
    .sort();
}

async function referredByFlows(client: Client): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const { kind, resource, detail } of client.simulator.truth) {
    if (kind !== "orphaned-flow" && kind !== "orphan-cycle") continue;
    const objectType = detail["type"] === "WORKFLOW" ? "WORKFLOW" : `${detail["type"]}FLOW`;
    const path = `/api/v2/architect/dependencytracking/consumingresources?id=${resource.id}&objectType=${objectType}`;
    const { body } = await client.get(path);
    if (body.total > 0) ids.add(resource.id);
  }
  return ids;
}

describe.each(seeds)("seed %i", (seed) => {
  test("both surfaces serve the same records, with the planted problems and no others", async () => {
    const now = nowOf(seed);
    const client = await open({ seed, now });
    const platform = await readPlatform(client, now);
    const guide = await readGuide(client, now);
    expect(byId(guide.flows)).toEqual(byId(platform.flows));
    expect(byId(guide.ivrs)).toEqual(byId(platform.ivrs));
    expect(byId(guide.logs)).toEqual(byId(platform.logs));
    expect(byId(guide.audits)).toEqual(byId(platform.audits));
    const cycles = await referredByFlows(client);
    expect(findProblems(platform, cycles, now)).toEqual(told(client));
    expect(findProblems(guide, cycles, now)).toEqual(told(client));
  });

  test("the guide surface serves violations with the planted problems and no others", async () => {
    const client = await open({ seed, now: nowOf(seed) });
    const { body } = await client.post("/api/v2/agentassist/compliance/violations/query", {
      time_interval: {
        start: new Date(nowOf(seed) - 10 * 24 * hour).toISOString(),
        end: new Date(nowOf(seed)).toISOString(),
      },
      size: 1_000,
    });
    const found = body.violations.flatMap(({ id, evidence }: Body) => {
      if (evidence === undefined) return [`violation-without-evidence ${id}`];
      return evidence.some(({ value }: Body) => holdsPii(value)) ? [`evidence-with-pii ${id}`] : [];
    });
    const planted = client.simulator.truth.filter(({ kind }) => assistKinds.includes(kind));
    expect(found.sort()).toEqual(planted.map(({ kind, resource }) => `${kind} ${resource.id}`).sort());
  });

  test("has one to eight problems of each kind, and every near miss", async () => {
    const now = nowOf(seed);
    const { simulator } = await open({ seed, now });
    for (const kind of problemKinds) {
      const count = simulator.truth.filter((entry) => entry.kind === kind).length;
      expect([kind, count >= 1 && count <= 8]).toEqual([kind, true]);
    }
    for (const kind of nearMissKinds) expect(simulator.nearMisses.map((entry) => entry.kind)).toContain(kind);
    const recent = simulator.truth.filter(
      ({ detail }) => Date.parse(String(detail["recordedAt"])) >= now - 2 * hour,
    );
    expect(new Set(recent.map((entry) => entry.kind)).size).toBe(4);
  });
});

test("whatever the seed and the time, each kind has one to eight problems", () => {
  const since = { min: Date.parse("2020-01-01T00:00:00Z"), max: Date.parse("2035-01-01T00:00:00Z") };
  fc.assert(
    fc.property(fc.nat(), fc.integer(since), (seed, now) => {
      const { problems, nearMisses } = tellTruth(buildOrg({ seed, size: "small", now }));
      const count = (kind: string): number => problems.filter((entry) => entry.kind === kind).length;
      expect(problemKinds.filter((kind) => count(kind) < 1 || count(kind) > 8)).toEqual([]);
      expect(new Set(nearMisses.map((entry) => entry.kind)).size).toBe(nearMissKinds.length);
    }),
    { numRuns: 300, seed: 1 },
  );
});

test("a medium organisation holds what its truth tells, too", async () => {
  const client = await open({ size: "medium" });
  const guide = await readGuide(client, friday);
  expect([guide.flows.length, guide.ivrs.length, guide.logs.length, guide.audits.length]).toEqual([
    800, 240, 6000, 8000,
  ]);
  expect(findProblems(guide, await referredByFlows(client), friday)).toEqual(told(client));
});

test("planted numbers vary with the seed", async () => {
  const counts = new Set<number>();
  for (const seed of seeds) counts.add((await open({ seed })).simulator.truth.length);
  expect(counts.size).toBeGreaterThan(5);
});

test("the truth is a JSON document", async () => {
  const { simulator } = await open();
  const document = JSON.parse(simulator.truthJson());
  expect(document).toMatchObject({ seed: 7, size: "small", now: "2026-11-20T12:00:00.000Z" });
  expect(document.truth).toEqual(simulator.truth);
  expect(document.nearMisses).toEqual(simulator.nearMisses);
});
