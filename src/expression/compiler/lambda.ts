import { signatureOf } from "../runtime/signature.ts";
import { procedureToken } from "../tree/procedure-token.ts";
import type { Lambda, TailCallNode } from "../tree/tree.ts";
import { writeFunction } from "./functions.ts";
import type { Place } from "./place.ts";
import { Scope } from "./scope.ts";
import { types, type Value } from "./value.ts";

/** Writes a lambda as a function of `run`, arguments and the context of the caller. */
export function compileLambda(node: Lambda, place: Place): Value {
  const { parameters, signature, body } = node;
  const written = writeFunction(place, 3, (code, [, args, caller]) => {
    const branch = place.branch + 1;
    const scope = new Scope(place.scope, branch);
    code.emit("run.tick();\nrun.assertDepth();");
    for (const [index, name] of parameters.entries()) {
      const local = code.local(code.program.fresh("v"));
      code.emit(`let ${local.name} = unwrap(${args?.name}[${index}]);`);
      scope.variables.set(name, { local, constant: true, definite: true });
    }
    scope.declareBound([body], code);
    return place.compile(body, { ...place, code, scope, branch, caller, depth: 0 }).code;
  });
  const traits = {
    arity: parameters.length,
    parameters: parameters.length,
    signature: signature === undefined ? undefined : signatureOf(signature),
  };
  // A function of its own each time, as each is marked: a name stands for one function only.
  const code = `callable((r, a, c) => ${written}(r, a, c), ${place.program.constant(traits)})`;
  return { code: place.code.temporary(code), type: types.callable };
}

/** The call that a lambda ends with: it is left to the lambda's caller. */
export function compileTailCall({ call }: TailCallNode, place: Place): Value {
  const procedure = place.compile(call.procedure, place);
  const args = call.arguments.map((arg) => place.compile(arg, place).code);
  const { kind, position } = call.procedure;
  const token = kind === "variable" ? procedureToken(call).token : undefined;
  const site = place.program.constant({ position, token });
  return {
    code: place.code.temporary(`new TailCall(${procedure.code}, [${args.join(", ")}], ${site})`),
    type: types.any,
  };
}
