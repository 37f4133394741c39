import { expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { startSimulator } from "../../src/simulator/index.ts";
import { bylaw, folderWith } from "./bylaw.ts";

const now = "2026-11-01T09:00:00Z";
const policy = `bylaw: 1
policy: p
title: References between divisions
data:
  flows: { source: genesyscloud.flows }
  ivrs: { source: genesyscloud.ivrs }
rules:
  flows-known: { check: reference, on: ivrs, with: { at: flowIds, in: flows } }
  flows-named: { check: required-fields, on: flows, with: { fields: [name] } }
`;

async function check(divisions: readonly string[], setting = "") {
  const simulator = await startSimulator({ seed: 7, size: "small", now: Date.parse(now), divisions });
  const { url, loginUrl, clientId, clientSecret } = simulator;
  const tenant = `{ provider: genesyscloud, baseUrl: "${url}", loginUrl: "${loginUrl}", credentials: { clientId: { env: ID }, clientSecret: { env: SECRET } }${setting} }`;
  const cwd = folderWith({
    "bylaw.yaml": `bylaw: 1\npolicies: [p.policy.yaml]\ntenants:\n  org: ${tenant}\n`,
    "p.policy.yaml": policy,
  });
  const env = { ID: clientId, SECRET: clientSecret };
  const { status, stdout } = await bylaw(["check", "-f", "json", "--now", now], { cwd, env });
  await simulator.close();
  const { rules }: Run = JSON.parse(stdout);
  return { status, statuses: Object.fromEntries(rules.map((rule) => [rule.id, rule.status])), stdout };
}

it("row 56: what refers to divisions that the client does not see is unknown, and so is what it may not see", async () => {
  const { status, statuses, stdout } = await check(["Home"]);
  expect(status).toBe(3);
  expect(statuses).toEqual({ "p/flows-known": "unknown", "p/flows-named": "unknown" });
  expect(stdout).toContain("Granted for some divisions only");
});

it("what is meant to be some divisions is judged", async () => {
  const { statuses } = await check(["Home"], ", divisions: granted");
  expect(statuses["p/flows-named"]).toBe("pass");
});
