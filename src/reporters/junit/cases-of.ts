import { writeAlike } from "../write-alike.ts";
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
  const names = findings.map(caseName);
  const repeated = repeatedIn([...names, ...others.map(({ name }) => name)]);
  const distinct = (name: string, key: string): string => (repeated.has(name) ? `${name} [${key}]` : name);
  const write = writeAlike<[name: string]>((alike) => {
    const writeCase = caseWriter(findingCases(alike, prefix), withFile);
    return (finding, name) => writeCase(name, finding);
  });
  for (const [index, finding] of findings.entries())
    yield write(finding, distinct(names[index] ?? "", finding.fingerprint.slice(0, 8)));
  for (const each of others) yield caseWriter(each, withFile)(distinct(each.name, each.key), each);
}

function repeatedIn(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  return repeated;
}
