import { signatureOf } from "../runtime/signature.ts";
import type { Lambda } from "../tree/tree.ts";
import { writeFunction } from "./functions.ts";
import type { Place } from "./place.ts";
import { Scope } from "./scope.ts";
import { types, type Value } from "./value.ts";

/** Writes a lambda as a function of its arguments. */
export function writeLambda({ parameters, body }: Lambda, place: Place): string {
  return writeFunction(place, parameters.length, (code, locals) => {
    const branch = place.branch + 1;
    const scope = new Scope(place.scope, branch);
    code.emit("run.tick();\nrun.assertDepth();");
    for (const [index, name] of parameters.entries()) {
      const local = locals[index];
      if (local === undefined) continue;
      code.emit(`if (typeof ${local.name} === "object") ${local.name} = unwrap(${local.name});`);
      scope.variables.set(name, { local, constant: true, definite: true, raw: false });
    }
    scope.declareBound([body], code);
    return place.compile(body, { ...place, code, scope, branch, depth: 0 }).code;
  });
}

/** A function that is written in the expression, as a value. */
export function compileLambda(node: Lambda, place: Place): Value {
  const { parameters, signature, deferred } = node;
  const written = writeLambda(node, place);
  const traits = {
    arity: parameters.length,
    parameters: parameters.length,
    signature: signature === undefined ? undefined : signatureOf(signature),
  };
  const args = parameters.map((_, index) => `a[${index}]`);
  // A function of its own each time: it is a value, and is marked.
  const body = `(r, a) => ${written}(${args.join(", ")})`;
  const code = `callable(${body}, ${place.program.constant(traits)})`;
  if (deferred === true) return { code: place.code.temporary(`deferred(${code})`), type: types.any };
  return { code: place.code.temporary(code), type: types.callable };
}
