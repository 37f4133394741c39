import type { JsonObject } from "../../model/json.ts";
import { clippedText } from "../clipped-text.ts";
import { isPlainJson, jsonString } from "../json-string.ts";
import { visibleText } from "../visible-text.ts";

const longest = 4_000;

/** A plain-text SARIF message. `](` would turn what is before it into a link, so a space goes between. */
export function messageOf(text: string, limit = longest): JsonObject {
  return { text: plain(text, limit) };
}

/** Text for a property that viewers show: one line, visible, not a link. */
export function plain(text: string, limit = longest): string {
  return visibleText(clippedText(text, limit)).replaceAll("](", "] (");
}

/** The same as JSON text. */
export function plainJson(text: string, limit = longest): string {
  // One look is enough for most of them, and there is one for each text of each finding.
  if (text.length <= limit && isPlainJson(text) && !text.includes("](")) return `"${text}"`;
  return jsonString(plain(text, limit));
}
