import { isIssuedRange } from "./card-brand.ts";
import type { Detector, Match } from "./detector.ts";
import { passesLuhn } from "./luhn.ts";

/** Digits that stand together, and how the next group is joined to them. */
interface Group extends Match {
  readonly joined: "none" | "spaced" | "dotted";
}

const longest = 19;
const shortest = 12;

/** Payment card numbers: an issued prefix, a length that belongs to it, and Luhn's check. */
export const card: Detector = {
  kind: "card",
  label: "a payment card number",
  signs: "0-9",
  find(text) {
    const groups = groupsIn(text);
    const matches: Match[] = [];
    for (let first = 0; first < groups.length; ) {
      const used = cardAt(text, groups, first);
      const [start, end] = [groups[first], groups[first + used - 1]];
      if (used > 0 && start !== undefined && end !== undefined)
        matches.push({ start: start.start, end: end.end });
      first += Math.max(used, 1);
    }
    return matches;
  },
};

/** Number of groups from `first` on that make up a card number; 0 when they do not. Looks at 19 groups at most. */
function cardAt(text: string, groups: readonly Group[], first: number): number {
  if (touchesLetter(text, (groups[first]?.start ?? 0) - 1) || groups[first - 1]?.joined === "dotted")
    return 0;
  let digits = "";
  const sizes: number[] = [];
  let dotted = false;
  for (let index = first; index < groups.length; index += 1) {
    const group = groups[index];
    if (group === undefined) break;
    digits += text.slice(group.start, group.end);
    sizes.push(group.end - group.start);
    dotted ||= sizes.length > 1 && groups[index - 1]?.joined === "dotted";
    if (digits.length > longest) break;
    const whole = !continues(groups, first - 1) && group.joined === "none";
    const ends = group.joined !== "dotted" && !touchesLetter(text, group.end);
    if (
      ends &&
      digits.length >= shortest &&
      isGrouping(sizes, whole, dotted) &&
      isIssuedRange(digits) &&
      passesLuhn(digits)
    ) {
      return sizes.length;
    }
    if (group.joined === "none") break;
  }
  return 0;
}

function continues(groups: readonly Group[], index: number): boolean {
  const before = groups[index];
  return before !== undefined && before.joined !== "none";
}

/**
 * How card numbers are written: in one piece, in fours, as 4-6-5 or 4-6-4. Single digits or pairs, as a
 * voice transcript spells them, only count when nothing else is joined to them: lists of numbers abound.
 * Between dots only fours count, since a dot is first of all a decimal point.
 */
function isGrouping(sizes: readonly number[], whole: boolean, dotted: boolean): boolean {
  const [size = 0] = sizes;
  const last = sizes.at(-1) ?? 0;
  if (sizes.length === 1) return true;
  const even = sizes.slice(0, -1).every((other) => other === size) && last <= size;
  if (dotted) return even && size === 4;
  if (even && (size >= 4 || whole)) return true;
  return sizes.length === 3 && size === 4 && sizes[1] === 6 && (last === 4 || last === 5);
}

function groupsIn(text: string): readonly Group[] {
  const groups: Group[] = [];
  // Joined by one dash or dot, or by spaces around an optional dash; a line break ends a number.
  for (const found of text.matchAll(/([0-9]+)(?:( {0,2}-? {0,2}|\.)(?=[0-9]))?/g)) {
    const [, digits = "", joint] = found;
    const joined = joint === undefined || joint === "" ? "none" : joint === "." ? "dotted" : "spaced";
    groups.push({ start: found.index, end: found.index + digits.length, joined });
  }
  return groups;
}

function touchesLetter(text: string, index: number): boolean {
  return /\p{L}/u.test(text.charAt(index));
}
