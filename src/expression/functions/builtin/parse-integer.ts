import { Failure } from "../../runtime/failure.ts";
import type { DecimalPicture, IntegerPicture } from "./integer-picture.ts";
import { wordsToNumber, wordValues } from "./number-words.ts";
import { numerals } from "./numerals.ts";

/** How a text in a picture is recognised and read. */
export interface PartParser {
  readonly pattern: string;
  parse(text: string): number | undefined;
}

function decimalParser(picture: DecimalPicture): PartParser {
  const { every, separators, zero, ordinal, parseWidth } = picture;
  // A single group sign is written as a comma only: the library looks for nothing else.
  const signs = every === undefined ? separators.map(({ character }) => character) : [","];
  return {
    pattern: `[0-9]${parseWidth ? `{${parseWidth}}` : "+"}${ordinal ? "(?:th|st|nd|rd)" : ""}`,
    parse(text) {
      let digits = ordinal ? text.slice(0, -2) : text;
      for (const sign of signs) digits = digits.replaceAll(sign, "");
      if (zero !== 0x30) {
        const shifted = [...digits].map((digit) => (digit.codePointAt(0) ?? 0) - zero + 0x30);
        digits = String.fromCodePoint(...shifted);
      }
      return Number.parseInt(digits, 10);
    },
  };
}

/** How a picture of an integer is read. @throws Failure D3130 */
export function integerParser(picture: IntegerPicture): PartParser {
  switch (picture.style) {
    case "letters": {
      const first = picture.letterCase === "upper" ? "A" : "a";
      const pattern = picture.letterCase === "upper" ? "[A-Z]+" : "[a-z]+";
      return { pattern, parse: (text) => numerals.fromLetters(text, first) };
    }
    case "roman": {
      const pattern = picture.letterCase === "upper" ? "[MDCLXVI]+" : "[mdclxvi]+";
      const upper = picture.letterCase === "upper";
      return { pattern, parse: (text) => numerals.fromRoman(upper ? text : text.toUpperCase()) };
    }
    case "words":
      return {
        pattern: `(?:${[...wordValues.keys(), "and", "[\\-, ]"].join("|")})+`,
        parse: (text) => wordsToNumber(text.toLowerCase()),
      };
    case "decimal":
      return decimalParser(picture);
    case "sequence":
      throw new Failure("D3130", { value: picture.token });
  }
}
