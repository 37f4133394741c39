import { type Callable, callable, type Traits } from "../../runtime/callable.ts";
import type { Run } from "../../runtime/run.ts";
import { signatureOf } from "../../runtime/signature.ts";

/** A function that JSONata has, by its name. */
export type Builtin = readonly [name: string, value: Callable];

type Implementation<Args extends readonly unknown[]> = (run: Run, ...args: Args) => unknown;

/**
 * Makes a built-in function. The signature is what makes the types of the parameters true.
 *
 * @param more what differs from the number of parameters that the implementation declares
 */
export function builtin<Args extends readonly unknown[]>(
  name: string,
  signature: string,
  implementation: Implementation<Args>,
  more: Partial<Pick<Traits, "arity" | "parameters">> = {},
): Builtin {
  const parameters = Math.max(0, implementation.length - 1);
  const call = implementation as unknown as (run: Run, ...args: readonly unknown[]) => unknown;
  const value = callable((run, args) => call(run, ...args), {
    arity: parameters,
    // A function without parameters has one without a name for a partial application.
    parameters: Math.max(1, parameters),
    signature: signatureOf(signature),
    ...more,
  });
  return [name, value];
}
