import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import type { LookupFunction } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { s3 } from "../../src/stores/s3/s3.ts";
import { storeContract } from "./contract.ts";
import { deliveriesOf } from "./deliveries.ts";
import { keptOfLines } from "./kept-of-lines.ts";
import { hostOf, keptOf, linesOf, openPlace, type Place, storeNamed } from "./place.ts";
import { credentials, type S3Server, s3Server } from "./s3-server.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const buckets = Array.from({ length: 80 }, (_, n) => `bucket-${n}`);
let server: S3Server;
beforeAll(async () => {
  server = await s3Server(buckets);
});
afterAll(() => server.stop());
const withoutFault = (): void => {
  server.fault = undefined;
};
afterEach(withoutFault);

const env = {
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
};
let used = 0;

async function place(more: JsonObject = {}): Promise<Place & { bucket: string }> {
  const bucket = buckets[used++]!;
  const endpoint = `http://127.0.0.1:${server.port}`;
  return {
    store: "s3",
    config: { bucket, region: "us-east-1", endpoint, ...more },
    bucket,
    root: temporaryFolder(),
    env,
    allowedTargets: [endpoint],
    read: async () =>
      server.objects(bucket).flatMap(([key, text]) => {
        const [, tree, name, day] =
          /^bylaw\/(raw|rows)\/kind=([^/]*)\/day=([^/]*)\/[0-9a-f]{32}\.ndjson\.gz$/.exec(key)!;
        return keptOfLines(`${tree}/${name}/${day}`, text);
      }),
  };
}

storeContract("s3", { place, kill: { kills: 8, batches: 10, within: 40 }, repeatsInOtherBatches: true });

const first = deliveriesOf(0, 20);
const delivered = { ok: true, rejected: [] };
const open = (at: Place) => storeNamed("s3").open(at.config, hostOf(at));
const holds = async (at: Place, deliveries = first) =>
  expect(linesOf(await at.read())).toEqual(linesOf(keptOf(deliveries)));

/** What becomes of a batch when the service answers so. */
async function deliverTo(answer: (response: ServerResponse) => void, more: JsonObject = {}) {
  const at = await place(more);
  const sink = await openPlace(at);
  server.fault = (_, response) => {
    answer(response);
    return true;
  };
  const outcome = await sink.deliver(first);
  withoutFault();
  const after = await sink.deliver(first);
  await sink.close();
  await holds(at);
  expect(after).toEqual(delivered);
  return outcome;
}

describe("objects of the s3 store", () => {
  it("are named by the records in them, in whatever order these come", async () => {
    const at = await place({ prefix: "audits/2026/" });
    const sink = await openPlace(at);
    const keys = () =>
      server
        .objects(at.bucket)
        .map(([key]) => key)
        .sort();
    expect(await sink.deliver(first)).toEqual(delivered);
    const before = keys();
    expect(before[0]).toMatch(/^audits\/2026\/raw\/kind=Flow\/day=2026-01-30\/[0-9a-f]{32}\.ndjson\.gz$/);
    expect(await sink.deliver(first.toReversed())).toEqual(delivered);
    expect(keys()).toEqual(before);
    expect(await sink.deliver([first[0]!, first[17]!])).toEqual(delivered);
    expect(keys()).toHaveLength(before.length + 4);
    await sink.close();
  });

  it("are left as they are where nothing may be overwritten", async () => {
    const at = await place({ overwrite: false });
    const sink = await openPlace(at);
    expect(await sink.deliver(first)).toEqual(delivered);
    const changed = first.map((delivery) => ({ ...delivery, raw: '{"changed":true}' }));
    expect(await sink.deliver(changed)).toEqual(delivered);
    await sink.close();
    await holds(at);
  });

  it("go to a host of the bucket's own where that is asked for, over TLS", async () => {
    const pem = (name: string) => join(import.meta.dirname, `../http/certificates/${name}.pem`);
    const tls = { key: readFileSync(pem("good.key"), "utf8"), cert: readFileSync(pem("good"), "utf8") };
    const secure = await s3Server(["api"], { domain: "example.test", tls });
    const lookup: LookupFunction = (_, options, done) =>
      options.all === true ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4);
    const endpoint = `https://example.test:${secure.port}`;
    const settings = { bucket: "api", region: "eu-west-1", endpoint, addressing: "virtual-host" };
    const host = hostOf({ root: "/", env, allowedTargets: [`https://api.example.test:${secure.port}`] });
    for (const [more, expected] of [
      [{ caFile: pem("authority") }, delivered],
      [{}, { ok: false, lasting: true, problem: expect.stringContaining("certificate is not trusted") }],
    ] as const) {
      const opened = await s3({ lookup }).open({ ...settings, ...more }, host);
      if ("problem" in opened) throw new Error(opened.problem);
      expect(await opened.deliver(first)).toEqual(expected);
      await opened.close();
    }
    expect(secure.seen[0]).toContain(`api.example.test:${secure.port}/bylaw/rows/kind%3D`);
    await secure.stop();
  });
});

