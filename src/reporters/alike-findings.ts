import type { Finding } from "../model/finding.ts";
import { placeText } from "./place-text.ts";

/**
 * Findings that follow each other and have in common all that `areAlike` compares. Reports that may hold a hundred
 * thousand, JUnit and SARIF, count, choose, sort and write by these instead of going through all findings for each.
 */
export interface AlikeFindings {
  /** The first of them. What is taken from it for all of them is among what `areAlike` compares. */
  readonly first: Finding;
  readonly findings: readonly Finding[];
}

/** All findings in their order; those of a rule with one outcome mostly end up together. */
export function alikeFindings(findings: Iterable<Finding>): AlikeFindings[] {
  const all: AlikeFindings[] = [];
  let last: Finding | undefined;
  let alike: Finding[] = [];
  for (const finding of findings) {
    if (last === undefined || !areAlike(finding, last)) {
      alike = [];
      all.push({ first: finding, findings: alike });
    }
    alike.push(finding);
    last = finding;
  }
  return all;
}

/** How many findings they are. */
export function countFindings(all: readonly AlikeFindings[]): number {
  return all.reduce((sum, { findings }) => sum + findings.length, 0);
}

/** As many of their findings as there may be, from the start. */
export function firstOf(all: readonly AlikeFindings[], most: number): AlikeFindings[] {
  let left = most;
  return all.flatMap(({ first, findings }) => {
    const kept = findings.slice(0, left);
    left -= kept.length;
    return kept.length === 0 ? [] : [{ first, findings: kept }];
  });
}

function areAlike(a: Finding, b: Finding): boolean {
  return (
    a.rule === b.rule &&
    a.status === b.status &&
    a.severity === b.severity &&
    a.tenant === b.tenant &&
    a.resource.type === b.resource.type &&
    (a.controls === b.controls || isSame(a.controls, b.controls)) &&
    (a.waived === b.waived || isSame(a.waived, b.waived)) &&
    (a.location === b.location || placeText(a.location) === placeText(b.location)) &&
    (a.remediation === undefined) === (b.remediation === undefined)
  );
}

function isSame<T extends Finding["controls"] | Finding["waived"]>(a: T, b: T): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
