import { describe } from "vitest";
import { judge, onceAndAlways } from "./judge.ts";

const flows = "^/api/v2/flows$";
const results = "/audits/query/[^/]+/results$";
const audits = { source: "audit_events" } as const;
const token = "/oauth/token$";
const status = (code: number, headers: Readonly<Record<string, string>> = {}, body?: object) =>
  ({
    kind: "status",
    status: code,
    headers,
    ...(body === undefined ? {} : { body: JSON.parse(JSON.stringify(body)) }),
  }) as const;

describe("refusals of a page", () => {
  judge([
    ...onceAndAlways(1, "401", flows, status(401), "whole", "unauthenticated"),
    ...onceAndAlways(2, "401 of an audit page", results, status(401), "whole", "unauthenticated", audits),
    ...onceAndAlways(7, "403", flows, status(403), "forbidden", "forbidden"),
    ...onceAndAlways(9, "400 for the cursor", results, status(400), "whole", "refused", audits),
    ...onceAndAlways(10, "400", flows, status(400), "refused", "refused"),
    ...onceAndAlways(11, "404", flows, status(404), "refused", "refused"),
    ...onceAndAlways(13, "408", flows, status(408), "whole", "unreachable"),
    ...onceAndAlways(13, "425", flows, status(425), "whole", "unreachable"),
    ...onceAndAlways(14, "409", flows, status(409), "refused", "refused"),
    ...onceAndAlways(14, "412", flows, status(412), "refused", "refused"),
    ...onceAndAlways(14, "422", flows, status(422), "refused", "refused"),
    ...onceAndAlways(15, "413", flows, status(413), "whole", "refused"),
    ...onceAndAlways(15, "414", flows, status(414), "whole", "refused"),
    ...onceAndAlways(49, "403 where it was granted", results, status(403), "forbidden", "forbidden", audits),
  ]);
});

describe("servers in trouble", () => {
  judge(
    [500, 502, 503, 504, 520, 529].flatMap((code) =>
      onceAndAlways(23, String(code), flows, status(code), "whole", "unreachable"),
    ),
  );
  judge(onceAndAlways(24, "503 for 7 s", flows, status(503, { "Retry-After": "7" }), "whole", "unreachable"));
});

describe("rate limits", () => {
  const limited = (value: string | undefined, more: Readonly<Record<string, string>> = {}) =>
    status(429, { ...(value === undefined ? {} : { "Retry-After": value }), ...more });
  const date = "Fri, 20 Nov 2026 12:00:00 GMT";
  judge([
    ...onceAndAlways(16, "429 for 1 s", flows, limited("1"), "whole", "budget"),
    ...onceAndAlways(16, "429 for 60 s", flows, limited("60"), "whole", "budget"),
    ...onceAndAlways(17, "429 without a time", flows, limited(undefined), "whole", "budget"),
    ...["0", "-5", "abc", "1.5", "0x2", "2, 5"].flatMap((value) =>
      onceAndAlways(18, `429 with '${value}'`, flows, limited(value), "whole", "budget"),
    ),
    ...onceAndAlways(
      19,
      "429 until a date, by a server an hour ahead",
      flows,
      limited("Fri, 20 Nov 2026 12:00:09 GMT", { Date: date }),
      "whole",
      "budget",
      {},
    ),
    ...onceAndAlways(
      19,
      "429 until a date that is past",
      flows,
      limited("Fri, 20 Nov 2026 11:00:00 GMT", { Date: date }),
      "whole",
      "budget",
    ),
    ...onceAndAlways(20, "429 for three years", flows, limited("99999999"), "budget", "budget"),
    {
      row: 21,
      name: "every second request limited",
      faults: [
        {
          path: "^/api/v2/",
          nth: Array.from({ length: 200 }, (_, index) => index * 2),
          action: limited("1"),
        },
      ].map((fault) => ({ ...fault, nth: fault.nth.filter((number) => number > 0) })),
      outcome: "whole",
    },
    ...[
      { "inin-ratelimit-count": "many", "inin-ratelimit-allowed": "", "inin-ratelimit-reset": "-1" },
      {
        "inin-ratelimit-count": "299",
        "inin-ratelimit-allowed": "300",
        "inin-ratelimit-reset": "1790000000",
      },
      { "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "abc" },
    ].flatMap((set) =>
      onceAndAlways(
        22,
        `rate headers ${Object.values(set)}`,
        flows,
        { kind: "headers", set },
        "whole",
        "whole",
      ),
    ),
    ...onceAndAlways(
      22,
      "rate headers that say nothing is left",
      flows,
      {
        kind: "headers",
        set: {
          "inin-ratelimit-count": "300",
          "inin-ratelimit-allowed": "300",
          "inin-ratelimit-reset": "30",
        },
      },
      "whole",
      "whole",
    ),
  ]);
});

describe("the login", () => {
  const first = (
    row: number,
    name: string,
    action: Parameters<typeof onceAndAlways>[3],
    once: "whole" | "unauthenticated",
    always: "whole" | "unauthenticated" | "unreachable" | "refused" | "malformed-page" | "budget",
  ) => [
    {
      row,
      name: `login: ${name}, once`,
      faults: [{ path: token, nth: 1, action }],
      outcome: once,
    },
    { row, name: `login: ${name}, always`, faults: [{ path: token, action }], outcome: always },
  ];
  const answer = (body: object) => ({ kind: "body", text: JSON.stringify(body) }) as const;
  const good = { access_token: "0123456789abcdef", token_type: "bearer" };
  judge([
    ...first(
      4,
      "400 invalid_client",
      status(400, {}, { error: "invalid_client" }),
      "unauthenticated",
      "unauthenticated",
    ),
    ...first(4, "401", status(401, {}, { error: "invalid_client" }), "unauthenticated", "unauthenticated"),
    ...first(5, "429", status(429, { "Retry-After": "1" }), "whole", "budget"),
    ...first(5, "500", status(500), "whole", "unreachable"),
    ...first(5, "reset", { kind: "reset" }, "whole", "unreachable"),
    ...first(5, "a web page", { kind: "html" }, "whole", "malformed-page"),
    ...first(5, "half a body", { kind: "malformed" }, "whole", "malformed-page"),
    ...[0, -1, "3600", 1e12, null].flatMap((value) =>
      first(5, `expires_in ${value}`, { kind: "set-field", pointer: "/expires_in", value }, "whole", "whole"),
    ),
    ...first(5, "no expires_in", { kind: "drop-field", pointer: "/expires_in" }, "whole", "whole"),
    ...first(5, "no token", answer({ token_type: "bearer", expires_in: 60 }), "whole", "unauthenticated"),
    ...first(
      5,
      "a token with a line break",
      answer({ ...good, access_token: "a\r\nb" }),
      "whole",
      "unauthenticated",
    ),
    ...first(5, "a token that is not valid", answer({ ...good, expires_in: 60 }), "whole", "unauthenticated"),
    ...first(
      6,
      "307 to another origin",
      { kind: "redirect", location: "{evil}/oauth/token", status: 307 },
      "whole",
      "refused",
    ),
    {
      row: 3,
      name: "tokens that live a second",
      faults: [],
      org: { limits: { tokenSeconds: 1, perMinute: 1e6 } },
      outcome: "whole",
    },
    {
      row: 48,
      name: "the token of another region",
      faults: [{ path: "^/api/v2/", action: status(401, {}, { code: "bad.credentials" }) }],
      outcome: "unauthenticated",
    },
  ]);
});
