import { afterEach, describe, expect, test } from "vitest";
import { startSimulator } from "../../src/simulator/index.ts";
import { routes } from "../../src/simulator/routes/index.ts";
import { askForToken, closeAll, friday, open } from "./client.ts";

afterEach(closeAll);

const fill = (path: string): string => path.replaceAll(/\{\w+\}/g, "x");
const guarded = routes.filter((route) => route.surface !== "open");

describe("what is not known is refused", () => {
  test.each(guarded.map((route) => [route.method, route.path] as const))(
    "query parameter of %s %s",
    async (method, path) => {
      const client = await open();
      const url = `${fill(path)}?unheardOf=1`;
      const reply = method === "GET" ? await client.get(url) : await client.post(url, {});
      expect(reply.status).toBe(400);
      expect(reply.body).toMatchObject({
        status: 400,
        code: "bad.request",
        message: "Unknown query parameter [unheardOf].",
      });
      expect(reply.headers.get("ININ-Correlation-Id")).toBe(reply.body.contextId);
    },
  );

  test.each(guarded.filter((route) => route.body !== undefined).map((route) => [route.path] as const))(
    "body property of %s",
    async (path) => {
      const client = await open();
      const reply = await client.post(path, { unheardOf: 1 });
      expect(reply.status).toBe(400);
      expect(reply.body.message).toContain("unknown property [unheardOf]");
      const list = await client.post(path, []);
      expect(list.body.message).toContain("body must be an object");
    },
  );

  test("the parameters that the guides invented", async () => {
    const client = await open();
    expect((await client.get("/api/v2/flows?status=published&view=expanded")).status).toBe(400);
    expect((await client.get("/api/v2/flows?pageSize=501")).status).toBe(400);
    expect((await client.get("/api/v2/flows?pageNumber=0")).status).toBe(400);
    expect((await client.get("/api/v2/flows?type=INBOUNDCALL")).status).toBe(400);
    expect((await client.get("/api/v2/architect/flows?pageSize=251")).status).toBe(400);
    const log = { startTime: "2026-11-20T10:00:00Z", endTime: "2026-11-20T12:00:00Z" };
    const path = "/api/v2/flows/execution-logs/query";
    for (const wrong of [
      { size: 1001 },
      { logLevel: ["FATAL"] },
      { endTime: log.startTime },
      { startTime: "2026-11-20" },
    ]) {
      expect([wrong, (await client.post(path, { ...log, ...wrong })).status]).toEqual([wrong, 400]);
    }
  });

  test("paths, methods and bodies", async () => {
    const client = await open();
    expect((await client.get("/api/v2/nothing")).body).toMatchObject({ status: 404, code: "not.found" });
    const wrongMethod = await client.post("/api/v2/flows", {});
    expect([wrongMethod.status, wrongMethod.headers.get("Allow")]).toEqual([405, "GET"]);
    expect((await client.get("/api/v2/flows/nobody/versions")).status).toBe(404);
    const { url } = client.simulator;
    expect((await fetch(`${url}/oauth/token`, { method: "POST" })).status).toBe(404);
  });

  test("a body of another type, or that is no JSON", async () => {
    const { simulator } = await open();
    const token = ((await (await askForToken(simulator)).json()) as { access_token: string }).access_token;
    const post = (type: string, body: string): Promise<Response> =>
      fetch(`${simulator.url}/api/v2/audits/query`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": type },
        body,
      });
    expect((await post("text/plain", "{}")).status).toBe(415);
    expect((await post("application/json", "{")).status).toBe(400);
    expect((await post("application/json", `"${"x".repeat(1_000_001)}"`)).status).toBe(413);
  });
});

describe("tokens", () => {
  test("are given for a form with Basic or body credentials, by the login host only", async () => {
    const { simulator } = await open();
    const { clientId, clientSecret, loginUrl } = simulator;
    const reply = await askForToken(simulator);
    expect(await reply.json()).toMatchObject({ token_type: "bearer", expires_in: 86_400 });
    const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    const post = (body: URLSearchParams | string): Promise<Response> =>
      fetch(`${loginUrl}/oauth/token`, { method: "POST", body });
    expect((await post(new URLSearchParams(form))).status).toBe(200);
    expect((await post(JSON.stringify(form))).status).toBe(400);
    expect(await (await post(new URLSearchParams({ ...form, grant_type: "password" }))).json()).toMatchObject(
      {
        error: "unsupported_grant_type",
      },
    );
    expect((await post(new URLSearchParams({ ...form, client_secret: "wrong" }))).status).toBe(400);
    expect((await askForToken(simulator, "wrong")).status).toBe(401);
    expect((await fetch(`${loginUrl}/oauth/token`)).status).toBe(405);
    expect((await fetch(`${loginUrl}/api/v2/flows`)).status).toBe(404);
  });

  test("are required, and expire", async () => {
    let clock = 0;
    const client = await open({ clock: () => clock, limits: { tokenSeconds: 300 } });
    const none = await fetch(`${client.simulator.url}/api/v2/flows`);
    expect([none.status, await none.json()]).toMatchObject([401, { code: "authentication.required" }]);
    clock = 299_999;
    expect((await client.get("/api/v2/flows")).status).toBe(200);
    clock = 300_000;
    expect(await client.get("/api/v2/flows")).toMatchObject({
      status: 401,
      body: { code: "bad.credentials" },
    });
    await client.login();
    expect((await client.get("/api/v2/flows")).status).toBe(200);
    expect(client.simulator.stats().logins).toBe(2);
  });
});

