import { afterEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { compileSchema } from "../../../src/policy/validation/compiled-schema.ts";
import { createGenesysCloud } from "../../../src/providers/genesyscloud/index.ts";
import {
  type Fault,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../src/simulator/index.ts";
import { fakeClock } from "../../http/fake-clock.ts";
import { json, loopback } from "../../http/loopback.ts";
import { collect, now, testHost } from "../host.ts";

const clock = fakeClock();
const genesyscloud = createGenesysCloud({ clock, limits: { attemptDeadline: 2_000 } });

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function connectTo(
  simulator: Pick<Simulator, "url" | "loginUrl" | "clientId" | "clientSecret">,
  api: string,
  more: JsonObject = {},
) {
  const { url: baseUrl, loginUrl, clientId, clientSecret } = simulator;
  const config = { baseUrl, loginUrl, api, credentials: { clientId, clientSecret }, ...more };
  const connection = await genesyscloud.connect({ name: "t", provider: "genesyscloud", config }, testHost());
  open.push(() => connection.close());
  return connection;
}

async function start(api: string, options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator({ seed: 7, size: "small", now, clock: clock.now, ...options });
  open.push(() => simulator.close());
  const connection = await connectTo(simulator, api);
  return {
    simulator,
    connection,
    read: (name: string, parameters: JsonObject = {}) =>
      collect(genesyscloud, connection, `genesyscloud.${name}`, parameters, {
        idOf: ({ id }) => (typeof id === "string" ? id : undefined),
      }),
  };
}

const faulty = (api: string, ...faults: Fault[]) => start(api, { faults });

const reads: [string, JsonObject, number][] = [
  ["organization", {}, 1],
  ["flows", {}, 40],
  ["flows", { published: true }, 38],
  ["flows", { types: ["WORKFLOW"] }, 2],
  ["ivrs", {}, 12],
  ["flow_execution_logs", { last: "P9D" }, 295],
  ["flow_execution_logs", { last: "PT2H", levels: ["error", "Warn"] }, 56],
  ["audit_events", { last: "P90D" }, 400],
  ["audit_events", { last: "P7D", action: "Update" }, 92],
];

/** Only what both surfaces can tell. */
function shared(record: JsonObject): JsonObject {
  const {
    active: _a,
    deleted: _d,
    versionCount: _v,
    transactionId: _t,
    menuFlowIds: _m,
    holidayHoursFlow: _h,
    application: _p,
    ...rest
  } = record;
  const names = ["openHoursFlow", "closedHoursFlow"];
  const entries = Object.entries(rest).map(([key, value]) => {
    if (names.includes(key)) return [key, (value as JsonObject)["id"] ?? null] as const;
    return [key, key === "flowIds" ? [...(value as string[])].sort() : value] as const;
  });
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

const byId = (records: JsonObject[]) =>
  records.map(shared).sort((left, right) => (String(left["id"]) < String(right["id"]) ? -1 : 1));

describe("both surfaces", () => {
  it.each(reads)("give the same records of %s %j", async (name, parameters) => {
    const platform = await (await start("platform")).read(name, parameters);
    const guide = await (await start("guide")).read(name, parameters);
    expect(platform.ledger.reasons).toEqual([]);
    expect(guide.ledger.reasons).toEqual([]);
    expect(platform.count).toBeGreaterThan(0);
    expect(byId(platform.records)).toEqual(byId(guide.records));
    const { errors } = compileSchema(platform.source.schema ?? {});
    for (const record of [...platform.records, ...guide.records].slice(0, 100))
      expect(errors(record)).toEqual([]);
  });

  it("know the organisation", async () => {
    const { connection, simulator } = await start("platform");
    expect(connection.organizationId).toBe(simulator.organizationId);
  });

  it("read routing rules where there are any", async () => {
    const guide = await (await start("guide")).read("routing_rules");
    expect(guide).toMatchObject({ count: 20, codes: [] });
    expect(guide.records.every(({ flowIds }) => Array.isArray(flowIds))).toBe(true);
    const platform = await (await start("platform")).read("routing_rules");
    expect(platform).toMatchObject({ count: 0, codes: [] });
    expect(platform.ledger.notApplicable).toContain("no routing rules");
  });

  it("read one run only, when asked", async () => {
    const platform = await start("platform");
    const { flowRunId } = (await platform.read("flow_execution_logs", { last: "PT2H" })).records[0]!;
    const parameters = { last: "PT2H", flowRunId: flowRunId! };
    const one = await platform.read("flow_execution_logs", parameters);
    const same = await (await start("guide")).read("flow_execution_logs", parameters);
    expect(one.count).toBeGreaterThan(3);
    expect(byId(one.records)).toEqual(byId(same.records));
  });

  it("read two audit queries at once, one waiting for the other", async () => {
    const { read } = await start("platform");
    const [first, second] = await Promise.all([
      read("audit_events", { last: "P7D" }),
      read("audit_events", { last: "P9D" }),
    ]);
    expect([first.codes, second.codes]).toEqual([[], []]);
    expect(second.count).toBeGreaterThan(first.count);
  });
});

describe("more matches than a search gives", () => {
  it("are read by halving the interval", async () => {
    const { read } = await start("platform", { size: "medium", limits: { perMinute: 100_000 } });
    const logs = await read("flow_execution_logs", { last: "PT40M" });
    const { read: readGuide } = await start("guide", {
      size: "medium",
      limits: { guide: { requests: 100_000, seconds: 1 } },
    });
    const same = await readGuide("flow_execution_logs", { last: "PT40M" });
    expect(logs.codes).toEqual([]);
    expect(logs.count).toBeGreaterThan(200);
    expect(logs.count).toBe(same.count);
  });
});

describe("a missing permission", () => {
  it("is named, and ends only the read that needs it", async () => {
    const { read } = await start("platform", { denied: ["routing:callRoute:view"] });
    const ivrs = await read("ivrs");
    expect(ivrs.ledger.reasons).toMatchObject([
      { code: "forbidden", permissions: ["routing:callRoute:view"] },
    ]);
    expect(ivrs.ledger.reasons[0]?.message).toContain("missing routing:callRoute:view");
    expect(ivrs.ledger.reasons[0]?.correlationId).toBeDefined();
    expect((await read("flows")).codes).toEqual([]);
  });

  it("in the middle of a read is said, with what was read before", async () => {
    const { read } = await faulty("platform", {
      path: "/execution-data/",
      nth: 3,
      action: { kind: "status", status: 403 },
    });
    const logs = await read("flow_execution_logs", { last: "PT2H" });
    expect(logs.codes).toEqual(["forbidden"]);
    expect(logs.count).toBeGreaterThan(100);
  });
});

describe("a feature that the organisation does not have", () => {
  it("makes the data not applicable", async () => {
    const body = { code: "feature.forbidden", message: "Requested feature is forbidden", status: 403 };
    const { read } = await faulty("platform", {
      path: "/architect/ivrs",
      action: { kind: "status", status: 403, body },
    });
    const { ledger } = await read("ivrs");
    expect(ledger.reasons).toEqual([]);
    expect(ledger.notApplicable).toContain("feature.forbidden");
  });
});

describe("faults", () => {
  const flowPath = "^/api/v2/flows$";

  it.each<[string, Fault["action"]]>([
    ["a refused token", { kind: "status", status: 401, body: { code: "bad.credentials" } }],
    ["a rate limit", { kind: "status", status: 429, headers: { "Retry-After": "3" } }],
    ["a server error", { kind: "status", status: 503 }],
    ["a cut connection", { kind: "reset", at: "body" }],
    ["a short body", { kind: "truncate", bytes: 100 }],
    ["a body that just ends", { kind: "truncate", bytes: 100, close: true }],
    ["half a body", { kind: "malformed" }],
  ])("that pass do no harm: %s", async (_name, action) => {
    const { read } = await faulty("platform", { path: flowPath, nth: 1, action });
    expect(await read("flows")).toMatchObject({ count: 40, codes: [] });
  });

  it.each<[string, Fault["action"], string]>([
    ["a refused token", { kind: "status", status: 401 }, "unauthenticated"],
    ["no such endpoint", { kind: "status", status: 404 }, "refused"],
    ["a rate limit", { kind: "status", status: 429, headers: { "Retry-After": "9999" } }, "budget"],
    ["a server error", { kind: "status", status: 500 }, "unreachable"],
    ["a cut connection", { kind: "reset" }, "unreachable"],
    ["half a body", { kind: "malformed" }, "malformed-page"],
    ["a web page", { kind: "html" }, "malformed-page"],
    ["no records", { kind: "drop-field", pointer: "/entities" }, "malformed-page"],
    ["records that are no list", { kind: "set-field", pointer: "/entities", value: {} }, "malformed-page"],
    ["no page count", { kind: "drop-field", pointer: "/pageCount" }, "malformed-page"],
    ["another total", { kind: "set-field", pointer: "/total", value: 41 }, "drift"],
    [
      "an accepted instead of an answer",
      { kind: "status", status: 202, body: { entities: [] } },
      "malformed-page",
    ],
    ["a record without an id", { kind: "drop-field", pointer: "/entities/3/id" }, "unreadable-record"],
    [
      "a record that is none",
      { kind: "set-field", pointer: "/entities/3", value: null },
      "unreadable-record",
    ],
  ])("that stay are said: %s", async (_name, action, code) => {
    const { read } = await faulty("platform", { path: flowPath, action });
    const flows = await read("flows");
    expect(flows.codes).toEqual([code]);
    expect(JSON.stringify(flows.ledger)).not.toContain("<html");
  });

  it("a key that would hide a record is counted and kept out", async () => {
    const { read } = await faulty("guide", {
      path: "/execution-logs/",
      action: { kind: "set-field", pointer: "/entities/0/_jsonata_lambda", value: true },
    });
    const logs = await read("flow_execution_logs", { last: "P9D" });
    expect(logs.codes).toEqual(["unreadable-record"]);
    expect(logs.count).toBe(294);
  });

  it("a redirect is not followed: the token stays", async () => {
    const evil = await loopback((_seen, response) =>
      json(response, 200, { entities: [], total: 0, pageCount: 0 }),
    );
    open.push(evil.close);
    const { read } = await faulty("platform", {
      path: flowPath,
      action: { kind: "redirect", location: `${evil.origin}/x` },
    });
    expect((await read("flows")).codes).toEqual(["refused"]);
    expect(evil.seen).toEqual([]);
  });

  it("a download elsewhere is not fetched, unless the tenant allows it, and never with the token", async () => {
    const evil = await loopback((_seen, response) =>
      json(response, 200, { flow: { executionId: "x", execution: [] } }),
    );
    open.push(evil.close);
    const fault: Fault = {
      path: "/instances/jobs/",
      nth: 2,
      action: { kind: "set-field", pointer: "/entities/0/downloadUri", value: `${evil.origin}/data` },
    };
    const { read } = await faulty("platform", fault);
    const logs = await read("flow_execution_logs", { last: "PT2H" });
    expect(logs.codes).toEqual(["refused"]);
    expect(evil.seen).toEqual([]);

    const simulator = await startSimulator({ seed: 7, size: "small", now, faults: [fault] });
    open.push(() => simulator.close());
    const allowing = await connectTo(simulator, "platform", { downloadOrigins: [evil.origin] });
    expect(
      (await collect(genesyscloud, allowing, "genesyscloud.flow_execution_logs", { last: "PT2H" })).codes,
    ).toEqual([]);
    expect(evil.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it("a job that fails", async () => {
    const { read } = await faulty("platform", {
      path: "/audits/query/[^/]+$",
      action: { kind: "set-field", pointer: "/state", value: "Failed" },
    });
    expect((await read("audit_events", { last: "P7D" })).codes).toEqual(["refused"]);
  });

  it("execution data that could not be prepared", async () => {
    const set = (name: string, value: string | boolean): Fault => ({
      path: "/instances/jobs/",
      nth: 2,
      action: { kind: "set-field", pointer: `/entities/0/${name}`, value },
    });
    const { read } = await faulty("platform", set("failed", true), set("statusCode", "500"));
    const logs = await read("flow_execution_logs", { last: "PT2H" });
    expect(logs.ledger.reasons).toEqual([
      {
        code: "unreadable-record",
        message: "1 record could not be read: its execution data could not be prepared",
      },
    ]);
    const gone = await faulty("platform", set("failed", true), set("statusCode", "404"));
    expect((await gone.read("flow_execution_logs", { last: "PT2H" })).codes).toEqual([]);
  });
});

describe("tokens", () => {
  it("are refreshed ahead of expiry, by one login for all", async () => {
    const { read, simulator } = await start("platform", { limits: { tokenSeconds: 60, perMinute: 100_000 } });
    await Promise.all([read("flows"), read("ivrs"), read("organization")]);
    const before = simulator.stats().logins;
    clock.advance(31_000);
    const all = await Promise.all([read("flows"), read("ivrs"), read("organization")]);
    expect(all.map(({ codes }) => codes)).toEqual([[], [], []]);
    expect([before, simulator.stats().logins]).toEqual([1, 2]);
  });

  it("are refused for wrong credentials, once, and nothing of the secret is said", async () => {
    const simulator = await startSimulator({ seed: 7, size: "small", now });
    open.push(() => simulator.close());
    const connection = await connectTo({ ...simulator, clientSecret: "WRONG-SECRET" }, "platform");
    const flows = await collect(genesyscloud, connection, "genesyscloud.flows");
    expect(flows.codes).toEqual(["unauthenticated"]);
    expect(JSON.stringify(flows.ledger)).not.toContain("WRONG-SECRET");
    expect(flows.ledger.requests).toBe(0);
  });
});

describe("a tenant that cannot be connected", () => {
  const config = {
    region: "eu-west-1",
    credentials: { clientId: { env: "ID" }, clientSecret: { env: "SECRET" } },
  };
  it.each<[string, JsonObject, Record<string, string>, string, string]>([
    ["no secret in the environment", config, { ID: "x" }, "unauthenticated", "SECRET is not set"],
    [
      "certificate checks turned off",
      config,
      { ID: "x", SECRET: "y", NODE_TLS_REJECT_UNAUTHORIZED: "0" },
      "refused",
      "NODE_TLS_REJECT_UNAUTHORIZED",
    ],
    [
      "plain http to elsewhere",
      { ...config, region: null, baseUrl: "http://api.example.com", loginUrl: "https://l.example.com" },
      {},
      "refused",
      "https",
    ],
    [
      "literal credentials elsewhere",
      { ...config, credentials: { clientId: "a", clientSecret: "b" } },
      {},
      "refused",
      "{ env: NAME }",
    ],
    [
      "an unreadable certificate file",
      { ...config, caFile: "missing.pem" },
      { ID: "x", SECRET: "y" },
      "refused",
      "caFile",
    ],
  ])("says why in each read: %s", async (_name, tenantConfig, env, code, message) => {
    const host = testHost({ env: (name) => env[name] });
    const connection = await genesyscloud.connect(
      { name: "t", provider: "genesyscloud", config: tenantConfig },
      host,
    );
    const { ledger } = await collect(genesyscloud, connection, "genesyscloud.flows");
    expect(ledger.reasons).toMatchObject([{ code }]);
    expect(ledger.reasons[0]?.message).toContain(message);
    await connection.close();
  });
});
