import { Failure } from "../../runtime/failure.ts";
import type { Run } from "../../runtime/run.ts";
import type { DecimalPicture, IntegerPicture, LetterCase, Separator } from "./integer-picture.ts";
import { numberToWords } from "./number-words.ts";
import { numerals } from "./numerals.ts";

function inserted(text: string, { position, character }: Separator): string {
  const at = text.length - position;
  // A separator left of the first digit counts from the end, as `substr` does.
  const cut = at < 0 ? Math.max(0, text.length + at) : at;
  return text.slice(0, Math.max(0, at)) + character + text.slice(cut);
}

function separated(digits: string, { every, separators }: DecimalPicture): string {
  let text = digits;
  if (every === undefined) {
    for (const separator of separators.toReversed()) text = inserted(text, separator);
    return text;
  }
  const count = Math.floor((digits.length - 1) / every.position);
  for (let index = count; index > 0; index--) {
    text = inserted(text, { position: index * every.position, character: every.character });
  }
  return text;
}

function ordinalEnding(text: string): string {
  const ending = { 1: "st", 2: "nd", 3: "rd" }[text.at(-1) ?? ""];
  return ending === undefined || (text.length > 1 && text.at(-2) === "1") ? "th" : ending;
}

function decimal(run: Run, value: number, picture: DecimalPicture): string {
  run.assertText(picture.mandatoryDigits);
  let text = String(value).padStart(picture.mandatoryDigits, "0");
  if (picture.zero !== 0x30) {
    const shift = picture.zero - 0x30;
    text = [...text].map((digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + shift)).join("");
  }
  text = separated(text, picture);
  return picture.ordinal ? text + ordinalEnding(text) : text;
}

function cased(text: string, letterCase: LetterCase): string {
  if (letterCase === "title") return text;
  return letterCase === "upper" ? text.toUpperCase() : text.toLowerCase();
}

function unsigned(run: Run, value: number, picture: IntegerPicture): string {
  switch (picture.style) {
    case "letters":
      return numerals.toLetters(value, picture.letterCase === "upper" ? "A" : "a");
    case "roman":
      return cased(
        numerals.toRoman(value, (length) => run.assertText(length)),
        picture.letterCase,
      );
    case "words":
      return cased(numberToWords(value, picture.ordinal), picture.letterCase);
    case "decimal":
      return decimal(run, value, picture);
    case "sequence":
      throw new Failure("D3130", { value: picture.token });
  }
}

/** An integer in a picture. @throws Failure D3130 */
export function formatInteger(run: Run, value: number, picture: IntegerPicture): string {
  const text = unsigned(run, Math.abs(value), picture);
  return value < 0 ? `-${text}` : text;
}
