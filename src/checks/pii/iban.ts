import type { Detector, Match } from "./detector.ts";
import { ibanLengths } from "./iban-lengths.ts";

const begin = /(?<![\p{L}\p{N}])([a-z]{2})\d{2}(?=[ -]?[a-z0-9])/giu;

/** International bank account numbers: country, the length of that country, and the check over 97. */
export const iban: Detector = {
  kind: "iban",
  label: "an IBAN",
  signs: "0-9",
  find(text) {
    const matches: Match[] = [];
    for (const { index, 1: country = "" } of text.matchAll(begin)) {
      const length = ibanLengths.get(country.toUpperCase());
      if (length === undefined) continue;
      const end = endAfter(text, index, length);
      if (end !== undefined && passesMod97(text.slice(index, end).replace(/[ -]/g, "")))
        matches.push({ start: index, end });
    }
    return matches;
  },
};

/** Where the given number of letters and digits, with single spaces or dashes between, comes to its end. */
function endAfter(text: string, start: number, length: number): number | undefined {
  let at = start;
  for (let count = 0; count < length; count += 1) {
    if (count > 0 && /[ -]/.test(text.charAt(at))) at += 1;
    if (!/[a-z0-9]/i.test(text.charAt(at))) return undefined;
    at += 1;
  }
  return /[\p{L}\p{N}]/u.test(text.charAt(at)) ? undefined : at;
}

/** The check of ISO 13616: the first four characters go last, letters count from 10, the remainder is 1. */
export function passesMod97(number: string): boolean {
  let remainder = 0;
  for (const character of `${number.slice(4)}${number.slice(0, 4)}`) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
