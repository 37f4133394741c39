import { invisible } from "./invisible.ts";

// A backslash that would read as one of our own escapes is escaped too, so that none can be forged.
const plain = /^[ -[\]-~]*$/;
const hidden = new RegExp(`${invisible}|\\\\(?=u\\{)`, "gv");

/** Text on one line with every invisible character shown as `\u{1b}`; two texts never become the same. */
export function visibleText(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
