import type { HttpRequest, HttpResult } from "../../src/http/exchange.ts";
import { httpFailure } from "../../src/http/failure.ts";
import type { Ledger } from "../../src/model/dataset.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import type { IntervalDescription, Surface } from "../../src/reader/description.ts";
import { readSource } from "../../src/reader/read-source.ts";
import { fakeClock } from "../http/fake-clock.ts";

export interface Asked extends HttpRequest {
  /** Query as an object; a repeated name keeps its last value. */
  readonly params: Readonly<Record<string, string>>;
  readonly json: Json;
}

export type Serve = (asked: Asked, nth: number) => HttpResult;

export function page(body: Json, headers: Record<string, string> = {}, status = 200): HttpResult {
  return { ok: true, status, headers, body, attempts: 1, latencyMs: 1 };
}

export function failure(status: number, body: Json = {}): HttpResult {
  const code =
    status === 401
      ? "unauthenticated"
      : status === 403
        ? "forbidden"
        : status >= 500 || status === 408
          ? "unreachable"
          : "refused";
  const timedOut = status === 504 || status === 408;
  return httpFailure(code, `GET /things answered ${status}`, { status, body, timedOut, attempts: 1 });
}

const now = Date.UTC(2026, 10, 20, 12);

export interface Reading {
  readonly records: JsonObject[];
  readonly ids: (Json | undefined)[];
  readonly ledger: Ledger;
  readonly codes: string[];
  readonly asked: Asked[];
  readonly waits: readonly number[];
}

/** Reads a surface against a function that answers; nothing goes over a network. */
export async function readSurface(
  surface: Surface,
  serve: Serve,
  more: { parameters?: JsonObject; interval?: IntervalDescription } = {},
): Promise<Reading> {
  const asked: Asked[] = [];
  const clock = fakeClock();
  const pages = readSource({
    source: "test.things",
    surface,
    parameters: more.parameters ?? {},
    now,
    clock,
    signal: new AbortController().signal,
    send: async (request) => {
      const params = Object.fromEntries(request.query ?? []);
      const entry = {
        ...request,
        params,
        json: request.body === undefined ? null : JSON.parse(String(request.body)),
      };
      asked.push(entry);
      return serve(entry, asked.length);
    },
    progress: () => {},
    ...(more.interval === undefined ? {} : { interval: more.interval }),
  });
  const records: JsonObject[] = [];
  for (;;) {
    const next = await pages.next();
    if (next.done === true) {
      const ledger = next.value;
      const codes = ledger.reasons.map(({ code }) => code);
      return { records, ids: records.map(({ id }) => id), ledger, codes, asked, waits: clock.sleeps };
    }
    records.push(...next.value);
  }
}

/** Records with ids 1 … count. */
export function things(count: number, from = 1): JsonObject[] {
  return Array.from({ length: count }, (_, index) => ({ id: from + index }));
}
