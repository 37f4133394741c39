import { caseName, findingCase } from "./finding-case.ts";
import type { TestCase } from "./test-case.ts";
import type { CaseGroup } from "./test-suite.ts";

/**
 * The cases of a group, one after the other. Consumers drop all but the first of cases with one class and
 * name. Each of such cases gets its key, the first too, so that a name does not depend on what else there is.
 */
export function* casesOf(
  { className, findings, others }: CaseGroup,
  prefix: string | undefined,
): Generator<TestCase> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  const note = (name: string): void => {
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  };
  for (const finding of findings) note(caseName(finding));
  for (const each of others) note(each.name);
  const distinct = (each: TestCase): TestCase =>
    repeated.has(each.name) ? { ...each, name: `${each.name} [${each.key}]` } : each;
  for (const finding of findings) yield distinct(findingCase(finding, className, prefix));
  for (const each of others) yield distinct(each);
}
