import type { Detector, Match } from "./detector.ts";
import { overwriteMatches } from "./overwrite-matches.ts";

/** `+` and 8 to 15 digits, at most two separators between any two of them. */
const international = /(?<![\p{L}\p{N}+])\+ ?[1-9](?:[ .()/-]{0,2}\d){7,14}(?![ .()/-]?\d|\p{L})/gu;
/** North American numbers in their written forms; area and exchange begin with 2 to 9. */
const northAmerican =
  /(?<![\p{L}\p{N}+.-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}([ .-]))[2-9]\d{2}[ .-]\d{4}(?![\p{L}\p{N}]|[-.]\d)/gu;
/** Below a property that names a phone number, a row of digits is one. */
const bare = /(?<![\p{L}\p{N}])(?:\+|00)?\(?\d(?:[ .()/-]{0,2}\d){6,14}(?!\p{L}|\p{N})/gu;
const hint = /(?:^| )(?:\w{0,12}phones?|mobile|msisdn|cell|callback numbers?|ani|dnis|tel|fax)(?: |$)/;
const otherwise = / (?:id|count|total|type|date|time|at|enabled|index)$/;

/**
 * Phone numbers: international ones with `+`, North American ones as they are written, and any row of
 * 7 to 15 digits below a property whose name says it is one. Other digits without a form are not.
 */
export const phone: Detector = {
  kind: "phone",
  label: "a phone number",
  signs: "0-9",
  find(text, { name }) {
    const patterns =
      hint.test(name) && !otherwise.test(name)
        ? [international, northAmerican, bare]
        : [international, northAmerican];
    const matches: Match[] = [];
    let rest = text;
    for (const pattern of patterns) {
      const found = [...rest.matchAll(pattern)].filter(([number]) => isPlausible(number)).map(toMatch);
      rest = overwriteMatches(rest, found);
      for (const match of found) matches.push(match);
    }
    return matches;
  },
};

function toMatch({ index, 0: number }: RegExpExecArray): Match {
  return { start: index, end: index + number.length };
}

/** A number of the North American plan has exactly ten digits behind +1, and its area begins with 2 to 9. */
function isPlausible(number: string): boolean {
  const digits = number.replace(/\D/g, "");
  if (number.startsWith("+") && digits.startsWith("1")) return /^1[2-9]\d{9}$/.test(digits);
  return new Set(digits).size > 1;
}