describe("permissions", () => {
  test.each([
    [
      "architect:flow:view",
      ["/api/v2/flows", "/api/v2/architect/flows"],
      ["/api/v2/architect/ivrs", "/api/v2/ivrs"],
    ],
    ["routing:callRoute:view", ["/api/v2/architect/ivrs", "/api/v2/ivrs"], ["/api/v2/flows"]],
    ["audits:audit:view", ["/api/v2/audits/query/servicemapping"], ["/api/v2/organizations/me"]],
  ])("without %s", async (permission, refused, served) => {
    const client = await open({ denied: [permission] });
    for (const path of refused) {
      const { status, body } = await client.get(path);
      expect([status, body.code, body.messageParams]).toEqual([
        403,
        "missing.permissions",
        { permissions: permission },
      ]);
      expect(body.message).toContain(permission);
    }
    for (const path of served) expect((await client.get(path)).status).toBe(200);
  });
});

describe("rate limits", () => {
  test("count per token and minute on the platform", async () => {
    let clock = 0;
    const client = await open({ clock: () => clock, limits: { perMinute: 3 } });
    const counts = [];
    for (let request = 0; request < 3; request++) {
      const { headers } = await client.get("/api/v2/organizations/me");
      counts.push(["count", "allowed", "reset"].map((name) => headers.get(`inin-ratelimit-${name}`)));
      clock += 10_000;
    }
    expect(counts).toEqual([
      ["1", "3", "60"],
      ["2", "3", "50"],
      ["3", "3", "40"],
    ]);
    const limited = await client.get("/api/v2/organizations/me");
    expect(limited).toMatchObject({ status: 429, body: { code: "too.many.requests.retry.after" } });
    expect(limited.headers.get("Retry-After")).toBe("30");
    await client.login();
    expect((await client.get("/api/v2/organizations/me")).status).toBe(200);
    clock = 60_000;
    expect((await client.get("/api/v2/organizations/me")).status).toBe(200);
    expect(client.simulator.stats().limited).toBe(1);
  });

  test("have their own window and headers on the guide surface", async () => {
    const client = await open({
      clock: () => 0,
      limits: { perMinute: 1, guide: { requests: 2, seconds: 10 } },
    });
    const first = await client.get("/api/v2/ivrs");
    expect(["Limit", "Remaining", "Reset"].map((name) => first.headers.get(`X-RateLimit-${name}`))).toEqual([
      "2",
      "1",
      "10",
    ]);
    expect(first.headers.get("inin-ratelimit-count")).toBeNull();
    await client.get("/api/v2/ivrs");
    const limited = await client.get("/api/v2/ivrs");
    expect([limited.status, limited.headers.get("Retry-After")]).toEqual([429, "10"]);
    expect((await client.get("/api/v2/organizations/me")).status).toBe(200);
  });
});

describe("the process around it", () => {
  test("statistics name routes and statuses, and no simulator failure", async () => {
    const client = await open();
    await client.get("/api/v2/flows?pageSize=1");
    await client.get("/api/v2/flows/x/versions");
    const stats = client.simulator.stats();
    expect(stats).toMatchObject({
      requests: 3,
      logins: 1,
      routes: { "POST /oauth/token": 1, "GET /api/v2/flows": 1, "GET /api/v2/flows/{flowId}/versions": 1 },
      statuses: { "200": 2, "404": 1 },
      failures: [],
    });
    expect(stats.log[1]).toMatchObject({
      path: "/api/v2/flows",
      query: "pageSize=1",
      authorized: true,
      status: 200,
    });
  });

  test("a taken port rejects, a closed simulator frees it", async () => {
    const first = await startSimulator({ seed: 1, size: "small", now: friday });
    const port = Number(new URL(first.url).port);
    await expect(startSimulator({ seed: 1, size: "small", now: friday, port })).rejects.toThrow("EADDRINUSE");
    await first.close();
    const second = await startSimulator({ seed: 1, size: "small", now: friday, port });
    expect(second.url).toBe(first.url);
    await second.close();
  });
});
