import type { AlikeFindings } from "../alike-findings.ts";
import type { TestCase } from "./test-case.ts";

/**
 * Cases that share their class name: of findings, made when they are written since there may be a hundred
 * thousand, and others after them.
 */
export interface CaseGroup {
  readonly className: string;
  readonly findings: readonly AlikeFindings[];
  readonly others: readonly TestCase[];
}

export interface TestSuite {
  readonly name: string;
  readonly package: string;
  readonly hostname: string;
  readonly groups: readonly CaseGroup[];
}
