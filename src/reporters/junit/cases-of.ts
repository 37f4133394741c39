import { caseWriter } from "./case-writer.ts";
import { caseName, findingCases } from "./finding-case.ts";
import type { CaseGroup } from "./test-suite.ts";

/** What test cases say of files. */
export interface FileNaming {
  /** Path of the project folder in its repository. */
  readonly prefix: string | undefined;
  /** Whether each case names its file. */
  readonly withFile: boolean;
}

/**
 * The cases of a group, one after the other, each as text from its name on. Consumers drop all but the first of
 * cases with one class and name. Each of such cases gets its key, the first too, so that a name does not depend on
 * what else there is.
 */
export function* casesOf(
  { findings, others }: CaseGroup,
  { prefix, withFile }: FileNaming,
): Generator<string> {
  const names = findings.map((alike) => alike.findings.map(caseName));
  const repeated = repeatedIn([...names, others.map(({ name }) => name)]);
  const distinct = (name: string, key: string): string => (repeated.has(name) ? `${name} [${key}]` : name);
  for (const [group, { first, findings: alike }] of findings.entries()) {
    const write = caseWriter(findingCases(first, prefix), withFile);
    for (const [index, finding] of alike.entries())
      yield write(distinct(names[group]?.[index] ?? "", finding.fingerprint.slice(0, 8)), finding);
  }
  for (const each of others) yield caseWriter(each, withFile)(distinct(each.name, each.key), each);
}

function repeatedIn(lists: readonly (readonly string[])[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const names of lists) {
    for (const name of names) {
      if (seen.has(name)) repeated.add(name);
      seen.add(name);
    }
  }
  return repeated;
}
