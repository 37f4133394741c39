import { join } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Test files that take long, roughly the longest first. */
export const longest = [
  "crash/killed-collector",
  "privacy/nothing-personal",
  "architecture/lint",
  "systems/audit-trail",
  "scenarios/truth",
  "scenarios/export",
  "providers/genesyscloud/every-source",
  "systems/siem",
  "scenarios/audit-copies",
  "systems/stores",
  "expression/corpus/corpus",
  "systems/audit-log",
  "crash/interrupted-snapshot",
  "crash/broken-calls",
  "crash/killed-audit",
  "expression/engine/official-suite",
  "expression/hostile",
  "stores/s3",
  "scenarios/audit",
  "simulator/truth",
  "stores/ndjson",
  "collector/postgres-state",
  "scenarios/system-examples",
  "scenarios/collect",
  "scenarios/exit-codes/inconclusive",
  "faults/wire",
  "simulator/contract",
  "systems/flow-logs",
  "systems/sinks",
].map((name) => join(import.meta.dirname, `${name}.test.ts`));

/**
 * Starts the files that take longest before the others, so that none of them is left running alone at the end.
 * Vitest knows how long they take only from an earlier run, which a fresh clone does not have.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => longest.indexOf(moduleId) >>> 0;
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
