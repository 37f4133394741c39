import { isCallable } from "../runtime/callable.ts";
import { tailCallSite } from "../tree/procedure-token.ts";
import type { TailCallNode } from "../tree/tree.ts";
import { inlineCall } from "./inline-call.ts";
import type { Place } from "./place.ts";
import { types, type Value } from "./value.ts";
import { globalAt } from "./variables.ts";

/** The call that a lambda ends with: it is left to whoever called the lambda. */
export function compileTailCall({ call }: TailCallNode, place: Place): Value {
  const { program } = place;
  const site = program.constant(tailCallSite(call));
  const left = (procedure: string, args: readonly Value[]) =>
    `new TailCall(${procedure}, [${args.map(({ code }) => code).join(", ")}], ${site})`;
  const known = call.procedure.kind === "variable" ? globalAt(place, call.procedure.name) : undefined;
  if (isCallable(known)) {
    const inlined = inlineCall(call, known, [], place, (args) => left(program.constant(known), args));
    // The result stays as it is, a sequence of one value too.
    if (inlined !== undefined) return { code: inlined.code, type: types.any };
  }
  const procedure = place.compile(call.procedure, place);
  const args = call.arguments.map((arg) => place.compile(arg, place));
  const code = left(procedure.code, args);
  return { code: place.code.temporary(code), type: types.any };
}
