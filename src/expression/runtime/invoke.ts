import { type Body, type Callable, callable, isCallable, type Traits } from "./callable.ts";
import { atCall, atFinishedCall, Failure } from "./failure.ts";
import type { Run } from "./run.ts";
import { unwrap } from "./sequence.ts";
import { signatureOf } from "./signature.ts";

/** The place of a call in the source. */
export interface CallSite {
  readonly position: number | undefined;
  /** Name of what is called. */
  readonly token: string | undefined;
}

/** The place of a call that a lambda ends with. */
export interface TailCallSite extends CallSite {
  /** Where it is said to be when there is nothing to call. */
  readonly written: CallSite;
}

/** A call that a lambda ends with: its caller makes it, so recursion in this place does not nest. */
export class TailCall {
  readonly procedure: unknown;
  readonly args: readonly unknown[];
  readonly site: TailCallSite;

  constructor(procedure: unknown, args: readonly unknown[], site: TailCallSite) {
    this.procedure = procedure;
    this.args = args;
    this.site = site;
  }
}

const hidden = new WeakMap<Callable, TailCall>();
const nowhere: TailCallSite = {
  position: undefined,
  token: undefined,
  written: { position: undefined, token: undefined },
};

/**
 * Marks a function that stands for the call that it makes: predicates behind a block see it, and who is handed it as
 * the result of a lambda calls it.
 */
export function deferred(made: Callable): Callable {
  hidden.set(made, new TailCall(made, [], nowhere));
  return made;
}

function tailCallOf(value: unknown): TailCall | undefined {
  if (value instanceof TailCall) return value;
  return isCallable(value) ? hidden.get(value) : undefined;
}

function enter(run: Run, procedure: unknown, args: readonly unknown[], context: unknown): unknown {
  run.tick();
  if (!isCallable(procedure)) throw new Failure("T1006");
  const { signature } = procedure.traits;
  return procedure(run, signature === undefined ? args : signature.check(args, context), context);
}

function enterAt(run: Run, call: TailCall, context: unknown): unknown {
  const { written } = call.site;
  if (!isCallable(call.procedure)) throw new Failure("T1006", {}, written.position, written.token);
  try {
    return enter(run, call.procedure, call.args, context);
  } catch (thrown) {
    throw atCall(thrown, call.site.position, call.site.token);
  }
}

/** Makes the calls that a lambda ended with, until there is a value. */
export function settle(run: Run, returned: unknown, context: unknown): unknown {
  let result = returned;
  for (let next = tailCallOf(result); next !== undefined; next = tailCallOf(result)) {
    result = enterAt(run, next, context);
  }
  return result;
}

/** Calls a function value. @throws Failure T1006 when it is none; T0410 to T0412 for its arguments */
export function invoke(run: Run, procedure: unknown, args: readonly unknown[], context: unknown): unknown {
  return settle(run, enter(run, procedure, args, context), context);
}

/** `invoke` for a call as it is written: errors get its place. */
export function call(
  run: Run,
  procedure: unknown,
  args: readonly unknown[],
  context: unknown,
  site: CallSite,
): unknown {
  let result: unknown;
  try {
    result = enter(run, procedure, args, context);
  } catch (thrown) {
    throw atCall(thrown, site.position, site.token);
  }
  if (tailCallOf(result) === undefined) return result;
  try {
    return settle(run, result, context);
  } catch (thrown) {
    throw atFinishedCall(thrown, site.position, site.token);
  }
}

/** A function as an argument: whoever calls it has no context to give. */
export function asArgument(value: unknown): unknown {
  if (!isCallable(value)) return value;
  const traits: Traits = {
    arity: value.traits.arity,
    parameters: "S0202",
    signature: undefined,
  };
  return callable((run, args) => invoke(run, value, args, null), traits);
}

/** A lambda's value. */
export function lambda(body: Body, parameters: number, signature: string | undefined): Callable {
  return callable(body, {
    arity: parameters,
    parameters,
    signature: signature === undefined ? undefined : signatureOf(signature),
  });
}

/** Stands for an argument that a partial application leaves open. */
export const open: unique symbol = Symbol("?");

/** `procedure(a, ?)`: a function of the arguments that are left open. @throws Failure T1008 */
export function partiallyApply(procedure: unknown, args: readonly unknown[], site: CallSite): Callable {
  if (!isCallable(procedure)) throw new Failure("T1008", {}, site.position, site.token);
  const { parameters } = procedure.traits;
  // The library reads parameters from a function's source text, and fails at those it cannot read.
  if (typeof parameters === "string") throw new Failure(parameters, {}, site.position, site.token);
  const filled = Array.from({ length: parameters }, (_, index) => args[index]);
  const openAt = filled.flatMap((arg, index) => (arg === open ? [index] : []));
  const body: Body = (run, given, context) => {
    const all = [...filled];
    for (const [index, at] of openAt.entries()) all[at] = given[index];
    return procedure(run, all, context);
  };
  const traits = { arity: openAt.length, parameters: openAt.length, signature: undefined };
  return callable(body, traits);
}

/** The library writes the function that it makes of two in JSONata: errors name its parameters there. */
const firstSite: CallSite = { position: 39, token: "f" };
const secondSite: CallSite = { position: 35, token: "g" };

/** `first ~> second` for two functions: a function that applies one after the other. */
function compose(first: Callable, second: Callable): Callable {
  const body: Body = (run, [value]) => {
    const between = unwrap(call(run, first, [value], null, firstSite));
    return new TailCall(second, [between], { ...secondSite, written: secondSite });
  };
  return lambda(body, 1, undefined);
}

/** `value ~> procedure`. @throws Failure T2006 when it is no function */
export function apply(
  run: Run,
  value: unknown,
  procedure: unknown,
  site: CallSite,
  position: number | undefined,
): unknown {
  if (!isCallable(procedure)) throw new Failure("T2006", { value: procedure }, position);
  if (isCallable(value)) return compose(value, procedure);
  try {
    return invoke(run, procedure, [value], null);
  } catch (thrown) {
    throw atFinishedCall(thrown, site.position, site.token);
  }
}
