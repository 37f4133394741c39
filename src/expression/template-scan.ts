/** Characters after which a slash begins a regular expression; elsewhere it divides. */
const beforeRegex = "([{,;:=~><&?|+-*/%!@#^.";

function skipQuoted(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\" && quote !== "`") at++;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

/** True when a backslash that is not itself escaped stands before an offset. */
function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}

/**
 * Behind the slash that closes a regular expression. As JSONata finds it: outside brackets, of which
 * every one counts that has no backslash before it, even in a character class.
 */
function skipRegex(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "/" && depth === 0 && !isEscaped(text, at)) return at + 1;
    if (text[at - 1] === "\\") continue;
    if ("([{".includes(character)) depth++;
    if (")]}".includes(character)) depth--;
  }
  return text.length;
}

function skipComment(text: string, from: number): number {
  const end = text.indexOf("*/", from);
  return end === -1 ? text.length : end + 2;
}

/** What was last read of an expression, to tell a regular expression from a division. */
function opensRegex(text: string, start: number, at: number): boolean {
  let end = at;
  while (end > start && " \t\n\r\v".includes(text[end - 1] ?? "")) end--;
  if (end === start || beforeRegex.includes(text[end - 1] ?? "")) return true;
  return /(?:^|[^\w$])(?:and|or|in)$/.test(text.slice(Math.max(start, end - 4), end));
}

/**
 * Finds the `}}` that closes an expression, past strings, quoted names, comments, regular expressions
 * and the braces of objects and functions.
 *
 * @param start offset behind `{{`
 * @returns offset of `}}`, or undefined when there is none
 */
export function findClosing(text: string, start: number): number | undefined {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (character === '"' || character === "'" || character === "`") at = skipQuoted(text, at + 1, character);
    else if (character === "/" && text[at + 1] === "*") at = skipComment(text, at + 2);
    else if (character === "/" && opensRegex(text, start, at)) at = skipRegex(text, at + 1);
    else if (character === "}" && depth === 0 && text[at + 1] === "}") return at;
    else {
      if (character === "{") depth++;
      if (character === "}") depth--;
      at++;
    }
  }
  return undefined;
}
