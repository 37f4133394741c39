import type { Expression, Stage } from "../tree/tree.ts";
import { NotCompilable } from "./not-compilable.ts";
import type { Place } from "./place.ts";
import { isOnly, truth, types } from "./value.ts";

/** Types of a predicate that choose by being true, not as an index. */
const choosing = types.boolean | types.missing | types.null | types.string | types.object;

function numberOf(node: Expression): number | undefined {
  const isNumber = node.kind === "literal" && typeof node.value === "number";
  return isNumber ? Number(node.value) : undefined;
}

/** A loop over the items of a list, in place. */
function compileFilter(predicate: Expression, input: string, place: Place): string {
  const { code, program } = place;
  const list = code.temporary(`Array.isArray(${input}) ? ${input} : [${input}]`);
  const kept = code.temporary("new Sequence()");
  const [index, item] = [program.fresh("i"), program.fresh("c")];
  code.emit(`for (let ${index} = 0; ${index} < ${list}.length; ${index}++) {`);
  code.emit(`run.tick();\nconst ${item} = ${list}[${index}];`);
  const inner = { ...place, context: code.local(item), branch: place.branch + 1 };
  const value = place.compile(predicate, inner);
  if (isOnly(value, choosing)) code.emit(`if (${truth(value)}) run.push(${kept}, ${item});`);
  else {
    const count = `keeps(${value.code}, ${index}, ${list}.length)`;
    code.emit(`for (let n = ${count}; n > 0; n--) run.push(${kept}, ${item});`);
  }
  code.emit("}");
  return kept;
}

/**
 * Applies predicates to a value, one after the other.
 *
 * @param kept the result is to stay a list even of one item
 */
export function compilePredicates(
  stages: readonly Stage[],
  input: string,
  place: Place,
  kept = false,
): string {
  let current = input;
  for (const [position, stage] of stages.entries()) {
    if (stage.kind === "index") throw new NotCompilable("an index where no tuples are");
    const index = numberOf(stage.expression);
    // For a predicate behind it, nothing found is not the same as nothing there.
    const read = kept || position < stages.length - 1 ? "itemAt" : "pick";
    current =
      index === undefined
        ? compileFilter(stage.expression, current, place)
        : place.code.temporary(`${read}(${current}, ${Math.floor(index)})`);
  }
  return current;
}
