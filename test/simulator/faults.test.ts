import { afterEach, describe, expect, test } from "vitest";
import type { Fault, FaultAction } from "../../src/simulator/index.ts";
import { loadFaults } from "../../src/simulator/load-faults.ts";
import { type Client, closeAll, open } from "./client.ts";

afterEach(closeAll);

const path = "/api/v2/organizations/me";
const only = (action: FaultAction, more: Partial<Fault> = {}): Promise<Client> =>
  open({ faults: [{ path: "^/api/v2/organizations/me$", action, ...more }] });

async function rawGet(client: Client): Promise<Response> {
  return fetch(client.simulator.url + path, { redirect: "manual" });
}

describe("actions", () => {
  test("status, with body and headers", async () => {
    const client = await only({
      kind: "status",
      status: 503,
      body: { code: "x" },
      headers: { "Retry-After": "7" },
    });
    const reply = await client.get(path);
    expect([reply.status, reply.body, reply.headers.get("Retry-After")]).toEqual([503, { code: "x" }, "7"]);
    expect((await client.get("/api/v2/flows")).status).toBe(200);
  });

  test("reset cuts the connection before or within the answer", async () => {
    for (const at of ["start", "body"] as const) {
      const client = await only({ kind: "reset", at });
      await expect(client.get(path)).rejects.toThrow();
      expect(client.simulator.stats().statuses[at === "start" ? "0" : "200"]).toBeGreaterThan(0);
    }
  });

  test("truncate ends the body early, under the full length or without one", async () => {
    await expect((await only({ kind: "truncate", bytes: 10 })).get(path)).rejects.toThrow();
    const reply = await rawGet(await only({ kind: "truncate", bytes: 10, close: true }));
    expect([await reply.text(), reply.headers.get("Content-Length")]).toEqual(['{"message"', null]);
  });

  test("malformed, html and redirect arrive whole", async () => {
    const half = await (await rawGet(await only({ kind: "malformed" }))).text();
    expect(() => JSON.parse(half)).toThrow(SyntaxError);
    const page = await rawGet(await only({ kind: "html" }));
    expect([page.status, page.headers.get("Content-Type")]).toEqual([200, "text/html"]);
    const away = await rawGet(await only({ kind: "redirect", location: "http://127.0.0.1:9/", status: 307 }));
    expect([away.status, away.headers.get("Location")]).toEqual([307, "http://127.0.0.1:9/"]);
  });

  test("fields are dropped and set by pointer", async () => {
    const dropped = await only({ kind: "drop-field", pointer: "/features/architect" });
    expect((await dropped.get(path)).body.features).not.toHaveProperty("architect");
    const set = await open({
      faults: [{ path: "/flows$", action: { kind: "set-field", pointer: "/entities/0/name", value: 7 } }],
    });
    const { entities } = (await set.get("/api/v2/flows")).body;
    expect([entities[0].name, typeof entities[1].name]).toEqual([7, "string"]);
  });

  test("delay comes before the answer", async () => {
    const client = await only({ kind: "delay", ms: 60 });
    const before = performance.now();
    expect((await client.get(path)).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(55);
  });
});

describe("choice", () => {
  test("of requests by number and method", async () => {
    const client = await only({ kind: "status", status: 500 }, { nth: [2, 3], method: "GET" });
    const statuses = [];
    for (let request = 0; request < 4; request++) statuses.push((await client.get(path)).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
  });

  test("of the login host", async () => {
    const faults: Fault[] = [{ path: "^/oauth/token$", nth: 2, action: { kind: "status", status: 500 } }];
    const client = await open({ faults });
    const again = await fetch(`${client.simulator.loginUrl}/oauth/token`, { method: "POST" });
    expect(again.status).toBe(500);
  });
});

describe("scripts", () => {
  test("are read from YAML", () => {
    const script = `
faults:
  - { path: ^/api/v2/flows$, method: GET, nth: 2, action: { kind: status, status: 429, headers: { Retry-After: 1 } } }
  - { path: flows, action: { kind: drop-field, pointer: /entities } }
  - { path: x, nth: [1, 3], action: { kind: reset } }
`;
    expect(loadFaults(script)).toEqual([
      {
        method: "GET",
        path: "^/api/v2/flows$",
        nth: [2],
        action: { kind: "status", status: 429, headers: { "Retry-After": "1" } },
      },
      { path: "flows", action: { kind: "drop-field", pointer: "/entities" } },
      { path: "x", nth: [1, 3], action: { kind: "reset" } },
    ]);
  });

  test.each([
    ["not YAML", "faults: [", "not YAML"],
    ["another document", "policies: []", "unknown property [policies]"],
    ["unknown key", "faults: [{ path: x, when: 1, action: { kind: reset } }]", "unknown property [when]"],
    ["no path", "faults: [{ action: { kind: reset } }]", "lacks [path]"],
    ["unknown kind", "faults: [{ path: x, action: { kind: explode } }]", "needs a kind"],
    ["prototype kind", "faults: [{ path: x, action: { kind: constructor } }]", "needs a kind"],
    ["missing detail", "faults: [{ path: x, action: { kind: status } }]", "lacks [status]"],
    [
      "unknown detail",
      "faults: [{ path: x, action: { kind: reset, after: 3 } }]",
      "unknown property [after]",
    ],
    ["number zero", "faults: [{ path: x, nth: 0, action: { kind: reset } }]", "[nth]"],
    ["bad expression", "faults: [{ path: '(', action: { kind: reset } }]", "regular expression"],
  ])("that have %s are refused", (_what, text, message) => {
    expect(() => loadFaults(text)).toThrow(message);
  });
});
