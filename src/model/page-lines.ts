import type { JsonObject } from "./json.ts";

const linesOfPages = new WeakMap<readonly JsonObject[], readonly (Uint8Array | undefined)[]>();

/**
 * Notes the JSON text that the records of a page were parsed from, so that nobody has to write it again.
 *
 * @param lines one for each record, without line ends; undefined where `JSON.parse` of the text would not
 * give the very record, or where the record has not been found fit to be evaluated
 */
export function keepLines(
  page: readonly JsonObject[],
  lines: readonly (Uint8Array | undefined)[],
): readonly JsonObject[] {
  linesOfPages.set(page, lines);
  return page;
}

/** The lines of a page, where they were noted. */
export function linesOf(page: readonly JsonObject[]): readonly (Uint8Array | undefined)[] | undefined {
  return linesOfPages.get(page);
}
