import { builtins } from "../functions/builtin/index.ts";
import { isIn } from "../runtime/equal.ts";
import { ListSite } from "../runtime/list-site.ts";
import type { Binary } from "../tree/tree.ts";
import { type UnchangingList, unchangingList } from "../tree/unchanging.ts";
import type { Frame } from "./frame.ts";
import type { Interpreter } from "./interpreter.ts";

interface Known {
  readonly list: UnchangingList;
  readonly site: ListSite;
}

/** By node; null where the context decides the list. */
const known = new WeakMap<Binary, Known | null>();

function knownOf(node: Binary): Known | null {
  const before = known.get(node);
  if (before !== undefined) return before;
  const list = unchangingList(node);
  const made = list === undefined ? null : { list, site: new ListSite(list.variables[0] ?? "", list.member) };
  known.set(node, made);
  return made;
}

/** `left in right`: a list that variables alone decide is evaluated when they change. */
export function membership(
  node: Binary,
  left: unknown,
  context: unknown,
  frame: Frame,
  whole: Interpreter,
): boolean {
  const right = () => whole.evaluate(node.right, context, frame);
  const unchanging = knownOf(node);
  if (unchanging === null) return isIn(left, right());
  const { list, site } = unchanging;
  if (list.functions.some((name) => frame.lookUp(name) !== builtins.get(name))) return isIn(left, right());
  const [first = "", second] = list.variables;
  const other = second === undefined ? undefined : frame.lookUp(second);
  return site.members(whole.run, frame.lookUp(first), other, right).has(left);
}
