import { bindsTuples } from "../tree/children.ts";
import type { Expression, Path, Step } from "../tree/tree.ts";
import { writeFunction } from "./functions.ts";
import { compileNames } from "./names.ts";
import type { Place } from "./place.ts";
import { compilePredicates } from "./predicates.ts";
import { compileGroup, compileStages, compileTerm, itemPlace, tupleNames } from "./terms.ts";
import { nothing, types, type Value } from "./value.ts";

/** A name and nothing else. */
function plainName({ expression, stages }: Step): string | undefined {
  if (expression.kind !== "name" || expression.keepArray || expression.group !== undefined) return undefined;
  return stages.length === 0 && expression.predicates.length === 0 ? expression.name : undefined;
}

function isOrdinary(path: Path): boolean {
  const first = path.steps[0];
  return (
    !bindsTuples(path) &&
    !path.tuple &&
    !(first?.constructed === true && first.expression.kind !== "name") &&
    path.steps.every(({ expression }) => expression.kind !== "sort")
  );
}

/** One step as a function from an item to what it yields, predicates applied. */
function compileStep(step: Step, place: Place): string {
  return writeFunction(place, 1, (code, [context]) => {
    if (context === undefined) throw new Error("a step has a context");
    const inner = itemPlace(place, { code, context });
    const value = place.compile(step.expression as Expression, inner);
    return compilePredicates(step.stages, value.code, inner);
  });
}

/** Steps one after the other: a value stands for itself, or for its items when it is a list. */
function compileSteps(path: Path, place: Place): string {
  const { code } = place;
  const { steps } = path;
  let current: string | undefined;
  let index = 0;
  while (index < steps.length) {
    const names = namesFrom(steps, index);
    const step = steps[index];
    if (step === undefined) break;
    const isLast = index + Math.max(1, names.length) === steps.length;
    if (names.length > 0) {
      const where = { first: current === undefined, last: isLast, whole: false };
      current = code.temporary(
        `${compileNames(place.program, names, where)}(${current ?? code.use(place.context)})`,
      );
      index += names.length;
      continue;
    }
    if (current === undefined && step.expression.kind === "variable") {
      const value = place.compile(step.expression, place);
      current = code.temporary(compilePredicates(step.stages, value.code, place));
    } else {
      const run = compileStep(step, place);
      const input: string = current ?? code.use(place.context);
      const test = current === undefined ? `Array.isArray(${input})` : `isList(${input})`;
      const missing = current === undefined ? "" : `${input} === undefined ? undefined : `;
      current = code.temporary(
        `${missing}${test} ? step(run, ${input}, ${run}, ${isLast}) : ${run}(${input})`,
      );
    }
    index += 1;
  }
  return current ?? "undefined";
}

function namesFrom(steps: readonly Step[], start: number): readonly string[] {
  const names: string[] = [];
  for (let index = start; index < steps.length; index++) {
    const name = steps[index] === undefined ? undefined : plainName(steps[index] as Step);
    if (name === undefined) break;
    names.push(name);
  }
  return names;
}

function planStep(step: Step, place: Place, names: ReadonlySet<string> | undefined): string {
  const { expression, focus, index, ancestor, tuple, constructed } = step;
  const terms = expression.kind === "sort" ? expression.terms : [];
  const orderings = terms.map(
    ({ expression: by, descending }) =>
      `{ term: ${compileTerm(by, place, names)}, descending: ${descending} }`,
  );
  const evaluate = expression.kind === "sort" ? "undefined" : compileTerm(expression, place, names);
  const members = [
    `evaluate: ${evaluate}`,
    `orderings: [${orderings.join(", ")}]`,
    `position: ${expression.position}`,
    `stages: ${compileStages(step.stages, place, names)}`,
    `focus: ${JSON.stringify(focus)}`,
    `index: ${JSON.stringify(index)}`,
    `ancestor: ${JSON.stringify(ancestor)}`,
    `tuple: ${tuple}`,
    `constructed: ${constructed}`,
  ];
  return `{ ${members.join(", ")} }`;
}

/** A path that sorts, binds variables or begins with an array: the runtime walks it step by step. */
function compileWalk(path: Path, place: Place): string {
  const { code } = place;
  const names = bindsTuples(path) ? tupleNames(path) : undefined;
  const steps = path.steps.map((step) => planStep(step, place, names));
  const plan = `{ steps: [${steps.join(", ")}], keepSingleton: ${path.keepSingleton}, tuple: ${path.tuple} }`;
  const absolute = path.steps[0]?.expression.kind === "variable";
  const walked = code.temporary(`walkPath(run, ${plan}, ${code.use(place.context)}, ${absolute})`);
  if (path.group === undefined) return `${walked}.result`;
  return compileGroup(path.group, `(${walked}.tuples ?? ${walked}.result)`, place, names);
}

/** A location path: `a.b[c].d` */
export function compilePath(path: Path, place: Place): Value {
  const { code } = place;
  if (path.steps.length === 0) return nothing;
  if (!isOrdinary(path))
    return { code: code.temporary(compileWalk(path, place)), type: types.any | types.raw };
  const names = namesFrom(path.steps, 0);
  const isBare = path.group === undefined && !path.keepSingleton && !path.keepArray;
  if (isBare && names.length === path.steps.length) {
    const read = compileNames(place.program, names, { first: true, last: true, whole: true });
    return { code: code.temporary(`${read}(${code.use(place.context)})`), type: types.any };
  }
  const steps = compileSteps(path, place);
  const isKept = path.keepSingleton || path.keepArray;
  const list = isKept ? `resultList(${steps})` : steps;
  const result = path.keepSingleton ? code.temporary(`keepSingleton(${list})`) : list;
  if (path.group === undefined) {
    if (isKept) return { code: result, type: types.any | types.raw };
    return { code: code.temporary(`pathValue(${result})`), type: types.any };
  }
  return { code: compileGroup(path.group, result, place), type: types.object };
}
