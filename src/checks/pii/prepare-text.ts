import type { Match } from "./detector.ts";

/** Text as detectors read it, and the way back to the original. */
export interface PreparedText {
  readonly text: string;
  /** The characters of the original that a match stands for. */
  original(match: Match): string;
}

const ascii = /^[\t\n\r\x20-\x7e]*$/;
const ignorable = /^\p{Default_Ignorable_Code_Point}$/u;
const digit = /^\p{Nd}$/u;
const dash = /^[\p{Pd}\u2212]$/u;
const space = /^[\p{Zs}\t]$/u;

/**
 * Makes text comparable: compatibility forms (full-width digits, `＠`) become plain, digits of all scripts
 * become ASCII, every dash becomes `-` and every space a space, zero-width and other ignorable characters
 * disappear. So `4111​1111…` with invisible separators is read as people read it.
 */
export function prepareText(raw: string): PreparedText {
  if (ascii.test(raw)) return { text: raw, original: ({ start, end }) => raw.slice(start, end) };
  let text = "";
  const origin: number[] = [];
  let at = 0;
  for (const character of raw) {
    const plain = plainForm(character);
    text += plain;
    for (let unit = 0; unit < plain.length; unit += 1) origin.push(at);
    at += character.length;
  }
  origin.push(raw.length);
  return { text, original: ({ start, end }) => raw.slice(origin[start], endOf(raw, origin, end)) };
}

/** End of the original character that the last matched unit came from. */
function endOf(raw: string, origin: readonly number[], end: number): number {
  const last = origin[end - 1] ?? 0;
  const code = raw.codePointAt(last) ?? 0;
  return last + (code > 0xffff ? 2 : 1);
}

function plainForm(character: string): string {
  if (ignorable.test(character)) return "";
  if (dash.test(character)) return "-";
  if (space.test(character)) return " ";
  if (digit.test(character)) return digitValue(character);
  return character.normalize("NFKC");
}

/** Every script has its ten digits in one run, which does not always begin at a multiple of ten. */
function digitValue(character: string): string {
  const compatible = character.normalize("NFKC");
  if (/^[0-9]$/.test(compatible)) return compatible;
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && digit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
