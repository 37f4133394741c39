import { afterAll, describe, expect, it } from "vitest";
import type { DescribedPlan } from "../../src/runner/describe-plan.ts";
import { startSimulator } from "../../src/simulator/index.ts";
import { bylaw, folderWith } from "./bylaw.ts";

/** Lists of every paging style, jobs, and lists with requests for each of their records. */
const sources = {
  audits: "{ source: genesyscloud.audit_events, with: { last: P20D, pageSize: 50 } }",
  edges: "{ source: genesyscloud.edges }",
  flows: "{ source: genesyscloud.flows, with: { pageSize: 25 } }",
  logs: "{ source: genesyscloud.flow_execution_logs, with: { last: P2D } }",
  members: "{ source: genesyscloud.queue_members }",
  org: "{ source: genesyscloud.organization }",
  queues: "{ source: genesyscloud.queues, with: { pageSize: 10 } }",
  tables: "{ source: genesyscloud.data_tables }",
  users: "{ source: genesyscloud.users }",
  verifiers: "{ source: genesyscloud.user_verifiers }",
  versions: "{ source: genesyscloud.flow_versions }",
};

const lines = Object.entries(sources).map(([name, use]) => `  ${name}: ${use}\n`);
const rules = Object.keys(sources).map(
  (name) => `  ${name}: { check: threshold, on: ${name}, with: { min: 0 } }\n`,
);
const policy = `bylaw: 1\npolicy: wide\ntitle: Many reads\ndata:\n${lines.join("")}rules:\n${rules.join("")}`;

const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

const folder = folderWith({ "p.policy.yaml": policy });

/** An organisation at a time, and how many requests a command sends to it. */
async function at(now: string) {
  const limits = { perMinute: 1e6 };
  const simulator = await startSimulator({ seed: 7, size: "small", now: Date.parse(now), limits });
  closing.push(() => simulator.close());
  const { url, loginUrl, clientId, clientSecret } = simulator;
  const tenant = `{ provider: genesyscloud, baseUrl: "${url}", loginUrl: "${loginUrl}", credentials: { clientId: { env: ID }, clientSecret: { env: SECRET } } }`;
  const cwd = folderWith({
    "bylaw.yaml": `bylaw: 1\npolicies: [p.policy.yaml]\ntenants:\n  org: ${tenant}\n`,
    "p.policy.yaml": policy,
  });
  const env = { ID: clientId, SECRET: clientSecret };
  return async (args: readonly string[]) => {
    const before = simulator.stats().requests;
    const { stdout, stderr, status: code } = await bylaw([...args, "--now", now], { cwd, env });
    return { stdout, stderr, code, asked: simulator.stats().requests - before };
  };
}

describe("plan --like", () => {
  it("predicts the requests of a check within 5 %, today's and tomorrow's", async () => {
    const today = await at("2026-11-01T09:00:00Z");
    const taken = await today(["snapshot", `${folder}/first`]);
    expect(taken).toMatchObject({ code: 0 });
    const planned = await today(["plan", "--like", `${folder}/first`, "--json"]);
    expect(planned.asked).toBe(0);
    const { requests, basis, reads }: DescribedPlan = JSON.parse(planned.stdout);
    expect(basis).toBe("snapshot");
    expect(reads).toHaveLength(Object.keys(sources).length);
    const tomorrow = await at("2026-11-02T09:00:00Z");
    for (const run of [today, tomorrow]) {
      const { code, asked } = await run(["check", "-f", "json"]);
      expect(code).toBe(0);
      expect(asked).toBeGreaterThan(100);
      expect(Math.abs(requests - asked) / asked).toBeLessThanOrEqual(0.05);
    }
  });

  it("says at least where the snapshot does not hold a read", async () => {
    const today = await at("2026-11-01T09:00:00Z");
    await today(["snapshot", `${folder}/part`, "--target", "wide/flows"]);
    const { stdout } = await today(["plan", "--like", `${folder}/part`]);
    expect(stdout).toMatch(/genesyscloud\.flows .*: about \d+ requests/);
    expect(stdout).toMatch(/genesyscloud\.users from org: at least 1 request/);
    expect(stdout).toMatch(/\nIn all at least \d+ requests/);
  });

  it("refuses a folder that is no snapshot", async () => {
    const today = await at("2026-11-01T09:00:00Z");
    const { code, stderr } = await today(["plan", "--like", folder]);
    expect(code).toBe(2);
    expect(stderr).toContain("no-snapshot");
  });
});
