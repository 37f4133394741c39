import { clippedText } from "../clipped-text.ts";
import { logText } from "../log-text.ts";

const longest = 280;

/** Text from anywhere, made fit for a cell: visible, inert in logs, not endless. */
export function cell(text: string): string {
  return logText(clippedText(text, longest));
}
