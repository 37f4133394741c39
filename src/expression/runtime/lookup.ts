import type { Run } from "./run.ts";
import { Sequence } from "./sequence.ts";

/** True for a value that has fields: no array, no function. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lookupInArray(run: Run, array: readonly unknown[], key: string): Sequence {
  const found = new Sequence();
  for (let index = 0; index < array.length; index++) {
    const value = lookup(run, array[index], key);
    if (value === undefined) continue;
    if (Array.isArray(value)) for (const item of value) run.push(found, item);
    else run.push(found, value);
  }
  return found;
}

/** The member of that name; of an array, the members of its items in one flat sequence. */
export function lookup(run: Run, value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    run.tick();
    return lookupInArray(run, value, key);
  }
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
