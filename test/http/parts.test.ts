import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoff } from "../../src/http/backoff.ts";
import { decodeJson, parseJson } from "../../src/http/decode-json.ts";
import { certificatesUnchecked, proxyFor } from "../../src/http/environment.ts";
import { defaultLimits } from "../../src/http/limits.ts";
import { allowedOrigin, pinnedUrl } from "../../src/http/origin.ts";
import { readRateWindow } from "../../src/http/rate-window.ts";
import { parseRetryAfter } from "../../src/http/retry-after.ts";

describe("parseJson", () => {
  it("gives what JSON.parse gives wherever that loses nothing", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const parsed = parseJson(text);
        if (parsed.ok && !/\d{16}/.test(text)) expect(parsed.value).toEqual(JSON.parse(text));
      }),
    );
  });

  it("keeps integers beyond 2^53 as their digits", () => {
    expect(parseJson('{"id":9007199254740993,"n":[-12345678901234567890],"ok":9007199254740991}')).toEqual({
      ok: true,
      plain: false,
      value: { id: "9007199254740993", n: ["-12345678901234567890"], ok: 9007199254740991 },
    });
    expect(parseJson("[4.206947768597406e+37,9007199254740993]")).toEqual({
      ok: true,
      plain: false,
      value: [4.206947768597406e37, "9007199254740993"],
    });
  });

  it.each([
    ['{"a":1,"a":2}', "repeats a key within an object"],
    ['[{"b":{"\\u0061":1,"a":2}}]', "repeats a key within an object"],
    ["[1e400]", "holds a number out of range"],
    ["[NaN]", "is not valid JSON"],
    ['{"ssn":', "is not valid JSON"],
    [`${"[".repeat(200)}${"]".repeat(200)}`, "is nested too deeply"],
    ["\uFEFF{}", "is not valid JSON"],
  ])("refuses %s", (text, problem) => {
    expect(parseJson(text)).toEqual({ ok: false, problem });
  });

  it.each(['{"a\\"b":"c\\\\","d":":"}', '{"a":"\\\\\\"","b": {"a":1}}', '["a","b:","c"]'])(
    "counts keys past quotes: %s",
    (text) => {
      expect(parseJson(text).ok).toBe(true);
    },
  );

  it.each([
    [String.raw`{"a":1,"\\":2}`, String.raw`{"a":1,"\u0062":3}`, { a: 1, b: 3 }],
    [String.raw`{"a":1,"\\u0":2}`, String.raw`{"a":1,"\u0073sn":3}`, { a: 1, ssn: 3 }],
    [String.raw`[{"c":1,"x\\":2}]`, String.raw`[{"c":1},{"c":1,"x\"":3}]`, [{ c: 1 }, { c: 1, 'x"': 3 }]],
  ])("refuses a key that JSON.parse misreads behind %s: %s", (before, text, value) => {
    // That it does depends on the version of V8, and on what was parsed before: the value is right, or refused.
    for (let round = 0; round < 3; round++) {
      expect(parseJson(before)).toMatchObject({ ok: true });
      const decoded = parseJson(text);
      const misread = JSON.stringify(JSON.parse(text)) !== JSON.stringify(value);
      const problem = "holds an escaped key that JSON.parse of this Node.js misreads";
      expect(decoded).toEqual(misread ? { ok: false, problem } : { ok: true, value, plain: true });
    }
  });

  it("takes keys with backslashes for what they are", () => {
    const value = {
      [String.raw`A\b`]: [{ "\\": 1, '"': 2 }],
      [String.raw`\u0061`]: { [String.raw`\\`]: "\\" },
    };
    expect(parseJson(JSON.stringify(value))).toEqual({ ok: true, value, plain: true });
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(decodeJson(Uint8Array.of(0x22, 0xff, 0x22))).toEqual({ ok: false, problem: "is not valid UTF-8" });
    expect(decodeJson(Buffer.from("{}", "utf16le")).ok).toBe(false);
  });
});

