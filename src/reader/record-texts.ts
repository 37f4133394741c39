const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** @param from where a string begins. @returns where it has ended */
function afterString(text: string, from: number): number {
  for (let at = from + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at++;
    else if (code === quote || at >= text.length) return at + 1;
  }
}

/** @param from where a value begins. @returns where it has ended */
function afterValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = afterString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (code === openBrace || code === openBracket) depth++;
    else if (code === closeBrace || code === closeBracket) {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && (code === comma || code <= 0x20)) return at;
    at++;
  }
  return text.length;
}

/** Where the value of a member begins, in the object that begins at `from`. */
function memberAt(text: string, from: number, name: string): number | undefined {
  if (text.charCodeAt(from) !== openBrace) return undefined;
  for (let at = afterSpace(text, from + 1); text.charCodeAt(at) === quote; ) {
    const end = afterString(text, at);
    const value = afterSpace(text, afterSpace(text, end) + 1);
    if (JSON.parse(text.slice(at, end)) === name) return value;
    at = afterSpace(text, afterValue(text, value));
    if (text.charCodeAt(at) === comma) at = afterSpace(text, at + 1);
  }
  return undefined;
}

/**
 * Cuts the records of a page out of its text, each from its first character to its last: what is kept of them is
 * what came, white space and the spelling of numbers included.
 *
 * @param page valid JSON without repeated keys
 * @param path names of the members that lead to the list, or to the one record
 * @returns undefined where the page has neither
 */
export function recordTexts(page: string, path: readonly string[]): readonly string[] | undefined {
  let start = afterSpace(page, 0);
  for (const name of path) {
    const inner = memberAt(page, start, name);
    if (inner === undefined) return undefined;
    start = inner;
  }
  if (page.charCodeAt(start) === openBrace) return [page.slice(start, afterValue(page, start))];
  if (page.charCodeAt(start) !== openBracket) return undefined;
  const records: string[] = [];
  for (let at = afterSpace(page, start + 1); page.charCodeAt(at) !== closeBracket; ) {
    const end = afterValue(page, at);
    records.push(page.slice(at, end));
    at = afterSpace(page, end);
    if (page.charCodeAt(at) === comma) at = afterSpace(page, at + 1);
  }
  return records;
}
