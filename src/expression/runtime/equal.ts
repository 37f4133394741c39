import type { Run } from "./run.ts";

function sameArrays(run: Run, left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    if (!deepEqual(run, left[index], right[index])) return false;
  }
  return true;
}

function sameObjects(run: Run, left: object, right: object): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(right, key)) return false;
    if (!deepEqual(run, (left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]))
      return false;
  }
  return true;
}

/** True when two values are the same, whatever the order of their keys. Functions are the same as themselves. */
export function deepEqual(run: Run, left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  run.tick();
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right) && sameArrays(run, left, right);
  }
  return sameObjects(run, left, right);
}

/** `=`: false when a side is missing. */
export function equals(run: Run, left: unknown, right: unknown): boolean {
  return left !== undefined && right !== undefined && deepEqual(run, left, right);
}

/** `!=`: false too when a side is missing. */
export function differs(run: Run, left: unknown, right: unknown): boolean {
  return left !== undefined && right !== undefined && !deepEqual(run, left, right);
}

/** `in`: by identity, so only for scalars. */
export function isIn(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  if (!Array.isArray(right)) return left === right;
  for (let index = 0; index < right.length; index++) if (right[index] === left) return true;
  return false;
}
