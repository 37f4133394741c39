import type { Match } from "./detector.ts";

/** The text with matches replaced by letters of the same length: positions stay, and nothing matches there again. */
export function overwriteMatches(text: string, matches: readonly Match[]): string {
  if (matches.length === 0) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of matches.toSorted((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, start), "x".repeat(end - start));
    at = end;
  }
  return [...pieces, text.slice(at)].join("");
}
