/**
 * Divides text into the JSON values that stand in it one after the other, as a streaming parser does.
 *
 * @returns their texts; the last one may be broken
 */
export function concatenatedJson(text: string): string[] {
  const values: string[] = [];
  let start = 0;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quoted) {
      if (character === "\\") at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") {
      depth--;
      if (depth === 0) {
        values.push(text.slice(start, at + 1).trim());
        start = at + 1;
      }
    }
  }
  const rest = text.slice(start).trim();
  return rest === "" ? values : [...values, rest];
}
