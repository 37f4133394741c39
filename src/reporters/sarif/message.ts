import type { JsonObject } from "../../model/json.ts";
import { clippedText } from "../clipped-text.ts";
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
