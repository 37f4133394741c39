import { afterEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import type { SimulatorOptions } from "../../../src/simulator/index.ts";
import { buildOrg } from "../../../src/simulator/org/org.ts";
import { now } from "../host.ts";
import { openSimulated } from "./read-simulated.ts";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function start(options: Partial<SimulatorOptions> = {}) {
  const org = await openSimulated("platform", options);
  open.push(org.close);
  const read = (name: string, parameters: JsonObject = {}) => org.read(`genesyscloud.${name}`, parameters);
  const records = async (name: string, parameters?: JsonObject) => (await read(name, parameters)).records;
  return { simulator: org.simulator, read, records };
}

const texts = (value: unknown): string[] => [value].flat().map(String);
const setOf = (records: readonly JsonObject[], ...fields: string[]): string[] =>
  records.map((record) => fields.map((field) => String(record[field])).join(" ")).sort();

describe.each([1, 2, 7])("the simulated organisation of seed %i", (seed) => {
  it("tells the same grants by user, by role and by division", async () => {
    const { records } = await start({ seed });
    const byUser = await records("user_grants", { state: "any" });
    const byRole = (await records("role_grants")).flatMap((grant) =>
      texts(grant["divisionIds"]).map((divisionId): JsonObject => ({ ...grant, divisionId })),
    );
    const ofUsers = byRole.filter((grant) => grant["subjectType"] === "PC_USER");
    expect(setOf(ofUsers, "subjectId", "roleId", "divisionId")).toEqual(
      setOf(byUser, "userId", "roleId", "divisionId"),
    );
    const somewhere = byRole.filter((grant) => grant["divisionId"] !== "*");
    expect(setOf(await records("division_grants"), "subjectId", "roleId", "divisionId")).toEqual(
      setOf(somewhere, "subjectId", "roleId", "divisionId"),
    );
    const users = await records("users", { state: "any" });
    const held = users.flatMap(({ id, roleIds }) => texts(roleIds).map((roleId) => `${id} ${roleId}`));
    expect([...new Set(setOf(byUser, "userId", "roleId"))]).toEqual(held.sort());
    for (const { id, users: count } of await records("roles")) {
      const holders = users.filter(({ roleIds }) => texts(roleIds).includes(String(id)));
      expect([id, holders.length]).toEqual([id, count]);
    }
  });

  it("tells the same members by group and by user", async () => {
    const { records } = await start({ seed });
    const members = await records("group_members");
    const users = await records("users", { state: "any" });
    const told = users.flatMap(({ id, groupIds }) => texts(groupIds).map((group) => `${group} ${id}`));
    expect(setOf(members, "groupId", "userId")).toEqual(told.sort());
    for (const { id, members: count } of await records("groups"))
      expect(members.filter(({ groupId }) => groupId === id)).toHaveLength(Number(count));
  });

  it("lets only people of trusted organisations visit", async () => {
    const { records } = await start({ seed });
    const audits = await records("trustee_audits", { last: "P60D" });
    expect(audits.length).toBeGreaterThan(0);
    const visitors = setOf(await records("trustee_users"), "trusteeId", "userId");
    for (const visit of setOf(audits, "trusteeId", "userId")) expect(visitors).toContain(visit);
    const all = await records("audit_events", { last: "P60D" });
    expect(setOf(all, "id")).toEqual(expect.arrayContaining(setOf(audits, "id")));
  });
});

it("the client that reads has a role with exactly what was granted", async () => {
  const granted = ["oauth:client:view", "authorization:role:view", "mfa:verifier:view"];
  const { simulator, records } = await start({ granted, denied: ["mfa:verifier:view"] });
  const client = (await records("oauth_clients")).find(({ id }) => id === simulator.clientId);
  const [roleId] = texts(client?.["roleIds"]);
  const role = (await records("roles")).find(({ id }) => id === roleId);
  expect(role?.["permissions"]).toEqual(["authorization:role:view", "oauth:client:view"]);
});

it("a permission that is missing as such is asked for once, not for every user", async () => {
  const { read, simulator } = await start({ size: "medium", granted: ["authorization:grant:view"] });
  const { ledger } = await read("user_verifiers");
  expect(ledger.reasons).toMatchObject([{ code: "forbidden", permissions: ["mfa:verifier:view"] }]);
  expect(simulator.stats().requests).toBeLessThan(10);
});

it("usage is the same of each client and of the organisation", async () => {
  const { records, read } = await start();
  const interval = { from: "2026-11-01T00:00:00Z", to: "2026-11-11T00:00:00Z" };
  const clients = await records("oauth_client_usage", interval);
  const days = await records("api_usage", interval);
  for (const { clientId, requests, lastUsedAt } of clients) {
    const mine = days.filter((record) => record["clientId"] === clientId);
    expect(mine.reduce((sum, record) => sum + Number(record["requests"]), 0)).toBe(requests);
    expect(lastUsedAt).toBe(mine.length === 0 ? null : "2026-11-10T00:00:00.000Z");
  }
  expect(clients.filter(({ requests }) => requests === 0).length).toBeGreaterThan(0);
  const wide = await read("api_usage", { ...interval, groupBy: ["HttpMethod", "TemplateUri"] });
  expect([wide.count, wide.records[0]?.["clientId"]]).toEqual([30, undefined]);
});

it.each([
  ["results that are only the first page", "set-field", "/cursors", { after: "x" }],
  ["a query that failed", "set-field", "/queryStatus", "Failed"],
  ["a state that is not told", "drop-field", "/queryStatus", null],
] as const)("%s make usage incomplete", async (_, kind, pointer, value) => {
  const action = kind === "drop-field" ? { kind, pointer } : { kind, pointer, value };
  const { read, records } = await start({ faults: [{ path: "/usage/query/results/", action }] });
  const [client] = await records("oauth_clients");
  const { codes } = await read("oauth_client_usage", { clientIds: texts(client?.["id"]) });
  expect(codes).not.toEqual([]);
});

it("a user without the list of second factors is not taken for one without any", async () => {
  const action = { kind: "drop-field", pointer: "/entities" } as const;
  const { read } = await start({ faults: [{ path: "/verifiers$", nth: 1, action }] });
  const { records } = await read("user_verifiers");
  expect(records[0]).not.toHaveProperty("enabledVerifiers");
});

it.each([
  ["user_verifiers", { userIds: ["misspelt"] }],
  ["role_grants", { roles: ["Admin", "Admni"] }],
  ["division_grants", { divisions: ["Hme"] }],
  ["limits", { namespaces: ["platform.api", "platfrom.api"] }],
  ["oauth_client_usage", { clientIds: ["misspelt"] }],
])("a misspelt name in the parameters of %s is not taken for nothing there", async (source, parameters) => {
  const { read } = await start();
  expect((await read(source, parameters)).codes).toEqual(["unreadable-record"]);
});

it("limits tell which were changed", async () => {
  const { records } = await start();
  const changed = (await records("limits")).filter((limit) => limit["value"] !== limit["default"]);
  expect(setOf(changed, "id")).toEqual([
    "authorization/role.count",
    "datatables/datatable.row.count",
    "platform.api/client.credentials.token.rate.per.minute",
  ]);
});

it("a large organisation is known quickly", () => {
  const org = buildOrg({ seed: 7, size: "large", now });
  const started = performance.now();
  const { members, grants, groupsByUser, licenses } = org.identity;
  expect([members().length, grants().length > 10_000]).toEqual([5_000, true]);
  expect(groupsByUser().size + licenses().length).toBeGreaterThan(5_000);
  expect(performance.now() - started).toBeLessThan(2_000);
});
