import { Failure } from "./failure.ts";

/**
 * True for a number that can be calculated with; NaN is none.
 *
 * @throws Failure D1001 for an infinite one
 */
export function isNumeric(value: unknown): value is number {
  if (typeof value !== "number" || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new Failure("D1001", { value });
  return true;
}

/** True for an array of nothing but numbers; an empty one too. */
export function isArrayOfNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => isNumeric(item));
}

/** True for an array of nothing but strings; an empty one too. */
export function isArrayOfStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
