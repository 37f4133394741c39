import { builtins } from "../functions/builtin/index.ts";
import type { Callable } from "../runtime/callable.ts";
import { Finder } from "../runtime/finder.ts";
import type { Call, Expression, Regex } from "../tree/tree.ts";
import { asArgument, callSite, emitCall } from "./emit-call.ts";
import { type Inlined, inliners } from "./inliners.ts";
import { writeLambda } from "./lambda.ts";
import type { Place } from "./place.ts";
import { types, type Value } from "./value.ts";

/** A regular expression as it is written, to be looked for: it is compiled once. */
function finderOf(node: Expression | undefined): Finder | undefined {
  if (node?.kind !== "regex" || node.pattern === undefined || node.predicates.length > 0) return undefined;
  return new Finder(node.pattern);
}

function inlineSearch(
  node: Call,
  first: readonly Value[],
  place: Place,
  inlined: Inlined,
): Value | undefined {
  const finder = finderOf(node.arguments.at(-1));
  if (finder === undefined || first.length + node.arguments.length !== 2) return undefined;
  const text = first[0] ?? place.compile(node.arguments[0] as Expression, place);
  const { pattern, position } = node.arguments.at(-1) as Regex;
  const matcher = { code: `matcher(${place.program.constant(pattern)}, ${position})`, type: types.callable };
  const fast = `${place.program.constant(finder)}.test(${text.code})`;
  const slow = inlined.slow([text, matcher]);
  const code = place.code.temporary(`typeof ${text.code} === "string" ? ${fast} : ${slow}`);
  return { code, type: types.boolean | types.missing };
}

/** `$map(list, function(…){…})`: the lambda is no value, only code. */
function inlineVisit(name: string, node: Call, first: readonly Value[], place: Place): Value | undefined {
  const visitor = node.arguments.at(-1);
  if (visitor?.kind !== "lambda" || visitor.signature !== undefined || visitor.predicates.length > 0)
    return undefined;
  if (visitor.group !== undefined || first.length + node.arguments.length !== 2) return undefined;
  const list = first[0] ?? place.compile(node.arguments[0] as Expression, place);
  const items = first.length > 0 ? list.code : asArgument(list);
  const written = writeLambda(visitor, place);
  return emitCall(`visits.${name}(run, ${items}, ${written}, ${callSite(node, place)})`, place);
}

/**
 * Writes a call of a built-in function as what it does, where that is short.
 *
 * @param slow JavaScript for the call itself, for arguments that are out of the ordinary
 * @returns undefined when it has to be called
 */
export function inlineCall(
  node: Call,
  procedure: Callable,
  first: readonly Value[],
  place: Place,
  slow: Inlined["slow"],
): Value | undefined {
  if (node.procedure.kind !== "variable" || node.procedure.predicates.length > 0) return undefined;
  const { name } = node.procedure;
  if (builtins.get(name) !== procedure) return undefined;
  place.program.assumed.add(name);
  if (name === "contains") {
    const search = inlineSearch(node, first, place, { slow });
    if (search !== undefined) return search;
  }
  if (name === "map" || name === "filter" || name === "single") return inlineVisit(name, node, first, place);
  const inliner = inliners.get(`${name}/${first.length + node.arguments.length}`);
  if (inliner === undefined) return undefined;
  const args = [...first, ...node.arguments.map((arg) => place.compile(arg, place))];
  const value = inliner(args, { slow });
  return { ...value, code: place.code.temporary(value.code) };
}
