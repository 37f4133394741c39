import type { Finding } from "../model/finding.ts";

/** How many findings are about records whose rule is mapped to no control. */
export function countUnmapped(findings: readonly Finding[]): number {
  return findings.filter(({ evidence }) => evidence.some(({ name }) => name === "unmapped")).length;
}
