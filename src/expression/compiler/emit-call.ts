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

/** Emits a call; in it, the stack is deeper by the nodes around it. */
export function emitCall(code: string, place: Place): Value {
  place.code.emit(`run.depth += ${place.depth};`);
  const result = place.code.temporary(code);
  place.code.emit(`run.depth -= ${place.depth};`);
  return { code: result, type: types.any | types.raw };
}
