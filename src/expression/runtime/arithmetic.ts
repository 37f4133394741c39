import { atOperator, Failure } from "./failure.ts";
import { isNumeric } from "./numeric.ts";

function assertOperands(left: unknown, right: unknown): boolean {
  if (left !== undefined && !isNumeric(left)) throw new Failure("T2001", { value: left });
  if (right !== undefined && !isNumeric(right)) throw new Failure("T2002", { value: right });
  return left !== undefined && right !== undefined;
}

/** True when both operands can be calculated with; false when one is missing. */
function calculable(left: unknown, right: unknown, operator: string, position: number | undefined): boolean {
  // What is left of a number that is taken from itself tells apart what is infinite or none.
  if (typeof left === "number" && typeof right === "number" && left - left + (right - right) === 0)
    return true;
  try {
    return assertOperands(left, right);
  } catch (thrown) {
    throw atOperator(thrown, position, operator);
  }
}

type Arithmetic = (left: unknown, right: unknown, position: number | undefined) => number | undefined;

/** The arithmetic operators: nothing when an operand is missing. @throws Failure T2001, T2002, D1001 */
export const arithmetic: Readonly<Record<"+" | "-" | "*" | "/" | "%", Arithmetic>> = {
  "+": (left, right, position) =>
    calculable(left, right, "+", position) ? (left as number) + (right as number) : undefined,
  "-": (left, right, position) =>
    calculable(left, right, "-", position) ? (left as number) - (right as number) : undefined,
  "*": (left, right, position) =>
    calculable(left, right, "*", position) ? (left as number) * (right as number) : undefined,
  "/": (left, right, position) =>
    calculable(left, right, "/", position) ? (left as number) / (right as number) : undefined,
  "%": (left, right, position) =>
    calculable(left, right, "%", position) ? (left as number) % (right as number) : undefined,
};

/** The unary minus. @throws Failure D1002 */
export function negate(operand: unknown, position: number | undefined): number | undefined {
  if (operand === undefined) return undefined;
  if (!isNumeric(operand)) throw new Failure("D1002", { value: operand }, position, "-");
  return -operand;
}
