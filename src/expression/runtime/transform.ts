import { ownError } from "../expression-error.ts";
import { type Callable, callable, isCallable } from "./callable.ts";
import { Failure } from "./failure.ts";
import { invoke } from "./invoke.ts";
import { isArrayOfStrings } from "./numeric.ts";
import type { Run } from "./run.ts";
import { signatureOf } from "./signature.ts";
import type { Term } from "./terms.ts";

/** `|pattern|update, deletion|` */
export interface TransformPlan {
  readonly pattern: Term;
  readonly update: Term;
  readonly deletion: Term | undefined;
  readonly position: number | undefined;
  readonly updatePosition: number | undefined;
  readonly deletionPosition: number | undefined;
  /** What `$clone` stands for there. */
  readonly clone: () => unknown;
}

/** Every object and array of the copy: nothing else may be written to. */
function partsOf(value: unknown, parts = new Set<object>()): Set<object> {
  if (typeof value !== "object" || value === null || parts.has(value)) return parts;
  parts.add(value);
  for (const part of Object.values(value)) partsOf(part, parts);
  return parts;
}

function setMember(target: object, key: string, value: unknown): void {
  if (key !== "__proto__") (target as Record<string, unknown>)[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function update(match: unknown, plan: TransformPlan, parts: Set<object>): void {
  const change = plan.update(match, undefined);
  if (change === undefined) return;
  if (typeof change !== "object" || change === null || Array.isArray(change)) {
    throw new Failure("T2011", { value: change }, plan.updatePosition);
  }
  for (const [key, value] of Object.entries(change)) {
    if (typeof match !== "object" || match === null) throw ownError("B1006");
    if (parts.has(match)) setMember(match, key, value);
  }
}

function remove(match: unknown, plan: TransformPlan, parts: Set<object>): void {
  const deletions = plan.deletion?.(match, undefined);
  if (deletions === undefined) return;
  const names: unknown = Array.isArray(deletions) ? deletions : [deletions];
  if (!isArrayOfStrings(names)) throw new Failure("T2012", { value: deletions }, plan.deletionPosition);
  if (typeof match !== "object" || match === null || !parts.has(match)) return;
  for (const name of names) Reflect.deleteProperty(match, name);
}

function transformed(run: Run, input: unknown, plan: TransformPlan): unknown {
  if (input === undefined) return undefined;
  const clone = plan.clone();
  if (!isCallable(clone)) throw new Failure("T2013", {}, plan.position);
  const copy = invoke(run, clone, [input], null);
  const matches = plan.pattern(copy, undefined);
  if (matches === undefined) return copy;
  const parts = partsOf(copy);
  for (const match of Array.isArray(matches) ? matches : [matches]) {
    run.tick();
    update(match, plan, parts);
    remove(match, plan, parts);
  }
  return copy;
}

/** The function that a transform is: it changes a copy of its argument. @throws Failure T2011 to T2013 */
export function transformer(plan: TransformPlan): Callable {
  return callable((run, [input]) => transformed(run, input, plan), {
    arity: 1,
    parameters: 1,
    signature: signatureOf("<(oa):o>"),
  });
}
