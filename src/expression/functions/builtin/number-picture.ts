import { Failure } from "../../runtime/failure.ts";

/** The characters that mean something in a picture of a number, by what they mean. */
export interface Symbols {
  readonly decimal: string;
  readonly grouping: string;
  readonly exponent: string;
  readonly minus: string;
  readonly percent: string;
  readonly perMille: string;
  readonly zero: string;
  readonly digit: string;
  readonly pattern: string;
  /** The ten digits. */
  readonly digits: readonly string[];
}

/** One part of a picture: for positive or for negative numbers. */
export interface SubPicture {
  readonly text: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly active: string;
  readonly mantissa: string;
  readonly integer: string;
  readonly fraction: string;
  readonly exponent: string | undefined;
}

/** The symbols, with what the options change of them. */
export function numberSymbols(options: Readonly<Record<string, unknown>>): Symbols {
  const symbol = (name: string, standard: string) =>
    Object.hasOwn(options, name) ? String(options[name]) : standard;
  const zero = symbol("zero-digit", "0");
  return {
    decimal: symbol("decimal-separator", "."),
    grouping: symbol("grouping-separator", ","),
    exponent: symbol("exponent-separator", "e"),
    minus: symbol("minus-sign", "-"),
    percent: symbol("percent", "%"),
    perMille: symbol("per-mille", "\u2030"),
    zero,
    digit: symbol("digit", "#"),
    pattern: symbol("pattern-separator", ";"),
    digits: Array.from({ length: 10 }, (_, value) => String.fromCharCode(zero.charCodeAt(0) + value)),
  };
}

function isActive(character: string, symbols: Symbols): boolean {
  const { digits, decimal, exponent, grouping, digit, pattern } = symbols;
  return [...digits, decimal, exponent, grouping, digit, pattern].includes(character);
}

function split(text: string, symbols: Symbols): SubPicture {
  const characters = text.split("");
  const bounds = (character: string) => isActive(character, symbols) && character !== symbols.exponent;
  const first = characters.findIndex(bounds);
  const last = characters.findLastIndex(bounds);
  const prefix = first === -1 ? "" : text.slice(0, first);
  const suffix = last === -1 ? "" : text.slice(last + 1);
  const active = text.substring(prefix.length, text.length - suffix.length);
  const exponentAt = text.indexOf(symbols.exponent, prefix.length);
  const hasExponent = exponentAt !== -1 && exponentAt <= text.length - suffix.length;
  const mantissa = hasExponent ? active.substring(0, exponentAt) : active;
  const exponent = hasExponent ? active.substring(exponentAt + 1) : undefined;
  const point = mantissa.indexOf(symbols.decimal);
  const integer = point === -1 ? mantissa : mantissa.slice(0, point);
  const fraction = point === -1 ? suffix : mantissa.slice(point + 1);
  return { text, prefix, suffix, active, mantissa, integer, fraction, exponent };
}

function isTwice(text: string, mark: string): boolean {
  return text.indexOf(mark) !== text.lastIndexOf(mark);
}

/** The code of what is wrong with a picture; of several, the one the standard names last. */
function faultOf(part: SubPicture, symbols: Symbols): string | undefined {
  const { text, integer, fraction, exponent } = part;
  const { decimal, grouping, percent, perMille, digit, digits } = symbols;
  const isDigit = (character: string) => digits.includes(character);
  const point = text.indexOf(decimal);
  const scaled = text.includes(percent) || text.includes(perMille);
  const optionalInteger = integer.indexOf(digit);
  const optionalFraction = fraction.lastIndexOf(digit);
  const faults: readonly (readonly [string, boolean])[] = [
    ["D3093", exponent !== undefined && (exponent === "" || !exponent.split("").every(isDigit))],
    ["D3092", exponent !== undefined && exponent !== "" && scaled],
    ["D3091", optionalFraction !== -1 && fraction.slice(optionalFraction).split("").some(isDigit)],
    ["D3090", optionalInteger !== -1 && integer.slice(0, optionalInteger).split("").some(isDigit)],
    ["D3089", text.includes(grouping + grouping)],
    ["D3088", point === -1 && integer.charAt(integer.length - 1) === grouping],
    ["D3087", point !== -1 && [text.charAt(point - 1), text.charAt(point + 1)].includes(grouping)],
    ["D3086", part.active.split("").some((character) => !isActive(character, symbols))],
    ["D3085", !part.mantissa.split("").some((character) => isDigit(character) || character === digit)],
    ["D3084", text.includes(percent) && text.includes(perMille)],
    ["D3083", isTwice(text, perMille)],
    ["D3082", isTwice(text, percent)],
    ["D3081", isTwice(text, decimal)],
  ];
  return faults.find(([, found]) => found)?.[0];
}

/** The one or two parts of a picture of a number. @throws Failure D3080 to D3093 when it is not valid */
export function numberPicture(picture: string, symbols: Symbols): readonly SubPicture[] {
  const texts = picture.split(symbols.pattern);
  if (texts.length > 2) throw new Failure("D3080");
  return texts
    .map((text) => split(text, symbols))
    .map((part) => {
      const fault = faultOf(part, symbols);
      if (fault !== undefined) throw new Failure(fault);
      return part;
    });
}
