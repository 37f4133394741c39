import type { IncompleteReason } from "../model/dataset.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import type { HttpFailure } from "./exchange.ts";

interface Details {
  readonly status?: number;
  readonly body?: Json;
  readonly timedOut?: boolean;
  readonly attempts?: number;
  readonly correlationId?: string;
  readonly retryAfter?: number;
}

/** Builds a failure. The message is for people and must quote nothing that the other side sent. */
export function httpFailure(
  code: IncompleteReason["code"],
  message: string,
  details: Details = {},
): HttpFailure {
  const { status, body, timedOut = false, attempts = 0, correlationId, retryAfter } = details;
  const reason = { code, message, ...(correlationId === undefined ? {} : { correlationId }) };
  return {
    ok: false,
    reason,
    timedOut,
    attempts,
    ...(status === undefined ? {} : { status }),
    ...(body === undefined ? {} : { body }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

/** More digits than these are no code but a number of somebody. */
const mostDigits = 8;

/**
 * The machine-readable code of an error body (`code`, or OAuth's `error`).
 *
 * @returns the code, or undefined unless it looks like one: anything else may be personal data
 */
export function errorCode(body: Json | undefined): string | undefined {
  if (!isJsonObject(body)) return undefined;
  const code = Object.hasOwn(body, "code")
    ? body["code"]
    : Object.hasOwn(body, "error")
      ? body["error"]
      : undefined;
  const isCode = typeof code === "string" && /^[A-Za-z][A-Za-z0-9._-]{0,79}$/.test(code);
  return isCode && (code.match(/\d/g)?.length ?? 0) <= mostDigits ? code : undefined;
}
