import type { Run } from "./run.ts";
import { keepSingleton, Sequence, sequenceOf, type Tuple, TupleStream } from "./sequence.ts";
import { type Ordering, sortBy } from "./sort.ts";
import { applyStages, type PathStage } from "./stages.ts";
import { step } from "./step.ts";
import type { Term } from "./terms.ts";

/** A step as it is evaluated. */
export interface PathStep {
  /** Undefined for an order-by. */
  readonly evaluate: Term | undefined;
  readonly orderings: readonly Ordering[];
  readonly position: number | undefined;
  readonly stages: readonly PathStage[];
  readonly focus: string | undefined;
  readonly index: string | undefined;
  readonly ancestor: string | undefined;
  readonly tuple: boolean;
  /** The step is an array that was written: as the first one it is evaluated once. */
  readonly constructed: boolean;
}

/** How a path is evaluated as a whole. */
export interface PathPlan {
  readonly steps: readonly PathStep[];
  /** `[]` is in it. */
  readonly keepSingleton: boolean;
  /** Another path needs its tuples. */
  readonly tuple: boolean;
}

function plainStep(run: Run, one: PathStep, input: readonly unknown[], last: boolean): readonly unknown[] {
  const { evaluate, stages } = one;
  if (evaluate === undefined) {
    const sorted = sortBy(run, input, one.orderings, one.position);
    return applyStages(run, sorted, stages) as readonly unknown[];
  }
  const whole = (item: unknown) => applyStages(run, evaluate(item, undefined), stages);
  return step(run, input, whole, last);
}

function bind(one: PathStep, from: Tuple, result: unknown, index: number, merge: boolean): Tuple {
  const tuple: Tuple = Object.assign(Object.create(null), from);
  if (merge) return Object.assign(tuple, result);
  if (one.focus === undefined) tuple["@"] = result;
  else tuple[one.focus] = result;
  if (one.index !== undefined) tuple[one.index] = index;
  if (one.ancestor !== undefined) tuple[one.ancestor] = from["@"];
  return tuple;
}

function sortedTuples(
  run: Run,
  one: PathStep,
  input: readonly unknown[],
  tuples: Tuple[] | undefined,
): unknown {
  if (tuples !== undefined) return sortBy(run, tuples, one.orderings, one.position);
  const stream = new TupleStream();
  for (const [index, item] of sortBy(run, input, one.orderings, one.position).entries()) {
    const tuple: Tuple = Object.assign(Object.create(null), { "@": item });
    if (one.index !== undefined) tuple[one.index] = index;
    run.push(stream, tuple);
  }
  return stream;
}

/** One step over tuples of bindings; `before` is undefined at the first of them. */
function tupleStep(run: Run, one: PathStep, input: readonly unknown[], before: Tuple[] | undefined): Tuple[] {
  const { evaluate } = one;
  if (evaluate === undefined) {
    return applyStages(run, sortedTuples(run, one, input, before), one.stages) as Tuple[];
  }
  const stream = new TupleStream();
  for (const from of before ?? Array.from(input, (item): Tuple => ({ "@": item }))) {
    run.tick();
    const result = evaluate(from["@"], from);
    if (result === undefined) continue;
    const merge = result instanceof TupleStream;
    const results: readonly unknown[] = Array.isArray(result) ? result : [result];
    for (const [index, item] of results.entries()) run.push(stream, bind(one, from, item, index, merge));
  }
  return applyStages(run, stream, one.stages) as Tuple[];
}

function contextsOf(run: Run, tuples: readonly Tuple[]): Sequence {
  const contexts = new Sequence();
  for (const tuple of tuples) run.push(contexts, tuple["@"]);
  return contexts;
}

/** What the steps of a path come to. */
interface Walked {
  readonly result: unknown;
  /** The same with the variables that were bound, if there are any, for a grouping. */
  readonly tuples: Tuple[] | undefined;
}

/** Evaluates the steps of a path, one after the other over all items. */
export function walkPath(run: Run, plan: PathPlan, context: unknown, absolute: boolean): Walked {
  const { steps } = plan;
  let input: readonly unknown[] = Array.isArray(context) && !absolute ? context : sequenceOf(context);
  let result: unknown;
  let tuples: Tuple[] | undefined;
  let bound = false;
  for (const [index, one] of steps.entries()) {
    bound ||= one.tuple;
    if (index === 0 && one.constructed && one.evaluate !== undefined) result = one.evaluate(input, undefined);
    else if (bound) tuples = tupleStep(run, one, input, tuples);
    else result = plainStep(run, one, input, index === steps.length - 1);
    if (!bound && (result === undefined || (Array.isArray(result) && result.length === 0))) break;
    if (one.focus === undefined && Array.isArray(result)) input = result;
  }
  if (tuples !== undefined && bound) result = plan.tuple ? tuples : contextsOf(run, tuples);
  return { result: plan.keepSingleton ? keepSingleton(result) : result, tuples };
}
