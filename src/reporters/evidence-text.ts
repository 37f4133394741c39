import type { Evidence } from "../model/finding.ts";
import { resourceText } from "./resource-text.ts";

/** One line for one piece of evidence: where, expected, found, note. */
export function evidenceText(evidence: Evidence): string {
  const { name, resource } = evidence;
  const what = resource === undefined ? evidence.found : resourceText(resource);
  if (name !== undefined && what !== undefined) return `${name}: ${what}`;
  const parts = [
    ...(evidence.pointer === undefined ? [] : [`at '${evidence.pointer}'`]),
    ...(evidence.expected === undefined ? [] : [`expected '${evidence.expected}'`]),
    ...(evidence.found === undefined ? [] : [`found '${evidence.found}'`]),
    ...(evidence.note === undefined ? [] : [evidence.note]),
  ];
  return parts.join(", ");
}
