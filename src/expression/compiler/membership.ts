import { builtins } from "../functions/builtin/index.ts";
import { ListSite } from "../runtime/list-site.ts";
import type { Binary, Expression } from "../tree/tree.ts";
import { unchangingList } from "../tree/unchanging.ts";
import type { Place } from "./place.ts";
import { compileTerm } from "./terms.ts";
import { types, type Value } from "./value.ts";
import { globalAt, readVariable } from "./variables.ts";

type Scalar = string | number | boolean | null;

function literalOf(node: Expression): { readonly value: Scalar } | undefined {
  return node.kind === "literal" && node.predicates.length === 0 && node.group === undefined
    ? node
    : undefined;
}

/** The scalars of an array as it is written, or one of them. */
function writtenScalars(node: Expression): readonly Scalar[] | undefined {
  const single = literalOf(node);
  if (single !== undefined) return [single.value];
  if (node.kind !== "array" || node.predicates.length > 0 || node.group !== undefined) return undefined;
  const items = node.items.flatMap((item) => literalOf(item) ?? []);
  return items.length === node.items.length ? items.map(({ value }) => value) : undefined;
}

const few = 4;

/** A list that variables alone decide: it is evaluated when they change, and looked up in an index. */
function compileUnchanging(node: Binary, left: Value, place: Place): string | undefined {
  const list = unchangingList(node);
  if (list === undefined) return undefined;
  const [first = "", second] = list.variables;
  const isOften = place.branch > 0 || (list.member !== undefined && place.unchanging.has(first));
  if (!isOften) return undefined;
  for (const name of list.functions) {
    if (globalAt(place, name) !== builtins.get(name)) return undefined;
  }
  const site = place.program.constant(new ListSite(first, list.member));
  const evaluate = compileTerm(node.right, place, undefined);
  const variables = [first, second].map((name) =>
    name === undefined ? "undefined" : readVariable(place, name).code,
  );
  return `${site}.members(run, ${variables.join(", ")}, ${evaluate}).has(${left.code})`;
}

/** `left in right` */
export function compileMembership(node: Binary, place: Place): Value {
  const type = types.boolean;
  const left = place.compile(node.left, place);
  const written = writtenScalars(node.right);
  if (written === undefined) {
    const unchanging = compileUnchanging(node, left, place);
    if (unchanging !== undefined) return { code: place.code.temporary(unchanging), type };
    const right = place.compile(node.right, place);
    return { code: place.code.temporary(`isIn(${left.code}, ${right.code})`), type };
  }
  if (written.length === 0) return { code: "false", type };
  if (written.length <= few) {
    const tests = written.map((value) => `${left.code} === ${JSON.stringify(value)}`);
    return { code: `(${tests.join(" || ")})`, type };
  }
  return { code: `${place.program.constant(new Set(written))}.has(${left.code})`, type };
}
