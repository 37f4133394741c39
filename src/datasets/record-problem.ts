import type { JsonObject } from "../model/json.ts";
import { isReservedKey } from "../model/reserved-keys.ts";

/** Deepest nesting of a record. */
const maxDepth = 128;
/** Longest record as JSON text, in bytes. */
export const maxRecordBytes = 1024 * 1024;

function problemOf(value: unknown, depth: number): string | undefined {
  if (typeof value === "number")
    return Number.isFinite(value) ? undefined : "it holds a number that JSON cannot hold";
  if (typeof value === "string" || typeof value === "boolean" || value === null) return undefined;
  if (typeof value !== "object") return "it holds a value that is not JSON";
  if (depth === 0) return `it is nested more than ${maxDepth} levels deep`;
  return Array.isArray(value) ? problemIn(Object.values(value), depth) : problemOfObject(value, depth);
}

function problemOfObject(value: object, depth: number): string | undefined {
  if (Object.getPrototypeOf(value) !== Object.prototype && !isPlain(value))
    return "it holds a value that is not JSON";
  const keys = Object.keys(value);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? "";
    if (isReservedKey(key)) return `it carries the reserved key ${key}`;
  }
  return problemIn(Object.values(value), depth);
}

function isPlain(value: object): boolean {
  return Object.prototype.toString.call(value) === "[object Object]";
}

function problemIn(members: readonly unknown[], depth: number): string | undefined {
  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    const problem = typeof member === "string" ? undefined : problemOf(member, depth - 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/**
 * Why a record may not be evaluated: a key that would hide it from rules, a nesting that would break what
 * reads it, a value that would change when written down.
 *
 * @returns a clause without data of the record, or undefined when it may
 */
export function recordProblem(record: JsonObject): string | undefined {
  return problemOf(record, maxDepth);
}
