/**
 * Control characters other than tab and line breaks, marks that reorder text (they make a reviewer
 * read something else than the machine does), line separators that only some tools honour, halves of
 * surrogate pairs, and what Unicode says is no character.
 */
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const every = new RegExp(forbidden, "g");

/** The first character that documents may not hold, with its offset; undefined when there is none. */
export function forbiddenCharacter(
  text: string,
): { readonly offset: number; readonly name: string } | undefined {
  const match = forbidden.exec(text);
  if (match === null) return undefined;
  return {
    offset: match.index,
    name: `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  };
}

/** The text with each such character replaced by one visible mark, so that columns stay. */
export function visibleText(text: string): string {
  return text.replace(every, "\ufffd");
}
