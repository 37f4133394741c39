import type { Bindings } from "../model/expression.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { CompiledStep } from "./compile-step.ts";
import { evaluate } from "./expressions.ts";
import type { ReadContext } from "./read-context.ts";
import type { Tally } from "./tally.ts";

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as Json];
}

/**
 * Maps records as served to records of the source. What cannot be mapped is counted as unreadable, never
 * dropped in silence.
 */
export function mapRecords(
  step: CompiledStep,
  served: readonly Json[],
  bindings: Bindings,
  { tally, served: told }: Pick<ReadContext, "tally" | "served">,
): JsonObject[] {
  const mapped: JsonObject[] = [];
  for (const record of served) {
    const result =
      step.map === undefined ? { ok: true as const, value: record } : evaluate(step.map, record, bindings);
    if (!result.ok) {
      tally.unreadable(result.problem);
      continue;
    }
    for (const value of step.many ? listOf(result.value) : [result.value]) {
      if (!isJsonObject(value)) tally.unreadable("it is not an object");
      else if (isKept(step, value, bindings, tally)) {
        told?.(value, record);
        mapped.push(value);
      }
    }
  }
  return mapped;
}

/** True for a record that the step goes on with; one that cannot be judged is counted as unreadable. */
export function isKept(step: CompiledStep, record: Json, bindings: Bindings, tally: Tally): boolean {
  if (step.keep === undefined) return true;
  const kept = evaluate(step.keep, record, bindings);
  if (kept.ok && typeof kept.value === "boolean") return kept.value;
  if (kept.ok) {
    tally.unreadable("'keep' gives neither true nor false for it");
    return false;
  }
  tally.unreadable(kept.problem);
  return false;
}
