import type { Run } from "../../runtime/run.ts";
import { type Builtin, builtin } from "./builtin.ts";
import { numberPicture, numberSymbols, type SubPicture, type Symbols } from "./number-picture.ts";
import { regularInterval } from "./regular-interval.ts";
import { round } from "./round.ts";

/** How many digits a picture asks for, and where they are grouped. */
interface Layout {
  readonly integerGroups: readonly number[];
  readonly fractionGroups: readonly number[];
  readonly every: number;
  readonly minimumInteger: number;
  readonly minimumFraction: number;
  readonly maximumFraction: number;
  readonly minimumExponent: number;
  /** Digits before the decimal point of a mantissa. */
  readonly scaling: number;
}

function countOf(text: string | undefined, characters: readonly string[]): number {
  return (text ?? "").split("").filter((character) => characters.includes(character)).length;
}

function groupsOf(part: SubPicture, text: string, toLeft: boolean, symbols: Symbols): readonly number[] {
  const groups: number[] = [];
  let at = text.indexOf(symbols.grouping);
  while (at !== -1) {
    const side = toLeft ? text.slice(0, at) : text.slice(at);
    groups.push(countOf(side, [...symbols.digits, symbols.digit]));
    // As the library has it: further ones are looked for in the integer part, whichever part it is.
    at = part.integer.indexOf(symbols.grouping, at + 1);
  }
  return groups;
}

function layoutOf(part: SubPicture, symbols: Symbols): Layout {
  const { digits, digit } = symbols;
  const integerGroups = groupsOf(part, part.integer, false, symbols);
  const scaling = countOf(part.integer, digits);
  const hasExponent = part.exponent !== undefined;
  let minimumInteger = scaling;
  let minimumFraction = countOf(part.fraction, digits);
  let maximumFraction = countOf(part.fraction, [...digits, digit]);
  if (minimumInteger === 0 && maximumFraction === 0) {
    if (hasExponent) minimumFraction = maximumFraction = 1;
    else minimumInteger = 1;
  }
  if (hasExponent && minimumInteger === 0 && part.integer.includes(digit)) minimumInteger = 1;
  if (minimumInteger === 0 && minimumFraction === 0) minimumFraction = 1;
  return {
    integerGroups,
    fractionGroups: groupsOf(part, part.fraction, true, symbols),
    every: regularInterval(integerGroups),
    minimumInteger,
    minimumFraction,
    maximumFraction,
    minimumExponent: hasExponent ? countOf(part.exponent, digits) : 0,
    scaling,
  };
}

/** Mantissa and exponent of a number, so that the mantissa has the digits that the picture scales to. */
function scaled(value: number, layout: Layout): readonly [number, number | undefined] {
  if (layout.minimumExponent === 0) return [value, undefined];
  let mantissa = value;
  let exponent = 0;
  if (mantissa !== 0) {
    for (; Math.abs(mantissa) < 10 ** (layout.scaling - 1); exponent -= 1) mantissa *= 10;
    for (; Math.abs(mantissa) > 10 ** layout.scaling; exponent += 1) mantissa /= 10;
  }
  return [mantissa, exponent];
}

function digitText(value: number, places: number, { zero, digits }: Symbols): string {
  const text = Math.abs(value).toFixed(places);
  return zero === "0" ? text : text.replace(/[0-9]/g, (digit) => digits[Number(digit)] ?? digit);
}

function trimmed(text: string, zero: string): string {
  let start = 0;
  let end = text.length;
  while (text.charAt(start) === zero) start += 1;
  while (end > start && text.charAt(end - 1) === zero) end -= 1;
  return text.slice(start, end);
}

function inserted(text: string, at: number, separator: string): string {
  return text.slice(0, at) + separator + text.slice(at);
}

function grouped(digits: string, layout: Layout, { decimal, grouping }: Symbols): string {
  let text = digits;
  let point = text.indexOf(decimal);
  if (layout.every > 0) {
    const count = Math.floor((point - 1) / layout.every);
    for (let group = 1; group <= count; group++)
      text = inserted(text, point - group * layout.every, grouping);
  } else {
    for (const group of layout.integerGroups) {
      text = inserted(text, point - group, grouping);
      point += 1;
    }
  }
  point = text.indexOf(decimal);
  for (const group of layout.fractionGroups) text = inserted(text, group + point + 1, grouping);
  return text;
}

function padded(digits: string, layout: Layout, { decimal, zero }: Symbols): string {
  const point = digits.indexOf(decimal);
  const left = zero.repeat(Math.max(0, layout.minimumInteger - point));
  return left + digits + zero.repeat(Math.max(0, layout.minimumFraction - (digits.length - point - 1)));
}

function formatNumber(value: number, picture: string, options: object | undefined): string {
  const symbols = numberSymbols({ ...options });
  const parts = numberPicture(picture, symbols);
  const layouts = parts.map((part) => layoutOf(part, symbols));
  const negative = !(value >= 0);
  const which = negative && parts.length > 1 ? 1 : 0;
  const [part, layout] = [parts[which], layouts[which]];
  if (part === undefined || layout === undefined) return "";
  const factor = part.text.includes(symbols.percent) ? 100 : part.text.includes(symbols.perMille) ? 1_000 : 1;
  const [mantissa, exponent] = scaled(value * factor, layout);
  const rounded = round(mantissa, layout.maximumFraction);
  let text = digitText(rounded, layout.maximumFraction, symbols);
  text = text.includes(".") ? text.replace(".", () => symbols.decimal) : text + symbols.decimal;
  text = grouped(padded(trimmed(text, symbols.zero), layout, symbols), layout, symbols);
  const point = text.indexOf(symbols.decimal);
  if (!part.text.includes(symbols.decimal) || point === text.length - 1) text = text.slice(0, -1);
  if (exponent !== undefined) {
    const digits = digitText(exponent, 0, symbols).padStart(layout.minimumExponent, symbols.zero);
    text += symbols.exponent + (exponent < 0 ? symbols.minus : "") + digits;
  }
  const sign = negative && parts.length === 1 ? symbols.minus : "";
  return sign + part.prefix + text + part.suffix;
}

type Options = Readonly<Record<string, unknown>> | undefined;

/** `$formatNumber`, as XPath's `format-number` */
export const numberFormats: readonly Builtin[] = [
  builtin(
    "formatNumber",
    "<n-so?:s>",
    (_: Run, value: number | undefined, picture: string | undefined, options: Options) =>
      value === undefined ? undefined : formatNumber(value, String(picture), options),
  ),
];
