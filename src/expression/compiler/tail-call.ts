import { isCallable } from "../runtime/callable.ts";
import { procedureToken } from "../tree/procedure-token.ts";
import type { TailCallNode } from "../tree/tree.ts";
import { inlineCall } from "./inline-call.ts";
import type { Place } from "./place.ts";
import { types, type Value } from "./value.ts";
import { globalAt } from "./variables.ts";

/** A built-in function that is called last never calls back for ever: there is no need to return first. */
function compileLastCall(node: TailCallNode["call"], place: Place): Value | undefined {
  const { procedure } = node;
  const known = procedure.kind === "variable" ? globalAt(place, procedure.name) : undefined;
  if (!isCallable(known) || place.caller === undefined) return undefined;
  const value = inlineCall(node, known, [], place, place.caller);
  // The result stays as it is, a sequence of one value too.
  return value && { ...value, type: value.type & ~types.raw };
}

/** The call that a lambda ends with: it is left to the lambda's caller. */
export function compileTailCall({ call }: TailCallNode, place: Place): Value {
  const last = compileLastCall(call, place);
  if (last !== undefined) return last;
  const procedure = place.compile(call.procedure, place);
  const args = call.arguments.map((arg) => place.compile(arg, place).code);
  const { kind, position } = call.procedure;
  const token = kind === "variable" ? procedureToken(call).token : undefined;
  const site = place.program.constant({ position, token });
  const code = `new TailCall(${procedure.code}, [${args.join(", ")}], ${site})`;
  return { code: place.code.temporary(code), type: types.any };
}
