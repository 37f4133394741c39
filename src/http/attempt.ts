import type { Dispatcher } from "undici";
import type { Json } from "../model/json.ts";
import { decodeJson } from "./decode-json.ts";
import type { HttpRequest } from "./exchange.ts";
import { httpFailure } from "./failure.ts";
import type { HttpLimits } from "./limits.ts";
import { type FailedAttempt, networkFailure } from "./network-failure.ts";
import { untilAborted } from "./until-aborted.ts";

/** A complete answer of any status. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
  /** What `body` was parsed from, where the request wants it. */
  readonly text?: string;
}

export interface AttemptOptions {
  readonly request: HttpRequest;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher;
  readonly limits: HttpLimits;
  /** Ends everything; an abort by it is thrown on. */
  readonly signal: AbortSignal;
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

/** Reads a body up to the limit. @returns the bytes, or undefined when there are more */
async function readBody(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function mediaType(headers: Readonly<Record<string, string>>): string {
  const type = (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,60}$/.test(type) ? type : "an unknown type";
}

/** Checks and parses the bytes of an answer; a wrong body of an error answer is no error of its own. */
function interpret(
  status: number,
  headers: Record<string, string>,
  bytes: Uint8Array,
  options: AttemptOptions,
  what: string,
): Answer | FailedAttempt {
  const success = status >= 200 && status < 300;
  const type = mediaType(headers);
  const isJson = type === "application/json" || type.endsWith("+json");
  const { anyType, statusOnly, withText } = options.request;
  if (bytes.byteLength === 0 || (success && statusOnly === true)) return { status, headers, body: undefined };
  const encoding = headers["content-encoding"] ?? "identity";
  const decoded = (isJson || anyType === true) && encoding === "identity" ? decodeJson(bytes) : undefined;
  if (decoded?.ok === true) {
    const answer = { status, headers, body: decoded.value };
    return withText === true ? { ...answer, text: Buffer.from(bytes).toString("utf8") } : answer;
  }
  if (!success) return { status, headers, body: undefined };
  const problem =
    decoded?.problem ??
    (isJson ? "is encoded although that was not asked for" : `is ${type} instead of JSON`);
  const failure = httpFailure("malformed-page", `${what}: the body of the ${status} answer ${problem}`, {
    status,
  });
  return { failure, repeat: decoded === undefined ? "no" : "once" };
}

/**
 * Puts a request on the wire once. A body that breaks off is discarded, never continued.
 *
 * @throws only when the signal is aborted
 */
export async function attempt(options: AttemptOptions, what: string): Promise<Answer | FailedAttempt> {
  const { request, url, headers, dispatcher, limits, signal } = options;
  const deadline = AbortSignal.timeout(limits.attemptDeadline);
  const undici = await import("./undici.ts");
  try {
    const either = AbortSignal.any([signal, deadline]);
    const asked = undici.request(url, {
      dispatcher,
      method: request.method,
      headers,
      body: request.body ?? null,
      signal: either,
    });
    const response = await untilAborted(asked, either);
    const bytes = await readBody(response.body, limits.maxBytes);
    if (bytes === undefined) {
      const message = `${what}: the answer is larger than ${limits.maxBytes} bytes`;
      return { failure: httpFailure("refused", message, { status: 413 }), repeat: "no" };
    }
    return interpret(response.statusCode, flatten(response.headers), bytes, options, what);
  } catch (error) {
    signal.throwIfAborted();
    return networkFailure(error, what, deadline.aborted);
  }
}
