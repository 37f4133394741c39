import { append } from "./append.ts";
import { isRecord } from "./lookup.ts";
import type { Run } from "./run.ts";
import { Sequence } from "./sequence.ts";

function flattened(run: Run, array: readonly unknown[], into: unknown[] = []): unknown[] {
  run.tick();
  for (const item of array) {
    if (Array.isArray(item)) flattened(run, item, into);
    else into.push(item);
  }
  run.assertLength(into.length);
  return into;
}

/** `*`: the values of all members, arrays among them flattened. */
export function wildcard(run: Run, context: unknown): unknown {
  const input: unknown = context instanceof Sequence && context.outerWrapper ? context[0] : context;
  if (typeof input !== "object" || input === null) return new Sequence();
  let found: unknown = new Sequence();
  for (const value of Object.values(input)) {
    if (Array.isArray(value)) found = append(run, found, flattened(run, value));
    else if (found instanceof Sequence) run.push(found, value);
    else (found as unknown[]).push(value);
  }
  return found;
}

function collect(run: Run, value: unknown, found: Sequence): void {
  run.tick();
  if (Array.isArray(value)) for (const item of value) collect(run, item, found);
  else {
    run.push(found, value);
    if (isRecord(value)) for (const member of Object.values(value)) collect(run, member, found);
  }
}

/** `**`: the value itself and everything in it, at any depth; arrays only as their items. */
export function descendants(run: Run, context: unknown): unknown {
  if (context === undefined) return undefined;
  const found = new Sequence();
  collect(run, context, found);
  return found.length === 1 ? found[0] : found;
}
