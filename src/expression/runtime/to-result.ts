import type { Json } from "../../model/json.ts";
import { ownError } from "../expression-error.ts";
import type { Limits } from "../limits.ts";
import { Failure } from "./failure.ts";

class Copier {
  readonly #depth: number;
  #left: number;

  constructor(limits: Limits) {
    this.#depth = limits.depth;
    this.#left = limits.result;
  }

  copy(value: unknown, level: number): Json | undefined {
    if (value === undefined) return undefined;
    this.#left -= 1;
    if (this.#left < 0) throw ownError("B1004");
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        if (!Number.isFinite(value)) throw new Failure("D1001", { value });
        return value;
      case "object":
        if (value === null) return null;
        if (level > this.#depth) throw ownError("B1004");
        return Array.isArray(value) ? this.#copyArray(value, level) : this.#copyObject(value, level);
      default:
        throw ownError("B1003");
    }
  }

  #copyArray(array: readonly unknown[], level: number): Json[] {
    const copy: Json[] = [];
    // By index: a hole is no value.
    for (let index = 0; index < array.length; index++) copy.push(this.copy(array[index], level + 1) ?? null);
    return copy;
  }

  #copyObject(object: object, level: number): Json {
    const prototype: unknown = Object.getPrototypeOf(object);
    if (prototype !== null && prototype !== Object.prototype) throw ownError("B1003");
    const copy: Record<string, Json> = {};
    for (const [key, member] of Object.entries(object)) {
      const value = this.copy(member, level + 1);
      if (value === undefined) continue;
      if (key !== "__proto__") copy[key] = value;
      else Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
    }
    return copy;
  }
}

/**
 * The value of an evaluation as plain JSON that shares nothing with the input; members without a value
 * are left out.
 *
 * @throws ExpressionError B1003 for functions and objects of the host, B1004 for what is too large or too deep
 * @throws Failure D1001 for numbers that JSON does not have
 */
export function toResult(value: unknown, limits: Limits): Json | undefined {
  if (typeof value === "boolean" || typeof value === "string") return value;
  return new Copier(limits).copy(value, 1);
}
