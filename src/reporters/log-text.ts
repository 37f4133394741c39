import { visibleText } from "./visible-text.ts";

/**
 * Visible text that is also inert in a build log: `##[…`, `##vso[…` (read anywhere in a line) and a
 * leading `::` (read after any indentation) are commands to the machine that shows the log.
 */
export function logText(text: string): string {
  return visibleText(text)
    .replace(/##(?=[a-z]*\[)/gi, "#\\u{23}")
    .replace(/^(\s*):(?=:)/, "$1\\u{3a}");
}
