import { describe, expect, it } from "vitest";
import type { HttpClient, HttpResult } from "../../src/http/exchange.ts";
import { httpFailure } from "../../src/http/failure.ts";
import { createTokenSource } from "../../src/http/token-source.ts";
import type { Json } from "../../src/model/json.ts";
import { fakeClock } from "./fake-clock.ts";

function answered(body: Json): HttpResult {
  return { ok: true, status: 200, headers: {}, body, attempts: 1, latencyMs: 1 };
}

/** A token source before a login that answers as told. */
function start(answer: (nth: number) => HttpResult) {
  const sent: { headers?: Readonly<Record<string, string>>; body?: string | Uint8Array }[] = [];
  const client: HttpClient = {
    send: async (request) => {
      sent.push(request);
      await Promise.resolve();
      return answer(sent.length);
    },
    counts: () => ({ requests: 0, retries: 0 }),
    close: async () => {},
  };
  const clock = fakeClock();
  const source = createTokenSource({
    client,
    url: "https://login.example.com/oauth/token",
    clientId: "id",
    clientSecret: "SECRET",
    clock,
  });
  return { source, sent, clock };
}

const token = (lifetime: Json) => (nth: number) =>
  answered({ access_token: `t${nth}`, token_type: "bearer", expires_in: lifetime });

describe("a token source", () => {
  it("logs in once however many wait, with the secret in the header only", async () => {
    const { source, sent } = start(token(3600));
    const headers = await Promise.all(Array.from({ length: 20 }, () => source.header()));
    expect(new Set(headers.map((header) => (header.ok ? header.value : "")))).toEqual(new Set(["Bearer t1"]));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toBe("grant_type=client_credentials");
    expect(sent[0]?.headers?.["authorization"]).toBe(`Basic ${btoa("id:SECRET")}`);
  });

  it.each([
    ["audits routing:readonly", ["audits", "routing:readonly"]],
    [" audits  audits ", ["audits", "audits"]],
    ["", undefined],
    [" ", undefined],
    ['say "audits"', undefined],
    [["audits"], undefined],
    [undefined, undefined],
  ])("says what its tokens are good for when the login answers with scope %j", async (scope, scopes) => {
    const { source } = start(() =>
      answered({ access_token: "t", expires_in: 3600, ...(scope === undefined ? {} : { scope }) }),
    );
    expect(source.scopes()).toBeUndefined();
    await source.header();
    expect(source.scopes()).toEqual(scopes);
  });

  it.each([
    [3600, 3_539_999, 3_540_001],
    [1, 499, 501],
    [0, 239_000, 241_000],
    [-5, 239_000, 241_000],
    ["3600", 239_000, 241_000],
    [null, 239_000, 241_000],
    [1e12, 172_739_000, 172_741_000],
  ])("refreshes ahead of an expiry of %s s", async (lifetime, before, after) => {
    const { source, sent, clock } = start(token(lifetime));
    await source.header();
    clock.advance(before);
    await source.header();
    expect(sent).toHaveLength(1);
    clock.advance(after - before);
    await Promise.all([source.header(), source.header()]);
    expect(sent).toHaveLength(2);
  });

  it("logs in anew when the API refuses a token, once for all that used it", async () => {
    const { source, sent } = start(token(3600));
    const header = await source.header();
    if (!header.ok) throw new Error("no token");
    expect([source.refused(header), source.refused(header)]).toEqual([true, true]);
    await source.header();
    source.refused(header);
    expect(await source.header()).toMatchObject({ value: "Bearer t2" });
    expect(sent).toHaveLength(2);
  });

  it("takes a refused login for final and prints nothing of the answer", async () => {
    const body = { error: "invalid_client", description: "SECRET" };
    const { source, sent } = start(() =>
      httpFailure("refused", "POST /oauth/token answered 400", { status: 400, body }),
    );
    const failures = [await source.header(), await source.header()];
    for (const failure of failures) {
      expect(failure).toMatchObject({
        ok: false,
        reason: { code: "unauthenticated", message: "The login was refused: 400 (invalid_client)" },
      });
    }
    expect(sent).toHaveLength(1);
  });

  it("asks again after a failure that passes", async () => {
    const { source } = start((nth) => (nth === 1 ? httpFailure("unreachable", "down") : token(60)(nth)));
    expect(await source.header()).toMatchObject({ ok: false, reason: { code: "unreachable" } });
    expect(await source.header()).toMatchObject({ ok: true });
  });

  it.each<[string, Json]>([
    ["none", {}],
    ["an empty one", { access_token: "" }],
    ["one with a line break", { access_token: "a\r\nx: y" }],
    ["no object", "token"],
  ])("has no use for an answer with %s", async (_name, body) => {
    const { source } = start(() => answered(body));
    expect(await source.header()).toMatchObject({ ok: false, reason: { code: "unauthenticated" } });
  });
});
