import type { Run } from "./run.ts";

/** One list of two values; a missing one adds nothing. @throws Failure D2015 */
export function append(run: Run, first: unknown, second: unknown): unknown {
  if (first === undefined) return second;
  if (second === undefined) return first;
  const head: readonly unknown[] = Array.isArray(first) ? first : [first];
  const tail: readonly unknown[] = Array.isArray(second) ? second : [second];
  run.assertLength(head.length + tail.length);
  return head.concat(tail);
}
