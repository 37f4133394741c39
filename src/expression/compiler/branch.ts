import type { Expression } from "../tree/tree.ts";
import type { Place } from "./place.ts";
import { truth, types, type Value } from "./value.ts";

/** A place inside code that may not be run, or more than once. */
export function branched(place: Place): Place {
  return { ...place, branch: place.branch + 1 };
}

/** Compiles an expression as a condition: JavaScript of type boolean. */
export function condition(node: Expression, place: Place): string {
  return truth(place.compile(node, place));
}

/** `condition ? consequent : alternative` */
export function compileCondition(
  node: Extract<Expression, { readonly kind: "condition" }>,
  place: Place,
): Value {
  const { code } = place;
  const inner = branched(place);
  const test = condition(node.condition, place);
  const result = code.variable();
  code.emit(`if (${test}) {`);
  const consequent = place.compile(node.consequent, inner);
  code.emit(`${result} = ${consequent.code};`);
  let { type } = consequent;
  if (node.alternative === undefined) type |= types.missing;
  else {
    code.emit("} else {");
    const alternative = place.compile(node.alternative, inner);
    code.emit(`${result} = ${alternative.code};`);
    type |= alternative.type;
  }
  code.emit("}");
  return { code: result, type };
}
