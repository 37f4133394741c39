import { createHash } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { AnswerJournal } from "../model/provider.ts";
import type { HttpClient, HttpRequest, HttpResponse } from "./exchange.ts";

/** Never kept: they could prove who asks. */
const secretHeaders = new Set(["set-cookie", "authorization", "www-authenticate"]);

/**
 * What identifies a request. The origin is left out where it is the API's own, so that an embedded
 * organisation that listens elsewhere after a restart is the same.
 */
function keyOf({ method, url, query = [], body = "" }: HttpRequest, origin: string): string | undefined {
  const whole = URL.parse(url, origin);
  if (whole === null) return undefined;
  for (const [name, value] of query) whole.searchParams.append(name, value);
  const place = whole.origin === origin ? whole.pathname + whole.search : whole.href;
  return createHash("sha256").update(`${method} ${place} `).update(body).digest("base64url");
}

function toJson({ status, headers, body, attempts, correlationId }: HttpResponse): JsonObject {
  const open = Object.entries(headers).filter(([name]) => !secretHeaders.has(name));
  return {
    status,
    headers: Object.fromEntries(open),
    attempts,
    ...(body === undefined ? {} : { body }),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}

/** The answer as it was; undefined when the journal holds something else. */
function fromJson(kept: Json): HttpResponse | undefined {
  if (!isJsonObject(kept) || !isJsonObject(kept["headers"])) return undefined;
  const { status, attempts, body, correlationId } = kept;
  if (typeof status !== "number" || typeof attempts !== "number") return undefined;
  const headers = Object.entries(kept["headers"]).map(([name, value]) => [name, String(value)] as const);
  return {
    ok: true,
    status,
    headers: Object.fromEntries(headers),
    body,
    attempts,
    latencyMs: 0,
    replayed: true,
    ...(typeof correlationId === "string" ? { correlationId } : {}),
  };
}

/**
 * A client that takes answers from a journal as long as it has them, and keeps what it is answered. Failures
 * are not kept: after an interruption they are asked again.
 *
 * @param origin of the API
 */
export function journaledClient(client: HttpClient, journal: AnswerJournal, origin: string): HttpClient {
  return {
    ...client,
    async send(request, onWait) {
      const key = keyOf(request, origin);
      if (key === undefined) return client.send(request, onWait);
      const kept = journal.take(key);
      const answer = kept === undefined ? undefined : fromJson(kept);
      if (answer !== undefined) return answer;
      const result = await client.send(request, onWait);
      if (result.ok) journal.keep(key, toJson(result));
      return result;
    },
  };
}
