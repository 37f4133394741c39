import type { Finding } from "../model/finding.ts";
import { placeText } from "./place-text.ts";

/** Writes a finding; `More` is what it is given beside it. */
export type WriteFinding<More extends unknown[]> = (finding: Finding, ...more: More) => string;

/**
 * Writes findings one after the other. Most that follow each other are alike: what they have in common is written once.
 *
 * @param writerFor makes a writer of findings that are like the one it is given. It takes nothing from that one but
 * what `areAlike` compares; all else it takes from each.
 */
export function writeAlike<More extends unknown[]>(
  writerFor: (alike: Finding) => WriteFinding<More>,
): WriteFinding<More> {
  let last: Finding | undefined;
  let write: WriteFinding<More>;
  return (finding, ...more) => {
    if (last === undefined || !areAlike(finding, last)) write = writerFor(finding);
    last = finding;
    return write(finding, ...more);
  };
}

/** True for findings of a rule of which nearly all have what is compared here in common. */
function areAlike(a: Finding, b: Finding): boolean {
  return (
    a.rule === b.rule &&
    a.status === b.status &&
    a.severity === b.severity &&
    a.tenant === b.tenant &&
    a.resource.type === b.resource.type &&
    a.controls === b.controls &&
    a.waived === b.waived &&
    (a.location === b.location || placeText(a.location) === placeText(b.location)) &&
    (a.remediation === undefined) === (b.remediation === undefined)
  );
}
