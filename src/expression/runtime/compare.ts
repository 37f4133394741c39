import { Failure } from "./failure.ts";

type Scalar = string | number;

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number";
}

/**
 * Whether two values of different or unusual types can be ordered: false when one is missing.
 *
 * @throws Failure T2009, T2010
 */
function comparable(left: unknown, right: unknown, operator: string, position: number | undefined): boolean {
  if (typeof left === typeof right && isScalar(left)) return true;
  if (!(left === undefined || isScalar(left)) || !(right === undefined || isScalar(right))) {
    throw new Failure("T2010", { value: isScalar(left) ? right : left }, position, operator);
  }
  if (left === undefined || right === undefined) return false;
  throw new Failure("T2009", { value: left, value2: right }, position, operator);
}

type Comparison = (left: unknown, right: unknown, position: number | undefined) => boolean | undefined;

/** The ordering operators: nothing when a side is missing. @throws Failure T2009, T2010 */
export const comparison: Readonly<Record<"<" | "<=" | ">" | ">=", Comparison>> = {
  "<": (left, right, position) =>
    comparable(left, right, "<", position) ? (left as Scalar) < (right as Scalar) : undefined,
  "<=": (left, right, position) =>
    comparable(left, right, "<=", position) ? (left as Scalar) <= (right as Scalar) : undefined,
  ">": (left, right, position) =>
    comparable(left, right, ">", position) ? (left as Scalar) > (right as Scalar) : undefined,
  ">=": (left, right, position) =>
    comparable(left, right, ">=", position) ? (left as Scalar) >= (right as Scalar) : undefined,
};