describe("the s3 store and its service", () => {
  it("goes on after the service was away", async () => {
    const at = await place();
    const sink = await openPlace(at);
    await server.stop();
    expect(await sink.deliver(first)).toMatchObject({ ok: false, lasting: false });
    await server.start();
    expect(await sink.deliver(first)).toEqual(delivered);
    await sink.close();
    await holds(at);
  });

  it.each<[number, string, string, boolean]>([
    [400, "RequestTimeout", "did not get the object in time", false],
    [400, "ExpiredToken", "they have expired", true],
    [400, "InvalidArgument", "refuses the object", true],
    [403, "AccessDenied", "does not permit it", true],
    [403, "RequestTimeTooSkewed", "this machine's clock is wrong", true],
    [301, "PermanentRedirect", "is in another region", true],
    [307, "TemporaryRedirect", "cannot take it now", false],
    [409, "ConditionalRequestConflict", "cannot take it now", false],
    [412, "PreconditionFailed", "refuses the object", true],
    [500, "InternalError", "cannot take it now", false],
    [501, "NotImplemented", "overwrite: true", true],
    [503, "SlowDown", "asks for fewer requests", false],
    [507, "XMinioStorageFull", "has no room left", false],
    [507, "<script>", "has no room left", false],
  ])("says what %d %s means", async (status, code, expected, lasting) => {
    const outcome = await deliverTo((response) => {
      response.writeHead(status, { "retry-after": "7", location: "http://127.0.0.1:9/elsewhere" });
      response.end(`<Error><Code>${code}</Code><Message>personal data</Message></Error>`);
    });
    expect(outcome).toMatchObject({ ok: false, lasting, problem: expect.stringContaining(expected) });
    expect(outcome).toMatchObject(lasting ? {} : { retryAfter: 7_000 });
    expect(JSON.stringify(outcome)).not.toMatch(/personal data|script/);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ["a page of a proxy", (response) => response.end("<html>Log in</html>")],
    ["an empty answer", (response) => response.writeHead(204).end()],
    ["a broken connection", (response) => response.destroy()],
    [
      "half an answer",
      (response) =>
        response.writeHead(200, { etag: '"a"', "content-length": 5 }).write("a", () => response.destroy()),
    ],
  ])("takes %s for no success", async (_, answer) => {
    expect(await deliverTo(answer)).toMatchObject({ ok: false, lasting: false });
  });

  it("gives up a service that does not answer in time", async () => {
    const outcome = await deliverTo(() => undefined, { timeout: "PT0.4S" });
    expect(outcome).toMatchObject({
      ok: false,
      lasting: false,
      problem: expect.stringContaining("deadline"),
    });
  });

  it("stops at once, also while it waits", async () => {
    const stop = new AbortController();
    const sink = await openPlace(await place(), stop.signal);
    server.fault = () => {
      stop.abort(new Error("stopped"));
      return true;
    };
    await expect(sink.deliver(first)).rejects.toThrow("stopped");
    await sink.close();
  });

  it("is refused with a wrong key, and for a bucket that is not there, for good", async () => {
    const at = await place();
    const wrong = { ...env, AWS_SECRET_ACCESS_KEY: "hunter2" };
    for (const [other, expected] of [
      [{ ...at, env: wrong }, "refuses the credentials (403 SignatureDoesNotMatch)"],
      [{ ...at, config: { ...at.config, bucket: "nowhere" } }, "does not exist (404 NoSuchBucket)"],
    ] as const) {
      const sink = await openPlace(other);
      const outcome = await sink.deliver(first);
      expect(outcome).toMatchObject({ ok: false, lasting: true, problem: expect.stringContaining(expected) });
      expect(JSON.stringify(outcome)).not.toContain("hunter2");
      await sink.close();
    }
  });
});

describe("settings of the s3 store", () => {
  const amazon = ["https://bucket.s3.eu-west-1.amazonaws.com"];
  const refused: [string, JsonObject, Partial<Place>, string][] = [
    ["plain http to elsewhere", { endpoint: "http://s3.example.com" }, {}, "endpoint is no URL"],
    ["a user in the endpoint", { endpoint: "https://u:hunter2@s3.example.com" }, {}, "endpoint is no URL"],
    ["a query in the endpoint", { endpoint: "https://s3.example.com?key=hunter2" }, {}, "endpoint is no URL"],
    ["a target that is not allowed", {}, { allowedTargets: amazon }, "not among the allowed targets"],
    ["no key", {}, { env: {} }, "The environment variable AWS_ACCESS_KEY_ID is not set"],
    ["no secret", { secretAccessKey: { env: "MINE" } }, {}, "The environment variable MINE is not set"],
    [
      "a key with a line's end",
      {},
      { env: { ...env, AWS_SECRET_ACCESS_KEY: "hunter2\n" } },
      "holds a character",
    ],
    [
      "certificates unchecked",
      {},
      { env: { ...env, NODE_TLS_REJECT_UNAUTHORIZED: "0" } },
      "turns certificate checks off",
    ],
    ["an authority that is not there", { caFile: "nowhere.pem" }, {}, "caFile cannot be read"],
    ["no time", { timeout: "PT0S" }, {}, "timeout is not between"],
  ];
  it.each(refused)("refused: %s", async (_, config, more, expected) => {
    const opened = await open({ ...(await place(config)), ...more });
    expect(opened).toEqual({ problem: expect.stringContaining(expected) });
    expect(JSON.stringify(opened)).not.toContain("hunter2");
  });

  it("lead to Amazon's host for bucket and region without an endpoint", async () => {
    const at = await place();
    const config = { bucket: "bucket", region: "eu-west-1" };
    const opened = await open({ ...at, config });
    expect(opened).toEqual({ problem: expect.stringContaining(`${amazon[0]}:443`) });
    await (await openPlace({ ...at, config, allowedTargets: amazon })).close();
  });
});
