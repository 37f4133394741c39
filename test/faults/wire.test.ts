import { describe } from "vitest";
import type { Fault } from "../../src/simulator/index.ts";
import { judge, onceAndAlways } from "./judge.ts";

const flows = "^/api/v2/flows$";
const body = (text: string, more: object = {}): Fault["action"] => ({ kind: "body", text, ...more });
const bytes = (...parts: (string | number[])[]): Fault["action"] => ({
  kind: "body",
  base64: Buffer.concat(parts.map((part) => Buffer.from(part as string))).toString("base64"),
});
const page = JSON.stringify({ entities: [], pageNumber: 1, pageCount: 1, pageSize: 10, total: 0 });

describe("connections", () => {
  judge([
    ...onceAndAlways(25, "reset before the answer", flows, { kind: "reset" }, "whole", "unreachable"),
    ...onceAndAlways(25, "reset in the body", flows, { kind: "reset", at: "body" }, "whole", "unreachable"),
    ...onceAndAlways(25, "reset after the last byte", flows, { kind: "reset", at: "end" }, "whole", "whole"),
    ...onceAndAlways(26, "no headers", flows, { kind: "stall" }, "whole", "unreachable"),
    ...onceAndAlways(
      26,
      "half a body, then nothing",
      flows,
      { kind: "stall", at: "body" },
      "whole",
      "unreachable",
    ),
    ...onceAndAlways(26, "a byte at a time", flows, { kind: "drip", ms: 2 }, "whole", "unreachable"),
    ...onceAndAlways(
      26,
      "an answer that comes late",
      flows,
      { kind: "delay", ms: 600 },
      "whole",
      "unreachable",
    ),
  ]);
});

describe("bodies that end early", () => {
  judge([
    ...onceAndAlways(
      27,
      "short of its length",
      flows,
      { kind: "truncate", bytes: 90 },
      "whole",
      "unreachable",
    ),
    ...onceAndAlways(
      27,
      "closed within",
      flows,
      { kind: "truncate", bytes: 90, close: true },
      "whole",
      "malformed-page",
    ),
    ...onceAndAlways(27, "half of it", flows, { kind: "malformed" }, "whole", "malformed-page"),
    ...onceAndAlways(27, "nothing of it", flows, body(""), "malformed-page", "malformed-page"),
  ]);
});

describe("bodies that are something else", () => {
  const wrong = (row: number, name: string, action: Fault["action"]) =>
    onceAndAlways(row, name, flows, action, "malformed-page", "malformed-page");
  judge([
    ...wrong(28, "a web page", { kind: "html" }),
    ...wrong(28, "a web page called JSON", body("<html>ssn 078-05-1120</html>")).map((each, index) =>
      // The parser's complaint may be a broken transfer: it is asked for once more.
      index === 0 ? { ...each, outcome: "whole" as const } : each,
    ),
    ...wrong(28, "JSON called a web page", body(page, { contentType: "text/html" })),
    ...wrong(28, "null", body("null")),
    ...wrong(28, "a list", body("[]")),
    ...wrong(28, "a text", body('"entities"')),
    ...wrong(28, "204", body("", { status: 204 })),
    ...wrong(28, "202", body(page, { status: 202 })),
    ...wrong(28, "201", body(page, { status: 201 })),
  ]);
  const damaged = (row: number, name: string, action: Fault["action"]) =>
    onceAndAlways(row, name, flows, action, "whole", "malformed-page");
  judge([
    ...damaged(29, "UTF-16", bytes([0xff, 0xfe], [...Buffer.from(page, "utf16le")])),
    ...damaged(29, "invalid UTF-8", bytes('{"entities":["', [0xc3, 0x28], '"]}')),
    ...damaged(29, "a repeated key", body(page.replace("{", '{"total":41,'))),
    ...damaged(29, "NaN", body(page.replace('"total":0', '"total":NaN'))),
    ...damaged(29, "1e400", body(page.replace('"total":0', '"total":1e400'))),
    ...damaged(31, "100,000 levels", body(`${"[".repeat(1e5)}${"]".repeat(1e5)}`)),
    ...damaged(31, "300 levels", body(page.replace("[]", `${"[".repeat(300)}${"]".repeat(300)}`))),
  ]);
});

describe("bodies that are too much", () => {
  const big = 33 * 1024 * 1024;
  judge([
    ...onceAndAlways(30, "compressed", flows, { kind: "compress" }, "malformed-page", "malformed-page"),
    ...onceAndAlways(
      30,
      "compressed six times",
      flows,
      { kind: "compress", times: 6 },
      "malformed-page",
      "malformed-page",
    ),
    ...onceAndAlways(
      30,
      "compressed, called brotli",
      flows,
      { kind: "compress", label: "br" },
      "malformed-page",
      "malformed-page",
    ),
    ...onceAndAlways(
      30,
      "not compressed, called so",
      flows,
      { kind: "headers", set: { "Content-Encoding": "gzip" } },
      "malformed-page",
      "malformed-page",
    ),
    ...onceAndAlways(31, "33 MB", flows, { kind: "pad", bytes: big }, "whole", "refused", {
      deadline: 20_000,
    }),
  ]);
});

describe("headers", () => {
  const raw = (text: string): Fault["action"] => ({ kind: "raw", text });
  const json = "Content-Type: application/json\r\n";
  const head = (more: string) => raw(`HTTP/1.1 200 OK\r\n${json}${more}\r\n\r\n${page}`);
  judge([
    ...onceAndAlways(
      32,
      "20 kB in one",
      flows,
      { kind: "headers", set: { "X-Long": "x".repeat(20_000) } },
      "refused",
      "refused",
    ),
    ...onceAndAlways(
      32,
      "3,000 of them",
      flows,
      {
        kind: "headers",
        set: Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`X-${index}`, "x"])),
      },
      "refused",
      "refused",
    ),
    ...onceAndAlways(
      32,
      "two lengths",
      flows,
      head(`Content-Length: ${page.length}\r\nContent-Length: 5`),
      "whole",
      "malformed-page",
    ),
    ...onceAndAlways(
      32,
      "a bad status line",
      flows,
      raw(`HTTP/9.9 hello\r\n\r\n${page}`),
      "whole",
      "malformed-page",
    ),
    ...onceAndAlways(
      32,
      "a header without a name",
      flows,
      head(`: x\r\nContent-Length: ${page.length}`),
      "whole",
      "malformed-page",
    ),
  ]);
});
