import type { Json } from "../model/json.ts";
import { ExpressionError, ownError } from "./expression-error.ts";
import { assertGenuine } from "./genuine.ts";
import { safeMessage } from "./safe-message.ts";

/** Bounds of a copy. */
export interface CopyLimits {
  /** Values, counted at every level. */
  readonly result: number;
  /** Levels of nesting. */
  readonly depth: number;
}

interface Budget {
  values: number;
  readonly depth: number;
}

/** JSONata says so when such a number is used, but not when it is the result. */
function outOfRange(): ExpressionError {
  return new ExpressionError({ code: "D1001", message: safeMessage("D1001", undefined) });
}

function copyArray(array: readonly unknown[], level: number, budget: Budget): Json[] {
  const copy: Json[] = [];
  // By index: JSONata hangs properties such as `sequence` on arrays, and a hole is no value.
  for (let index = 0; index < array.length; index++)
    copy.push(copyValue(array[index], level + 1, budget) ?? null);
  return copy;
}

function copyObject(object: object, level: number, budget: Budget): Json {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== null && prototype !== Object.prototype) throw ownError("B1003");
  assertGenuine(object);
  if ("_jsonata_lambda" in object || "_jsonata_function" in object) throw ownError("B1003");
  const copy: Record<string, Json> = {};
  for (const [key, value] of Object.entries(object)) {
    const copied = copyValue(value, level + 1, budget);
    if (copied === undefined) continue;
    if (key === "__proto__") {
      Object.defineProperty(copy, key, {
        value: copied,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } else copy[key] = copied;
  }
  return copy;
}

function copyValue(value: unknown, level: number, budget: Budget): Json | undefined {
  if (value === undefined || value === null) return value;
  switch (typeof value) {
    case "string":
    case "boolean":
      break;
    case "number":
      if (!Number.isFinite(value)) throw outOfRange();
      break;
    case "object":
      if (level > budget.depth) throw ownError("B1004");
      break;
    default:
      throw ownError("B1003");
  }
  budget.values -= 1;
  if (budget.values < 0) throw ownError("B1004");
  if (typeof value !== "object") return value;
  return Array.isArray(value) ? copyArray(value, level, budget) : copyObject(value, level, budget);
}

/**
 * Copies a value of an evaluation as plain JSON: nothing of it is shared with the input, arrays have
 * no marks, objects have the ordinary prototype, members without a value are left out.
 *
 * @returns undefined for undefined
 * @throws ExpressionError B1003 for functions and objects of the host; D1001 for numbers JSON cannot hold;
 *   B1004 for what is too large, too deep, or contains itself; B1008 for marks of JSONata in data
 */
export function toJson(value: unknown, limits: CopyLimits): Json | undefined {
  return copyValue(value, 1, { values: limits.result, depth: limits.depth });
}
