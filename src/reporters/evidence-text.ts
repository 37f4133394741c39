import type { Evidence } from "../model/finding.ts";

/** One line for one piece of evidence: where, expected, found, note. */
export function evidenceText(evidence: Evidence): string {
  const parts = [
    ...(evidence.pointer === undefined ? [] : [`at '${evidence.pointer}'`]),
    ...(evidence.expected === undefined ? [] : [`expected '${evidence.expected}'`]),
    ...(evidence.found === undefined ? [] : [`found '${evidence.found}'`]),
    ...(evidence.note === undefined ? [] : [evidence.note]),
  ];
  return parts.join(", ");
}
