import { filter, itemAt } from "./filter.ts";
import type { Run } from "./run.ts";
import type { Tuple } from "./sequence.ts";
import type { Term } from "./terms.ts";

/** What is behind a step: predicates, and variables that number its tuples. */
export type PathStage =
  | { readonly kind: "filter"; readonly predicate: Term }
  | { readonly kind: "item"; readonly index: number }
  | { readonly kind: "index"; readonly variable: string };

function numbered(tuples: unknown, variable: string): unknown {
  if (Array.isArray(tuples)) {
    for (const [index, tuple] of tuples.entries()) (tuple as Tuple)[variable] = index;
  }
  return tuples;
}

/** Applies predicates and the like, one after the other. */
export function applyStages(run: Run, input: unknown, stages: readonly PathStage[]): unknown {
  let result = input;
  for (const stage of stages) {
    if (stage.kind === "filter") result = filter(run, result, stage.predicate);
    else if (stage.kind === "item") result = itemAt(result, stage.index);
    else result = numbered(result, stage.variable);
  }
  return result;
}
