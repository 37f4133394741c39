import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Probe, ProviderHost } from "../../../src/model/provider.ts";
import { createGenesysCloud } from "../../../src/providers/genesyscloud/index.ts";
import { grants, writes } from "../../../src/providers/genesyscloud/permission-policies.ts";
import { type SimulatorOptions, startSimulator } from "../../../src/simulator/index.ts";
import { fakeClock } from "../../http/fake-clock.ts";
import { now, testHost } from "../host.ts";

const needed = ["architect:flow:view", "routing:queue:view"];
const comparing = ["oauth:client:view", "authorization:role:view"];
const index = "architect:dependencyTracking:view";

interface Situation {
  readonly org?: Partial<SimulatorOptions>;
  readonly config?: JsonObject;
  readonly host?: Partial<ProviderHost>;
  readonly needed?: readonly string[];
}

/** State of each thing that doctor looked at, and what it said of those that are not fine. */
async function examined({ org, config, host, needed: permissions = needed }: Situation) {
  const provider = createGenesysCloud({ clock: fakeClock(), limits: { attemptDeadline: 2_000 } });
  const granted = [...needed, ...comparing];
  const simulator = await startSimulator({ seed: 7, size: "small", now, granted, ...org });
  const { url: baseUrl, loginUrl, clientId, clientSecret } = simulator;
  const whole = { baseUrl, loginUrl, credentials: { clientId, clientSecret }, ...config };
  const tenant = { name: "t", provider: "genesyscloud", config: whole };
  const probes: Probe[] = [];
  // The simulator tells the machine's time in its answers.
  const lent = testHost({ now: Date.now(), ...host });
  for await (const probe of provider.examine!(tenant, permissions, lent)) probes.push(probe);
  await simulator.close();
  const states = Object.fromEntries(probes.map(({ what, state }) => [what, state]));
  return { states, said: probes.filter(({ state }) => state !== "ok").map(({ found }) => found) };
}

const fine = { hosts: "ok", login: "ok", clock: "ok", organisation: "ok", permissions: "ok" };

describe("doctor", () => {
  it("finds nothing wrong with the least role", async () => {
    expect(await examined({})).toEqual({ states: fine, said: [] });
  });

  it("names permissions that are missing", async () => {
    const { states, said } = await examined({ needed: [...needed, "audits:audit:view"] });
    expect(states).toEqual({ ...fine, permissions: "failed" });
    expect(said).toEqual(["Missing: audits:audit:view."]);
  });

  it("names permissions that are too many, those that write first", async () => {
    const granted = [...needed, ...comparing, "audits:audit:view", "routing:queue:edit"];
    const { states, said } = await examined({ org: { granted } });
    expect(states).toEqual({ ...fine, "excess permissions": "warning" });
    expect(said).toEqual([
      "2 are granted and not needed, 1 of them not only for reading: routing:queue:edit.",
    ]);
  });

  it("does not take for granted what it may not see", async () => {
    const { states } = await examined({ org: { granted: needed } });
    expect(states).toEqual({ ...fine, permissions: "unknown" });
  });

  it("stops at a refused login", async () => {
    const credentials = { clientId: "nobody", clientSecret: "nothing" };
    const { states, said } = await examined({ config: { credentials } });
    expect(states).toEqual({ hosts: "ok", login: "failed" });
    expect(said.join()).not.toContain("nothing");
  });

  it("stops at an environment that turns certificate checks off", async () => {
    const env = (name: string) => (name === "NODE_TLS_REJECT_UNAUTHORIZED" ? "0" : undefined);
    expect((await examined({ host: { env } })).states).toEqual({ configuration: "failed" });
  });

  it("notices a clock that is an hour off", async () => {
    const { states, said } = await examined({ host: { now: Date.now() - 3_600_000 } });
    expect(states).toEqual({ ...fine, clock: "warning" });
    expect(said[0]).toMatch(/^This machine is 3(?:59\d|60\d) s behind the server\.$/);
  });

  it("says that a role for some divisions shows their records alone", async () => {
    const action = { kind: "set-field", pointer: "/roleDivisions/0/divisionId", value: "home" } as const;
    const faults = [{ path: "/oauth/clients/", action }];
    const { states, said } = await examined({ org: { granted: [...needed, ...comparing], faults } });
    expect(states).toEqual({ ...fine, divisions: "warning" });
    expect(said).toEqual([
      "Granted for some divisions only, whose records alone are seen: architect:flow:view, routing:queue:view.",
    ]);
  });

  it("asks for the dependency index only where it is needed, and trusts only a built one", async () => {
    const granted = [...needed, ...comparing, index];
    const wanted = { org: { granted }, needed: [...needed, index] };
    expect((await examined(wanted)).states).toEqual({ ...fine, "dependency tracking": "ok" });
    const action = {
      kind: "set-field",
      pointer: "/status",
      value: "OPERATIONALNEEDSREBUILD",
    } as const;
    const faults = [{ path: "/dependencytracking/build$", action }];
    const stale = await examined({ ...wanted, org: { granted, faults } });
    expect(stale.states).toEqual({ ...fine, "dependency tracking": "failed" });
  });
});

describe("permissions of roles", () => {
  it.each([
    ["routing:queue:view", "routing:queue:view", true],
    ["routing:*:view", "routing:queue:view", true],
    ["routing:*:*", "routing:queue:view", true],
    ["*:*:*", "routing:queue:view", true],
    ["routing:queue:edit", "routing:queue:view", false],
    ["routing:*:edit", "routing:queue:view", false],
    ["*", "routing:queue:view", false],
  ])("%s grants %s: %s", (granted, wanted, expected) => {
    expect(grants(granted, wanted)).toBe(expected);
  });

  it.each(["routing:queue:edit", "routing:*:*", "telephony:plugin:all", "recording:recording:delete"])(
    "%s is more than reading",
    (permission) => {
      expect(writes(permission)).toBe(true);
    },
  );
});
