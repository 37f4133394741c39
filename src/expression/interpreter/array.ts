import { addItem, finishArray } from "../runtime/construct.ts";
import type { ArrayConstructor } from "../tree/tree.ts";
import type { Frame } from "./frame.ts";
import type { Interpreter } from "./interpreter.ts";

/** `[a, b]` */
export function constructArray(
  node: ArrayConstructor,
  context: unknown,
  frame: Frame,
  whole: Interpreter,
): unknown[] {
  const array: unknown[] = [];
  for (const item of node.items) {
    const value = whole.evaluate(item, context, frame);
    addItem(whole.run, array, value, item.kind === "array");
  }
  return finishArray(array, node.constructed);
}
