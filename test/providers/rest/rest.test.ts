import { afterEach, describe, expect, it } from "vitest";
import { collectDataset } from "../../../src/datasets/collect-dataset.ts";
import type { DataSource } from "../../../src/model/data-source.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { compileSchema } from "../../../src/policy/validation/compiled-schema.ts";
import { configSchema } from "../../../src/providers/rest/config-schema.ts";
import { createRest } from "../../../src/providers/rest/index.ts";
import { fakeClock } from "../../http/fake-clock.ts";
import { type Answer, json, loopback } from "../../http/loopback.ts";
import { testHost } from "../host.ts";

const rest = createRest({ clock: fakeClock() });
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const tickets: DataSource = {
  name: "rest.tickets",
  provider: "rest",
  title: "Tickets",
  resource: { type: "ticket", id: "key" },
  parameters: { type: "object" },
  read: {
    request: { path: "/tickets", query: { state: "{{ $with.state }}" } },
    paging: { style: "next-uri", next: "links.next" },
    records: "data.items",
    id: "number",
    map: '{ "key": "T-" & number, "title": title }',
  },
};

async function start(answer: Answer, auth?: JsonObject, env: Record<string, string> = {}) {
  const server = await loopback(answer);
  const config = { baseUrl: `${server.origin}/api/v3/`, ...(auth === undefined ? {} : { auth }) };
  const connection = await rest.connect(
    { name: "t", provider: "rest", config },
    testHost({ env: (name) => env[name] }),
  );
  open.push(server.close, () => connection.close());
  const read = (parameters: JsonObject = {}) =>
    collectDataset(connection, { source: tickets, parameters }, "tickets", "t");
  return { server, read };
}

const empty: Answer = (_seen, response) => json(response, 200, { data: { items: [] } });

describe("a described API", () => {
  it("is read below its base URL, and along its own links", async () => {
    const { server, read } = await start((seen, response) => {
      const items = [{ number: seen.path.includes("page=2") ? 2 : 1, title: "x" }];
      json(response, 200, {
        data: { items },
        links: seen.path.includes("page=2") ? {} : { next: "/api/v3/tickets?page=2" },
      });
    });
    const dataset = await read({ state: "open" });
    expect(dataset.ledger.reasons).toEqual([]);
    expect([...dataset.batches()].flat()).toEqual([
      { key: "T-1", title: "x" },
      { key: "T-2", title: "x" },
    ]);
    expect(server.seen.map(({ path }) => path)).toEqual([
      "/api/v3/tickets?state=open",
      "/api/v3/tickets?page=2",
    ]);
  });

  it.each(["https://evil.example/next", "//evil.example/next", "/\\evil.example/next"])(
    "may not lead elsewhere: %s",
    async (next) => {
      const { read } = await start((_seen, response) =>
        json(response, 200, { data: { items: [{ number: 1 }] }, links: { next } }),
      );
      expect((await read()).ledger.reasons).toMatchObject([{ code: "refused" }]);
    },
  );

  it("is validated without a request", () => {
    expect(rest.validateSource?.(tickets)).toEqual([]);
    expect(rest.validateSource?.({ ...tickets, read: {} })).toMatchObject([{ pointer: "/read" }]);
    expect(
      rest.estimate({ source: tickets, parameters: {} }, { name: "t", provider: "rest", config: {} }),
    ).toEqual({ requests: 1, permissions: [], scopes: [] });
  });
});

describe("credentials", () => {
  const secret = (name: string) => ({ env: name });
  const env = { TOKEN: "tok", USER: "me", PASSWORD: "pw" };

  it.each<[string, JsonObject | undefined, string, string | undefined]>([
    ["none given", undefined, "authorization", undefined],
    ["bearer", { bearer: secret("TOKEN") }, "authorization", "Bearer tok"],
    [
      "basic",
      { basic: { user: secret("USER"), password: secret("PASSWORD") } },
      "authorization",
      `Basic ${btoa("me:pw")}`,
    ],
    ["a header", { header: { name: "X-Api-Key", value: secret("TOKEN") } }, "x-api-key", "tok"],
  ])("are sent: %s", async (_name, auth, header, value) => {
    if (auth !== undefined)
      expect(compileSchema(configSchema).errors({ baseUrl: "https://x.example", auth })).toEqual([]);
    const { server, read } = await start(empty, auth, env);
    await read();
    expect(server.seen[0]?.headers[header]).toBe(value);
  });

  it("come from OAuth, with its own form", async () => {
    const login = await loopback((_seen, response) =>
      json(response, 200, { access_token: "abc", expires_in: 60 }),
    );
    open.push(login.close);
    const oauth = {
      tokenUrl: `${login.origin}/token`,
      clientId: secret("USER"),
      clientSecret: secret("PASSWORD"),
      scope: "read all",
    };
    const auth = { oauth };
    expect(compileSchema(configSchema).errors({ baseUrl: "https://x.example", auth })).toEqual([]);
    const { server, read } = await start(empty, auth, env);
    await read();
    expect(login.seen[0]?.body).toBe("grant_type=client_credentials&scope=read+all");
    expect(server.seen[0]?.headers.authorization).toBe("Bearer abc");
  });

  it("that are missing end each read, before any request", async () => {
    const { server, read } = await start(empty, { bearer: secret("NOWHERE") }, env);
    expect((await read()).ledger.reasons).toEqual([
      { code: "unauthenticated", message: "The environment variable NOWHERE is not set" },
    ]);
    expect(server.seen).toEqual([]);
  });

  it("that are refused say so", async () => {
    const { read } = await start(
      (_seen, response) => json(response, 401, { message: "tok" }),
      { bearer: secret("TOKEN") },
      env,
    );
    expect((await read()).ledger.reasons).toEqual([
      { code: "unauthenticated", message: "GET /api/v3/tickets answered 401" },
    ]);
  });
});
