import type { Outcome } from "../../model/check.ts";
import type { Expression } from "../../model/expression.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { describeValue } from "../record/describe-value.ts";
import { quote } from "../record/quote.ts";

/** What an expression said about a record, or why it could not be used: an outcome `missing` or `error`. */
export type Answer<T> = { readonly value: T } | { readonly outcome: Outcome };

/**
 * Evaluates an expression over a record. A JSONata error becomes an `error` outcome that names its code
 * but not its message, which may quote the record. Anything else thrown is a bug and passes through.
 */
export function ask(expression: Expression, record: JsonObject): Answer<Json | undefined> {
  try {
    return { value: expression.evaluate(record) };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return {
      outcome: { status: "error", message: `Expression ${quote(expression.source)} failed with ${code}.` },
    };
  }
}

/** The outcome for an expression that yielded nothing because the record lacks what it reads. */
export function missing(source: string): { readonly outcome: Outcome } {
  return { outcome: { status: "missing", field: source, message: `Nothing found at ${quote(source)}.` } };
}

/** The outcome for an expression that yielded something of the wrong kind. */
export function unusable(
  source: string,
  expected: string,
  found: Json | undefined,
): { readonly outcome: Outcome } {
  return {
    outcome: {
      status: "error",
      message: `Expression ${quote(source)} did not yield ${expected}.`,
      evidence: [{ expected, found: describeValue(found) }],
    },
  };
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  // B1007 is the watchdog: it ends the rule, not the record.
  return typeof error.code === "string" && /^(?!B1007)[A-Z]\d{4}$/.test(error.code) ? error.code : undefined;
}
