import { afterAll, describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import type { DescribedRole } from "../../src/runner/describe-role.ts";
import { type Simulator, startSimulator } from "../../src/simulator/index.ts";
import { bylaw, folderWith } from "./bylaw.ts";

const now = "2026-11-01T09:00:00Z";

const policy = `bylaw: 1
policy: several
title: Rules that need one, two and three permissions
data:
  flows: { source: genesyscloud.flows }
  ivrs: { source: genesyscloud.ivrs }
  queues: { source: genesyscloud.queues }
  logs: { source: genesyscloud.flow_execution_logs, with: { last: PT2H } }
  audits: { source: genesyscloud.audit_events, with: { last: P7D } }
rules:
  flows-named: { check: required-fields, on: flows, with: { fields: [name] } }
  queues-named: { check: required-fields, on: queues, with: { fields: [name] } }
  logs-dated: { check: required-fields, on: logs, with: { fields: [timestamp] } }
  audits-dated: { check: required-fields, on: audits, with: { fields: [timestamp] } }
  flows-known:
    check: reference
    on: ivrs
    with: { at: flowIds, in: flows }
  queue-flows-known: { check: expression, on: queues, assert: "$count(flowIds[$not($ in $data.flows.id)]) = 0" }
`;

const open: Simulator[] = [];
afterAll(() => Promise.all(open.map((simulator) => simulator.close())));

async function start(granted: readonly string[], rules = policy) {
  const limits = { perMinute: 1e6 };
  const simulator = await startSimulator({ seed: 7, size: "small", now: Date.parse(now), limits, granted });
  open.push(simulator);
  const { url, loginUrl, clientId, clientSecret } = simulator;
  const tenant = `{ provider: genesyscloud, baseUrl: "${url}", loginUrl: "${loginUrl}", credentials: { clientId: { env: ID }, clientSecret: { env: SECRET } } }`;
  const cwd = folderWith({
    "bylaw.yaml": `bylaw: 1\npolicies: [p.policy.yaml]\ntenants:\n  org: ${tenant}\n`,
    "p.policy.yaml": rules,
  });
  const env = { ID: clientId, SECRET: clientSecret };
  return (args: readonly string[]) => bylaw([...args, "--now", now], { cwd, env });
}

async function unknownRules(granted: readonly string[]): Promise<{ rules: string[]; text: string }> {
  const run = await start(granted);
  const { stdout } = await run(["check", "-f", "json"]);
  const { rules }: Run = JSON.parse(stdout);
  return { rules: rules.filter(({ status }) => status === "unknown").map(({ id }) => id), text: stdout };
}

describe("a rule that lacks a permission for what it looks up", () => {
  const rules = `bylaw: 1
policy: short
data:
  flows: { source: genesyscloud.flows }
  queues: { source: genesyscloud.queues }
rules:
  long-named: { check: expression, on: queues, assert: "$length(name) > 99 and $count($data.flows) > 0" }
`;

  it.each([
    ["1", ["routing:queue:view"]],
    ["4", ["routing:queue:view"]],
    ["1", ["routing:queue:view", "oauth:client:view", "authorization:role:view"]],
  ])(
    "still fails for what is proven without it, %s read at a time, with %j",
    async (parallelism, granted) => {
      const run = await start(granted, rules);
      const { status, stdout } = await run(["check", "-f", "json", "--parallelism", parallelism]);
      const { findings }: Run = JSON.parse(stdout);
      expect(status).toBe(1);
      expect(findings.filter((each) => each.status === "fail").length).toBeGreaterThan(0);
      expect(stdout).toContain("architect:flow:view");
    },
  );
});

describe("the least role that plan prints", async () => {
  const run = await start([]);
  const [role]: readonly DescribedRole[] = JSON.parse(
    (await run(["plan", "--permissions", "--json"])).stdout,
  );
  const permissions = role!.permissions;
  const all = permissions.map(({ permission }) => permission);

  it("suffices", async () => {
    expect(all).toHaveLength(6);
    expect((await unknownRules(all)).rules).toEqual([]);
  });

  it.each(permissions)("without $permission exactly the rules it names are unknown", async (needed) => {
    const { rules, text } = await unknownRules(all.filter((permission) => permission !== needed.permission));
    expect(needed.rules.length).toBeGreaterThan(0);
    expect(rules.sort()).toEqual(needed.rules);
    expect(text).toContain(needed.permission);
  });
});
