import { Failure } from "../../runtime/failure.ts";
import { regularInterval } from "./regular-interval.ts";

export type LetterCase = "upper" | "lower" | "title";

/** A sign between digits, counted from the right. */
export interface Separator {
  readonly position: number;
  readonly character: string;
}

/** A picture of digits, such as `#,##0`. */
export interface DecimalPicture {
  readonly style: "decimal";
  readonly ordinal: boolean;
  /** Code point of the digit zero. */
  readonly zero: number;
  readonly mandatoryDigits: number;
  readonly optionalDigits: number;
  readonly separators: readonly Separator[];
  /** Set when the same separator comes after every so many digits. */
  readonly every: Separator | undefined;
  /** When parsing: exactly so many digits, as more of them follow at once. */
  readonly parseWidth: number | undefined;
}

/** A picture of an integer, as in XPath's `format-integer`. */
export type IntegerPicture =
  | DecimalPicture
  | {
      readonly style: "letters" | "roman" | "words";
      readonly letterCase: LetterCase;
      readonly ordinal: boolean;
    }
  | { readonly style: "sequence"; readonly token: string };

/** Zeros of the digits that Unicode has. */
const zeros = [
  ...[0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50],
  ...[0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40],
  ...[0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10],
];

function zeroOf(point: number): number | undefined {
  return zeros.find((zero) => point >= zero && point <= zero + 9);
}

function everyOf(separators: readonly Separator[]): Separator | undefined {
  const [first] = separators;
  if (first === undefined || separators.some(({ character }) => character !== first.character))
    return undefined;
  const position = regularInterval(separators.map((separator) => separator.position));
  return position === 0 ? undefined : { position, character: first.character };
}

function decimalPicture(text: string, ordinal: boolean): IntegerPicture {
  const separators: Separator[] = [];
  let zero: number | undefined;
  let mandatoryDigits = 0;
  let optionalDigits = 0;
  for (const character of [...text].reverse()) {
    const found = zeroOf(character.codePointAt(0) ?? 0);
    if (found !== undefined) {
      mandatoryDigits += 1;
      zero ??= found;
      if (found !== zero) throw new Failure("D3131");
    } else if (character === "#") optionalDigits += 1;
    else separators.push({ position: mandatoryDigits + optionalDigits, character });
  }
  if (zero === undefined) return { style: "sequence", token: text };
  const every = everyOf(separators);
  const parseWidth = undefined;
  return { style: "decimal", ordinal, zero, mandatoryDigits, optionalDigits, separators, every, parseWidth };
}

const named: Readonly<Record<string, readonly ["letters" | "roman" | "words", LetterCase]>> = {
  A: ["letters", "upper"],
  a: ["letters", "lower"],
  I: ["roman", "upper"],
  i: ["roman", "lower"],
  W: ["words", "upper"],
  w: ["words", "lower"],
  Ww: ["words", "title"],
};

/** Reads the picture of an integer. @throws Failure D3131 when it mixes digits of different scripts */
export function integerPicture(picture: string): IntegerPicture {
  const semicolon = picture.lastIndexOf(";");
  const primary = semicolon === -1 ? picture : picture.slice(0, semicolon);
  const ordinal = semicolon !== -1 && picture[semicolon + 1] === "o";
  const style = Object.hasOwn(named, primary) ? named[primary] : undefined;
  if (style === undefined) return decimalPicture(primary, ordinal);
  return { style: style[0], letterCase: style[1], ordinal };
}