describe("origins", () => {
  it.each([
    "http://example.com",
    "ftp://example.com",
    "https://user@example.com",
    "https://:p@example.com",
    "nonsense",
    "http://127.0.0.1.evil.com",
  ])("refuses %s as one that a token may go to", (url) => {
    expect(allowedOrigin(url)).toBeUndefined();
  });

  it("takes https and this machine", () => {
    expect(allowedOrigin("https://api.mypurecloud.ie/")).toBe("https://api.mypurecloud.ie");
    expect(allowedOrigin("http://127.0.0.1:80/x")).toBe("http://127.0.0.1");
    expect(allowedOrigin("http://[::1]:8080")).toBe("http://[::1]:8080");
  });

  it("pins what is resolved, not what is written", () => {
    const origins = ["https://api.example.com"];
    expect(pinnedUrl("/a/../b", origins)?.href).toBe("https://api.example.com/b");
    for (const url of [
      "//evil",
      "\\\\evil",
      "/\\evil",
      "https://api.example.com@evil",
      "https://api.example.com.evil",
      "ht\ttps://evil",
      "https://api.example.com:8443/",
      "http://api.example.com/",
    ]) {
      expect(pinnedUrl(url, origins)).toBeUndefined();
    }
  });
});

describe("parseRetryAfter", () => {
  const date = "Fri, 20 Nov 2026 12:00:00 GMT";
  it.each([
    ["5", 5000],
    ["0", 0],
    ["Fri, 20 Nov 2026 12:00:03 GMT", 3000],
    ["Fri, 20 Nov 2026 11:00:00 GMT", 0],
    ["Fri, 31 Feb 2026 12:00:03 GMT", undefined],
    ["Friday, 20-Nov-26 12:00:03 GMT", undefined],
    [" 5", undefined],
    ["1e3", undefined],
  ])("%s", (value, expected) => {
    expect(parseRetryAfter(value, date)).toBe(expected);
  });

  it("cannot use a date without the server's own", () => {
    expect(parseRetryAfter("Fri, 20 Nov 2026 12:00:03 GMT", undefined)).toBeUndefined();
  });
});

describe("what headers tell about the rate limit", () => {
  const platform = (count: string, reset: string) => ({
    "inin-ratelimit-count": count,
    "inin-ratelimit-allowed": "300",
    "inin-ratelimit-reset": reset,
  });
  it.each([
    ["plenty left", platform("100", "30"), { remaining: 200, reserve: 3, reset: 30_000 }],
    ["over the limit", platform("310", "30"), { remaining: 0, reserve: 3, reset: 30_000 }],
    ["epoch instead of seconds", platform("300", "1790000000"), undefined],
    ["nonsense", platform("many", "-1"), undefined],
    [
      "the other headers",
      { "x-ratelimit-remaining": "4", "x-ratelimit-reset": "10" },
      { remaining: 4, reserve: 0, reset: 10_000 },
    ],
    ["none", {}, undefined],
  ])("%s", (_name, headers, expected) => {
    expect(readRateWindow(headers)).toEqual(expected);
  });
});

describe("backoff", () => {
  it("grows to a cap and is spread over all of it", () => {
    const waits = (random: number) => [1, 2, 3, 20].map((attempt) => backoff(attempt, random, defaultLimits));
    expect(waits(0)).toEqual([100, 100, 100, 100]);
    expect(waits(0.999999)).toEqual([599, 1099, 2099, 60_099]);
  });
});

describe("the environment", () => {
  const env = (values: Record<string, string>) => (name: string) => values[name];
  it("may not turn certificate checks off", () => {
    expect(certificatesUnchecked(env({ NODE_TLS_REJECT_UNAUTHORIZED: "0" }))).toBe(true);
    expect(certificatesUnchecked(env({}))).toBe(false);
  });

  it("names a proxy, and hosts without", () => {
    const values = { HTTPS_PROXY: "http://proxy:3128", NO_PROXY: "example.org, .internal" };
    expect(proxyFor("https://api.example.com", env(values))).toBe("http://proxy:3128");
    expect(proxyFor("https://example.org", env(values))).toBeUndefined();
    expect(proxyFor("https://a.internal", env(values))).toBeUndefined();
    expect(proxyFor("https://notexample.org", env(values))).toBe("http://proxy:3128");
    expect(proxyFor("https://api.example.com", env({}))).toBeUndefined();
  });
});
