import { isCallable } from "../runtime/callable.ts";
import { applySite, procedureToken } from "../tree/procedure-token.ts";
import type { Apply, Call, PartialCall, Transform } from "../tree/tree.ts";
import { asArgument, callCode, callSite, emitCall } from "./emit-call.ts";
import { inlineCall } from "./inline-call.ts";
import type { Place } from "./place.ts";
import { compileTerm } from "./terms.ts";
import { types, type Value } from "./value.ts";
import { globalAt, readVariable } from "./variables.ts";

function compileProcedure(node: Call | PartialCall, place: Place, code: string): Value {
  const procedure = place.compile(node.procedure, place);
  const { token, plain } = procedureToken(node);
  if (plain && token !== undefined) {
    const meant = readVariable(place, token).code;
    const at = `${node.position}, ${JSON.stringify(token)}`;
    place.code.emit(`if (${procedure.code} === undefined) suggest(${meant}, "${code}", ${at});`);
  }
  return procedure;
}

/** `procedure(…)`, with a value before the arguments for `value ~> procedure(…)`. */
export function compileCall(node: Call, place: Place, first: readonly Value[] = []): Value {
  if (node.procedure.kind === "variable") {
    const known = globalAt(place, node.procedure.name);
    if (isCallable(known)) {
      const slow = (args: readonly Value[]) => {
        const codes = args.map((arg, index) => (index < first.length ? arg.code : asArgument(arg)));
        return callCode(node, place.program.constant(known), codes, place);
      };
      const inlined = inlineCall(node, known, first, place, slow);
      if (inlined !== undefined) return inlined;
    }
  }
  const procedure = compileProcedure(node, place, "T1005");
  const args = [
    ...first.map(({ code }) => code),
    ...node.arguments.map((arg) => asArgument(place.compile(arg, place))),
  ];
  return emitCall(callCode(node, procedure.code, args, place), place);
}

/** `procedure(a, ?)` */
export function compilePartial(node: PartialCall, place: Place): Value {
  const args = node.arguments.map((arg) => (arg === "?" ? "open" : place.compile(arg, place).code));
  const procedure = compileProcedure(node, place, "T1007");
  const code = `partiallyApply(${procedure.code}, [${args.join(", ")}], ${callSite(node, place)})`;
  return { code: place.code.temporary(code), type: types.callable };
}

/** `value ~> procedure`, and `value ~> procedure(…)` */
export function compileApply(node: Apply, place: Place): Value {
  const left = place.compile(node.left, place);
  if (node.right.kind === "call") return compileCall(node.right, place, [left]);
  const right = place.compile(node.right, place);
  return emitCall(
    `apply(run, ${left.code}, ${right.code}, ${place.program.constant(applySite(node))}, ${node.position})`,
    place,
  );
}

/** `|pattern|update, deletion|` */
export function compileTransform(node: Transform, place: Place): Value {
  const members = [
    `pattern: ${compileTerm(node.pattern, place, undefined)}`,
    `update: ${compileTerm(node.update, place, undefined)}`,
    `deletion: ${node.deletion === undefined ? "undefined" : compileTerm(node.deletion, place, undefined)}`,
    `position: ${node.position}`,
    `updatePosition: ${node.update.position}`,
    `deletionPosition: ${node.deletion?.position}`,
    `clone: () => ${readVariable(place, "clone").code}`,
  ];
  return { code: place.code.temporary(`transformer({ ${members.join(", ")} })`), type: types.callable };
}
