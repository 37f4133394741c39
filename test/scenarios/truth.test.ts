import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { type ProblemKind, problemKinds, startSimulator } from "../../src/simulator/index.ts";
import { bylaw, folderWith } from "./bylaw.ts";

const now = "2026-11-01T09:00:00Z";
const surfaces = ["platform", "guide"] as const;
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

/** The rule of the shipped packs that finds a planted problem. */
const ruleOf: Readonly<Record<ProblemKind, string>> = {
  "unredacted-field": "flow-hygiene/logs-redacted",
  "pii-in-message": "flow-hygiene/log-text-has-no-pii",
  "retention-exceeded": "flow-hygiene/logs-expire",
  "missing-node-id": "flow-hygiene/errors-name-their-node",
  "orphaned-flow": "flow-hygiene/no-orphans",
  "orphan-cycle": "flow-hygiene/no-orphans",
  "locked-flow": "flow-hygiene/not-locked",
  "dangling-reference": "flow-hygiene/ivr-flows-exist",
  "duplicate-ivr-number": "flow-hygiene/ivr-numbers-unique",
  "ivr-without-closed-flow": "flow-hygiene/ivr-has-closed-hours",
  "change-outside-window": "audit-trail/inside-change-window",
  "change-by-person": "audit-trail/by-the-pipeline",
  "role-change": "audit-trail/role-changes-reviewed",
  "evidence-with-pii": "agent-assist/evidence-has-no-pii",
  "violation-without-evidence": "agent-assist/has-evidence",
};

/** The published API has no list of violations: what it tells of checklists has evidence, without transcripts. */
const guideOnly: readonly ProblemKind[] = ["evidence-with-pii", "violation-without-evidence"];

/** A project with the shipped packs and one tenant per seed, all read in one run. */
function project(api: string, some: readonly number[]): string {
  const tenants = some.map(
    (seed) => `  s${seed}: { provider: genesyscloud, api: ${api}, simulated: { seed: ${seed} } }`,
  );
  return folderWith({
    "bylaw.yaml": ["bylaw: 1", "policies: [policies/*.policy.yaml]", "tenants:", ...tenants, ""].join("\n"),
    "policies/flows.policy.yaml":
      "bylaw: 1\npolicy: flow-hygiene\nextends: bylaw/genesyscloud/flow-hygiene\nvariables: { log_window: { type: duration, default: P9DT23H } }\n",
    "policies/audit.policy.yaml":
      "bylaw: 1\npolicy: audit-trail\nextends: bylaw/genesyscloud/audit-trail\nvariables: { trail_window: { type: duration, default: P61D } }\n",
    "policies/assist.policy.yaml":
      "bylaw: 1\npolicy: agent-assist\nextends: bylaw/genesyscloud/agent-assist\nvariables: { violation_window: { type: duration, default: P10D } }\n",
  });
}

async function plantedIn(seed: number, api = "guide"): Promise<readonly string[]> {
  const simulator = await startSimulator({ seed, size: "small", now: Date.parse(now) });
  await simulator.close();
  const told = simulator.truth.filter(({ kind }) => api === "guide" || !guideOnly.includes(kind));
  const found = told.map(({ kind, resource }) => `${ruleOf[kind]} ${resource.id}`);
  return [...new Set(found)].sort();
}

describe.each(surfaces)("the shipped packs on the %s surface", (api) => {
  it.each([seeds.slice(0, 10), seeds.slice(10)])(
    "find every planted problem and nothing else (seeds %i …)",
    async (...some) => {
      const folder = project(api, some);
      const { status, stdout, stderr } = await bylaw(["check", "--now", now, "-f", "json"], { cwd: folder });
      expect({ status, stderr }).toMatchObject({ status: 1 });
      const run: Run = JSON.parse(stdout);
      expect(run.datasets.filter((dataset) => !dataset.complete)).toEqual([]);
      for (const seed of some) {
        const mine = run.findings.filter(
          ({ tenant, status }) => tenant === `s${seed}` && status !== "not-applicable",
        );
        expect(mine.filter(({ status }) => status !== "fail")).toEqual([]);
        const found = [...new Set(mine.map(({ rule, resource }) => `${rule} ${resource.id}`))].sort();
        expect({ seed, found }).toEqual({ seed, found: await plantedIn(seed, api) });
      }
      rmSync(folder, { recursive: true });
    },
    120_000,
  );
});

it("simulate --truth writes the list that the packs are compared with", async () => {
  const folder = folderWith({});
  const file = join(folder, "truth.json");
  const { stdout } = await bylaw(["simulate", "--seed", "7", "--now", now, "--truth", file], {
    meddle: (child) => child.stdout?.once("data", () => child.kill("SIGTERM")),
  });
  expect(stdout).toContain("clientId");
  const written: { truth: { kind: ProblemKind; resource: { id: string } }[] } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  const found = written.truth.map(({ kind, resource }) => `${ruleOf[kind]} ${resource.id}`);
  expect([...new Set(found)].sort()).toEqual(await plantedIn(7));
});

it("every kind of problem is planted somewhere", async () => {
  const simulators = await Promise.all(
    seeds.map((seed) => startSimulator({ seed, size: "small", now: Date.parse(now) })),
  );
  const kinds = new Set(simulators.flatMap((simulator) => simulator.truth.map(({ kind }) => kind)));
  await Promise.all(simulators.map((simulator) => simulator.close()));
  expect([...kinds].sort()).toEqual([...problemKinds].sort());
});
