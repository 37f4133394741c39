import { ownError } from "../expression-error.ts";
import { builtins } from "../functions/builtin/index.ts";
import { hostFunction } from "../host-function.ts";
import { evalPlaceholder } from "../interpreter/evaluation.ts";
import type { ExpressionOptions } from "../options.ts";
import { type Callable, callable } from "../runtime/callable.ts";
import { signatureOf } from "../runtime/signature.ts";

type Host = Parameters<typeof hostFunction>[0];

function hosted(host: Host): Callable {
  const { implementation, signature } = hostFunction(host);
  return callable((_, args) => implementation.call(undefined, ...args), {
    arity: implementation.length,
    parameters: Math.max(1, implementation.length),
    signature: signatureOf(signature),
  });
}

function refused(name: string, traits: Callable["traits"]): Callable {
  return callable(() => {
    throw ownError("B1005", { token: name });
  }, traits);
}

/** Everything that a `$name` may stand for before an evaluation binds more: functions and variables. */
export function globalsOf(options: ExpressionOptions): ReadonlyMap<string, unknown> {
  const globals = new Map<string, unknown>(builtins);
  globals.set("eval", evalPlaceholder);
  for (const host of options.functions ?? []) globals.set(host.name, hosted(host));
  for (const [name, value] of Object.entries(options.variables ?? {})) globals.set(name, value);
  const refuse = (name: string, known: Callable | undefined) => {
    if (known !== undefined) globals.set(name, refused(name, known.traits));
  };
  if (options.allowEval === false) refuse("eval", evalPlaceholder);
  if (options.allowRandom === false) {
    for (const name of ["random", "shuffle"]) refuse(name, builtins.get(name));
  }
  return globals;
}
