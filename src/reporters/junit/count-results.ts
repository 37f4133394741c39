import { resultOf } from "./finding-case.ts";
import type { TestCase } from "./test-case.ts";
import type { TestSuite } from "./test-suite.ts";

/** How many test cases of some suites there are of each result. */
export function countResults(suites: readonly TestSuite[]): Record<TestCase["result"], number> {
  const counts = { passed: 0, failure: 0, error: 0, skipped: 0 };
  for (const { findings, others } of suites.flatMap((suite) => suite.groups)) {
    for (const { first, findings: alike } of findings) counts[resultOf(first)] += alike.length;
    for (const { result } of others) counts[result] += 1;
  }
  return counts;
}
