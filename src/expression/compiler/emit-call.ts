import { procedureToken } from "../tree/procedure-token.ts";
import type { Call, PartialCall } from "../tree/tree.ts";
import type { Place } from "./place.ts";
import { mayBe, types, type Value } from "./value.ts";

/** Where an error of a call is said to be. */
export function callSite(node: Call | PartialCall, place: Place): string {
  return place.program.constant({ position: node.position, token: procedureToken(node).token });
}

/** An argument of a call: a function among them is put in a wrapper. */
export function asArgument(value: Value): string {
  return mayBe(value, types.callable) ? `asArgument(${value.code})` : value.code;
}

/** JavaScript for a call with all that it needs: context, and place for its errors. */
export function callCode(
  node: Call,
  procedure: string,
  args: readonly string[],
  { code, context, program }: Place,
): string {
  const site = program.constant({ position: node.position, token: procedureToken(node).token });
  return `call(run, ${procedure}, [${args.join(", ")}], ${code.use(context)}, ${site})`;
}

/** Emits a call; in it, the stack is deeper by the nodes around it. */
export function emitCall(code: string, place: Place): Value {
  place.code.emit(`run.depth += ${place.depth};`);
  const result = place.code.temporary(code);
  place.code.emit(`run.depth -= ${place.depth};`);
  return { code: result, type: types.any | types.raw };
}
