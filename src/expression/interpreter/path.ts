import type { PathStage } from "../runtime/stages.ts";
import { type PathStep, walkPath } from "../runtime/walk-path.ts";
import type { Path, Stage, Step } from "../tree/tree.ts";
import type { Frame } from "./frame.ts";
import type { Interpreter } from "./interpreter.ts";

function stageOf(stage: Stage, frame: Frame, whole: Interpreter): PathStage {
  if (stage.kind === "index") return stage;
  const { expression } = stage;
  // A number as it is written is an index, and nothing is evaluated for every item.
  if (expression.kind === "literal" && typeof expression.value === "number") {
    return { kind: "item", index: expression.value };
  }
  return { kind: "filter", predicate: whole.term(expression, frame) };
}

/** Predicates as they are evaluated. */
export function stagesOf(stages: readonly Stage[], frame: Frame, whole: Interpreter): readonly PathStage[] {
  return stages.map((stage) => stageOf(stage, frame, whole));
}

function stepOf(step: Step, frame: Frame, whole: Interpreter): PathStep {
  const { expression, stages, focus, index, ancestor, tuple, constructed } = step;
  const sort = expression.kind === "sort" ? expression : undefined;
  return {
    evaluate: expression.kind === "sort" ? undefined : whole.term(expression, frame),
    orderings: (sort?.terms ?? []).map(({ expression: by, descending }) => ({
      term: whole.term(by, frame),
      descending,
    })),
    position: expression.position,
    stages: stagesOf(stages, frame, whole),
    focus,
    index,
    ancestor,
    tuple,
    constructed,
  };
}

/** The steps of a path; its grouping is left to the caller. */
export function evaluatePath(
  node: Path,
  context: unknown,
  frame: Frame,
  whole: Interpreter,
): ReturnType<typeof walkPath> {
  const plan = {
    steps: node.steps.map((step) => stepOf(step, frame, whole)),
    keepSingleton: node.keepSingleton,
    tuple: node.tuple,
  };
  const absolute = node.steps[0]?.expression.kind === "variable";
  return walkPath(whole.run, plan, context, absolute);
}
