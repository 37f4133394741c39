import { isJsonObject, type Json, type JsonArray, type JsonObject } from "../model/json.ts";
import { isReservedKey } from "../model/reserved-keys.ts";

/** Deepest nesting of a body: the record limit of 128 and room for the envelope around it. */
const maxDepth = 160;
const envelopeDepth = 32;

/** A body, or what is wrong with it in words that quote nothing of it. */
export type DecodedJson =
  | {
      readonly ok: true;
      readonly value: Json;
      /**
       * True when `JSON.parse` and `JSON.stringify` carry the value over as it is, and it is fit to be a record:
       * no reserved key, no deeper than 128 levels.
       */
      readonly plain: boolean;
    }
  | { readonly ok: false; readonly problem: string };

interface Tally {
  keys: number;
  /** The text has a backslash. */
  readonly escapes: boolean;
  /** A key has one. */
  suspect: boolean;
  inexact: boolean;
  /** A negative zero, which loses its sign when it is written, a reserved key, or deeper than a record may be. */
  special: boolean;
}

/** Counts the keys of all objects and notes numbers that a double does not hold. @returns false when too deep */
function survey(value: Json, depth: number, tally: Tally): boolean {
  if (typeof value === "number") {
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
      tally.inexact = true;
    if (Object.is(value, -0)) tally.special = true;
    return true;
  }
  if (typeof value !== "object" || value === null) return true;
  if (depth === 0) return false;
  if (depth <= envelopeDepth) tally.special = true;
  return isJsonObject(value) ? surveyObject(value, depth, tally) : surveyList(value, depth, tally);
}

function surveyList(value: JsonArray, depth: number, tally: Tally): boolean {
  for (let index = 0; index < value.length; index++) {
    const item = value[index];
    if (typeof item !== "string" && !survey(item ?? null, depth - 1, tally)) return false;
  }
  return true;
}

function surveyObject(value: JsonObject, depth: number, tally: Tally): boolean {
  const names = Object.keys(value);
  tally.keys += names.length;
  for (let index = 0; index < names.length; index++) {
    const name = names[index] ?? "";
    if (isReservedKey(name)) tally.special = true;
    if (tally.escapes && name.includes("\\")) tally.suspect = true;
    const member = value[name];
    if (typeof member !== "string" && !survey(member ?? null, depth - 1, tally)) return false;
  }
  return true;
}

function isEscaped(text: string, quote: number): boolean {
  let index = quote;
  while (text.charCodeAt(index - 1) === 0x5c) index--;
  return (quote - index) % 2 === 1;
}

/** Visits the keys of valid JSON text, with their quotes, those included that a later one of the same name overrides. */
function visitKeys(text: string, visit: (from: number, to: number) => void): void {
  for (let open = text.indexOf('"'); open !== -1; ) {
    let close = text.indexOf('"', open + 1);
    while (isEscaped(text, close)) close = text.indexOf('"', close + 1);
    let next = close + 1;
    while (text.charCodeAt(next) <= 0x20) next++;
    if (text.charCodeAt(next) === 0x3a) visit(open, close + 1);
    open = text.indexOf('"', next);
  }
}

function countKeys(text: string): number {
  let keys = 0;
  visitKeys(text, () => {
    keys++;
  });
  return keys;
}

function visitNames(value: Json, visit: (name: string) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (isJsonObject(value)) for (const name of Object.keys(value)) visit(name);
  for (const member of Object.values(value)) visitNames(member, visit);
}

/**
 * True when keys of a value are not those of its text. V8 13.6, for one, takes a key with an escape for a key of an
 * object it parsed before, where that begins as this is written: after `{"a":1,"\\u0":2}` it reads `{"a":1,"\u0073sn":3}`
 * as `{"a":1,"\\u0":3}`. A key that is misread so has a backslash.
 */
function isMisread(text: string, value: Json): boolean {
  const counts = new Map<string, number>();
  const count = (name: string, change: number) => counts.set(name, (counts.get(name) ?? 0) + change);
  visitKeys(text, (from, to) => count(JSON.parse(text.slice(from, to)), 1));
  visitNames(value, (name) => count(name, -1));
  return [...counts.values()].some((difference) => difference !== 0);
}

/** Keeps the digits of integers that a double would round; a number too large for any double ends the reading. */
function exact(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  if (!Number.isFinite(value)) throw new RangeError("number out of range");
  const { source = "" } = context ?? {};
  return /^-?\d+$/.test(source) ? source : value;
}

/**
 * Parses JSON text strictly: refuses what `JSON.parse` would silently change (a repeated key, a number
 * out of range) and keeps integers beyond 2^53 as strings of their digits.
 */
export function parseJson(text: string): DecodedJson {
  try {
    let value: Json = JSON.parse(text);
    const tally: Tally = {
      ...{ keys: 0, inexact: false, special: false },
      ...{ escapes: text.includes("\\"), suspect: false },
    };
    if (!survey(value, maxDepth, tally)) return { ok: false, problem: "is nested too deeply" };
    if (countKeys(text) !== tally.keys) return { ok: false, problem: "repeats a key within an object" };
    if (tally.suspect && isMisread(text, value))
      return { ok: false, problem: "holds an escaped key that JSON.parse of this Node.js misreads" };
    if (tally.inexact) value = JSON.parse(text, exact);
    return { ok: true, value, plain: !tally.inexact && !tally.special };
  } catch (error) {
    const problem = error instanceof RangeError ? "holds a number out of range" : "is not valid JSON";
    return { ok: false, problem };
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Decodes UTF-8 strictly (no byte order mark, no invalid sequence) and parses it as JSON. */
export function decodeJson(bytes: Uint8Array): DecodedJson {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { ok: false, problem: "is not valid UTF-8" };
  }
  return parseJson(text);
}
