import { clippedText } from "../clipped-text.ts";
import { xmlText } from "../xml-text.ts";

const longestName = 1_000;
const longestText = 10_000;

/** Text of an attribute. */
export function attributeText(text: string): string {
  return xmlText(clippedText(text, longestName));
}

/** Text of a line. */
export function lineText(text: string): string {
  return xmlText(clippedText(text, longestText));
}

/** Text of an attribute, where that of the line is known. */
export function shortText(text: string, line: string): string {
  return text.length > longestName ? attributeText(text) : line;
}
