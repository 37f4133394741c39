import { isReservedKey } from "../../model/reserved-keys.ts";
import { childrenOfNode } from "../tree/children.ts";
import type { Expression, Grouping, Literal, Stage } from "../tree/tree.ts";
import { writeFunction } from "./functions.ts";
import type { Place } from "./place.ts";
import { Scope } from "./scope.ts";

/** The variables that the tuples of a path, or of those in an expression, may have. */
export function tupleNames(path: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === "path") {
      for (const { focus, index, ancestor, stages } of node.steps) {
        const numbered = stages.map((stage) => (stage.kind === "index" ? stage.variable : undefined));
        for (const name of [focus, index, ancestor, ...numbered]) if (name !== undefined) names.add(name);
      }
    }
    for (const child of childrenOfNode(node)) visit(child);
  };
  visit(path);
  return names;
}

/** A place inside a function that is called for each item of a list. */
export function itemPlace(place: Place, parts: Partial<Place>): Place {
  return { ...place, branch: place.branch + 1, ...parts };
}

/**
 * Compiles an expression to a function of context and tuple.
 *
 * @param names the variables of the tuple; undefined where there are no tuples
 */
export function compileTerm(node: Expression, place: Place, names: ReadonlySet<string> | undefined): string {
  return writeFunction(place, names === undefined ? 1 : 2, (code, [context, tuple]) => {
    if (context === undefined) throw new Error("a term has a context");
    const branch = place.branch + 1;
    let { scope } = place;
    if (names !== undefined && tuple !== undefined) {
      scope = new Scope(scope, branch, { local: tuple, names });
      code.emit(`if (${tuple.name} === undefined) ${tuple.name} = noTuple;`);
      scope = new Scope(scope, branch);
      scope.declareBound([node], code);
    }
    return place.compile(node, itemPlace(place, { code, scope, context, branch })).code;
  });
}

function stage(one: Stage, place: Place, names: ReadonlySet<string> | undefined): string {
  if (one.kind === "index") return `{ kind: "index", variable: ${JSON.stringify(one.variable)} }`;
  const { expression } = one;
  if (expression.kind === "literal" && typeof expression.value === "number") {
    return `{ kind: "item", index: ${expression.value} }`;
  }
  return `{ kind: "filter", predicate: ${compileTerm(expression, place, names)} }`;
}

/** JavaScript for the stages of a step. */
export function compileStages(stages: readonly Stage[], place: Place, names?: ReadonlySet<string>): string {
  return `[${stages.map((one) => stage(one, place, names)).join(", ")}]`;
}

function isBareLiteral(node: Expression): node is Literal {
  return (
    node.kind === "literal" && !node.keepArray && node.predicates.length === 0 && node.group === undefined
  );
}

/** The object of `{…}` in which all keys and values are written down: the same whatever the input. */
function literalObject(pairs: Grouping["pairs"]): object | undefined {
  const members: Record<string, Literal["value"]> = Object.create(null);
  for (const [key, value] of pairs) {
    if (!isBareLiteral(key) || !isBareLiteral(value) || typeof key.value !== "string") return undefined;
    // A repeated key, or one of JSONata's own, is an error when it is evaluated.
    if (key.value in members || isReservedKey(key.value)) return undefined;
    members[key.value] = value.value;
  }
  return Object.freeze(members);
}

/** JavaScript for `{…}` of an input. */
export function compileGroup(
  { pairs, position }: Grouping,
  input: string,
  place: Place,
  names?: ReadonlySet<string>,
): string {
  const written = names === undefined ? literalObject(pairs) : undefined;
  if (written !== undefined) return place.program.constant(written);
  const terms = pairs.map(
    ([key, value]) =>
      `{ key: ${compileTerm(key, place, names)}, value: ${compileTerm(value, place, names)} }`,
  );
  return place.code.temporary(`groupBy(run, ${input}, [${terms.join(", ")}], ${position})`);
}
