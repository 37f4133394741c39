import { isNumeric } from "./numeric.ts";

function hasKeys(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return true;
  return false;
}

/** JSONata's cast to boolean of what is there; nothing counts as false. */
export function isTrue(value: unknown): boolean {
  switch (typeof value) {
    case "boolean":
      return value;
    case "string":
      return value.length > 0;
    case "number":
      return isNumeric(value) && value !== 0;
    case "object":
      if (value === null) return false;
      return Array.isArray(value) ? isAnyTrue(value) : hasKeys(value);
    default:
      return false;
  }
}

function isAnyTrue(array: readonly unknown[]): boolean {
  let any = false;
  // To the end: a number out of range behind the first true item is still an error.
  for (const item of array) any = isTrue(item) || any;
  return any;
}
