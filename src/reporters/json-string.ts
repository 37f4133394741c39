import { jsonText } from "./json-text.ts";

/** Most texts hold nothing that `jsonText` would write differently, and finding that out is cheap. */
const plain = /^[ !$-[\]-~]*$/;

/** A string as `jsonText` writes it. */
export function jsonString(text: string): string {
  return plain.test(text) ? `"${text}"` : jsonText(text);
}
