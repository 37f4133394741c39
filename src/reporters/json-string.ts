import { jsonText } from "./json-text.ts";

/** Most texts hold nothing that `jsonText` would write differently, and finding that out is cheap. */
const plain = /^[ !$-[\]-~]*$/;

/** A string as `jsonText` writes it. */
export function jsonString(text: string): string {
  return isPlainJson(text) ? `"${text}"` : jsonText(text);
}

/** True when the text is its own JSON, but for the quotation marks; nothing in it is invisible either. */
export function isPlainJson(text: string): boolean {
  return plain.test(text);
}
