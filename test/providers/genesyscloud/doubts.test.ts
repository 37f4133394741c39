import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject } from "../../../src/model/json.ts";
import { divisionAware } from "../../../src/providers/genesyscloud/division-aware.ts";
import { createGenesysCloud } from "../../../src/providers/genesyscloud/index.ts";
import { type SimulatorOptions, startSimulator } from "../../../src/simulator/index.ts";
import { fakeClock } from "../../http/fake-clock.ts";
import { collect, now, testHost } from "../host.ts";

const provider = createGenesysCloud({ clock: fakeClock() });

async function read(source: string, org: Partial<SimulatorOptions> = {}, config: JsonObject = {}) {
  const simulator = await startSimulator({ seed: 7, size: "small", now, ...org });
  const { url: baseUrl, loginUrl, clientId, clientSecret } = simulator;
  const whole = { baseUrl, loginUrl, credentials: { clientId, clientSecret }, ...config };
  const connection = await provider.connect(
    { name: "t", provider: "genesyscloud", config: whole },
    testHost(),
  );
  const dataset = await collect(provider, connection, `genesyscloud.${source}`);
  await connection.close();
  await simulator.close();
  return { count: dataset.records.length, reasons: dataset.ledger.reasons };
}

describe("a client that sees some divisions", () => {
  const divisions = ["Home"];

  it.each(["flows", "queues", "ivrs", "flow_versions"])("does not have all %s", async (source) => {
    const all = await read(source);
    const some = await read(source, { divisions });
    expect(all.reasons).toEqual([]);
    expect(some.count).toBeLessThan(all.count);
    expect(some.reasons.map(({ code }) => code)).toEqual(["forbidden"]);
    expect(some.reasons[0]?.message).toMatch(
      /^Granted for some divisions only, whose records alone are listed: /,
    );
  });

  it("has all of what it was said to be for", async () => {
    const some = await read("flows", { divisions }, { divisions: "granted" });
    expect(some.count).toBeGreaterThan(0);
    expect(some.reasons).toEqual([]);
  });

  it("has all of what belongs to no division", async () => {
    expect((await read("integrations", { divisions })).reasons).toEqual([]);
  });

  it("is not noticed without the permission to see roles", async () => {
    expect((await read("flows", { divisions, denied: ["oauth:client:view"] })).reasons).toEqual([]);
  });
});

describe("the permissions that count per division", () => {
  const withDivision = provider.sourceNames.filter((name) => {
    const properties = provider.source(name).schema?.["properties"];
    return isJsonObject(properties) && properties["division"] !== undefined;
  });

  it.each(withDivision)("are known for %s", (name) => {
    const surfaces = provider.source(name).read?.["surfaces"];
    const platform = isJsonObject(surfaces) ? surfaces["platform"] : undefined;
    const permissions = isJsonObject(platform) ? platform["permissions"] : undefined;
    for (const permission of Array.isArray(permissions) ? permissions : [])
      expect(divisionAware).toContain(permission);
  });
});

describe("an index of dependencies that is not up to date", () => {
  const action = { kind: "set-field", pointer: "/status", value: "BUILDINPROGRESS" } as const;
  const faults = [{ path: "/dependencytracking/build$", action }];

  it.each(["flow_dependencies", "flow_consumers", "deleted_resource_consumers"])(
    "leaves %s in doubt",
    async (source) => {
      expect((await read(source)).reasons).toEqual([]);
      expect((await read(source, { faults })).reasons).toMatchObject([
        { code: "partial-content", message: expect.stringContaining("BUILDINPROGRESS") },
      ]);
    },
  );

  it("can itself be read", async () => {
    expect(await read("dependency_build", { faults })).toEqual({ count: 1, reasons: [] });
  });
});
