import type { Finding } from "../../model/finding.ts";
import { caseWriter, type WriteCase } from "./case-writer.ts";
import { areAlike, caseName, findingCases } from "./finding-case.ts";
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
export function* casesOf({ findings, others }: CaseGroup, naming: FileNaming): Generator<string> {
  const names = findings.map(caseName);
  const repeated = repeatedIn([...names, ...others.map(({ name }) => name)]);
  const distinct = (name: string, key: string): string => (repeated.has(name) ? `${name} [${key}]` : name);
  const write = findingWriter(naming);
  for (const [index, finding] of findings.entries())
    yield write(distinct(names[index] ?? "", finding.fingerprint.slice(0, 8)), finding);
  for (const each of others) yield caseWriter(each, naming.withFile)(distinct(each.name, each.key), each);
}

function repeatedIn(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}

/** Writes findings of a rule. Most that follow each other are alike. */
function findingWriter({ prefix, withFile }: FileNaming): WriteCase<Finding> {
  let last: Finding | undefined;
  let write: WriteCase<Finding>;
  return (name, finding) => {
    if (last === undefined || !areAlike(finding, last))
      write = caseWriter(findingCases(finding, prefix), withFile);
    last = finding;
    return write(name, finding);
  };
}
