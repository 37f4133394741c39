import { ownError } from "./expression-error.ts";

/** The marks that JSONata puts on its own values. */
export interface Marked {
  readonly _jsonata_lambda?: unknown;
  readonly _jsonata_function?: unknown;
  readonly outerWrapper?: unknown;
  readonly tupleStream?: unknown;
  readonly environment?: { readonly lookup?: unknown } | null;
  readonly implementation?: unknown;
}

/** Data that carries a mark, which would hide it or make it something else. JSON has no functions. */
function isForged(value: Marked): boolean {
  if (value._jsonata_lambda === true) return typeof value.environment?.lookup !== "function";
  if (value._jsonata_function === true) return typeof value.implementation !== "function";
  return Boolean(value.outerWrapper) || Boolean(value.tupleStream);
}

/**
 * Refuses an object of the data that JSONata would take for one of its own.
 *
 * @throws ExpressionError B1008
 */
export function assertGenuine(value: unknown): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  if (isForged(value)) throw ownError("B1008");
}
