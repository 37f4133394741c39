import type { TestCase } from "./test-case.ts";

/**
 * Consumers drop all but the first of cases with one class and name. Each of such cases gets its key,
 * the first too, so that a name does not depend on what else there is.
 */
export function distinctNames(cases: readonly TestCase[]): TestCase[] {
  const identity = (each: TestCase) => JSON.stringify([each.className, each.name]);
  const seen = new Map<string, number>();
  for (const each of cases) seen.set(identity(each), (seen.get(identity(each)) ?? 0) + 1);
  return cases.map((each) =>
    (seen.get(identity(each)) ?? 0) > 1 ? { ...each, name: `${each.name} [${each.key}]` } : each,
  );
}
