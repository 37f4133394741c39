import { canonicalJson } from "../model/canonical-json.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { parseDuration } from "../time/duration.ts";
import { parseTimestamp } from "../time/timestamp.ts";
import { sha256 } from "./audit-record.ts";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const word = /^[A-Za-z][A-Za-z0-9_.-]{0,39}$/;
/** More digits than this may be a number of somebody. */
const mostDigits = 8;
/** Longest list that is shown. */
const mostItems = 20;

/** True for an id, an instant, a duration or one word of a vocabulary: what cannot be anybody's data. */
function isPlain(text: string): boolean {
  if (uuid.test(text) || parseTimestamp(text) !== undefined || parseDuration(text) !== undefined) return true;
  return word.test(text) && (text.match(/\d/g)?.length ?? 0) <= mostDigits;
}

/**
 * A value as an audit log shows it: what might be personal, or a secret, is its SHA-256, so that it can still be
 * told whether the same was asked.
 */
function shownValue(value: Json): Json {
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value === "string" && isPlain(value)) return value;
  if (typeof value === "number" && Math.abs(value) < 10 ** mostDigits) return value;
  if (Array.isArray(value) && value.length <= mostItems) return value.map(shownValue);
  return `sha256:${sha256(typeof value === "string" ? value : canonicalJson(value))}`;
}

/** Parameters of a read as an audit log shows them. */
export function shownParameters(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      isJsonObject(value) ? `sha256:${sha256(canonicalJson(value))}` : shownValue(value),
    ]),
  );
}

/**
 * Where a request went, without its query: `/api/v2/flows`, or the host alone where a link was followed, whose
 * path may be what gives access.
 */
export function shownEndpoint(url: string): string {
  const absolute = URL.parse(url);
  if (absolute !== null) return `${absolute.protocol}//${absolute.host}/*`;
  const [path = ""] = url.split(/[?#]/, 1);
  const show = (part: string): string => (part === "" || isPlain(part) ? part : "*");
  return path.split("/").map(show).join("/");
}
