import { Failure } from "../../runtime/failure.ts";
import { type IntegerPicture, integerPicture, type LetterCase } from "./integer-picture.ts";

/** `[…]` in a picture of a date: one component and how it is written. */
export interface DateMarker {
  readonly kind: "marker";
  readonly component: string;
  /** Written as a name, in this case. */
  readonly names: LetterCase | undefined;
  readonly integer: IntegerPicture | undefined;
  /** At most so many characters of a name. */
  readonly maximum: number | undefined;
  /** A width was given. */
  readonly hasWidth: boolean;
  /** Digits of the year; -1 for all. */
  readonly yearDigits: number;
  /** `Z` may stand for UTC. */
  readonly utcLetter: boolean;
}

export type DatePart = DateMarker | { readonly kind: "literal"; readonly text: string };

const defaults: Readonly<Record<string, string>> = {
  ...{ Y: "1", M: "1", D: "1", d: "1", F: "n", W: "1", w: "1", X: "1", x: "1", H: "1", h: "1" },
  ...{ P: "n", m: "01", s: "01", f: "1", Z: "01:01", z: "01:01", C: "n", E: "n" },
};

interface Width {
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

function widthNumber(text: string | undefined): number | undefined {
  return text === undefined || text === "*" ? undefined : Number.parseInt(text, 10);
}

function readWidth(text: string): Width {
  const dash = text.indexOf("-");
  if (dash === -1) return { minimum: widthNumber(text), maximum: undefined };
  return { minimum: widthNumber(text.slice(0, dash)), maximum: widthNumber(text.slice(dash + 1)) };
}

/** The presentation of a marker, and the modifier behind it. */
function readPresentation(component: string, text: string): readonly [string, string | undefined] {
  if (text.length > 1 && "atco".includes(text.slice(-1))) return [text.slice(0, -1), text.slice(-1)];
  const presentation = text === "" ? defaults[component] : text;
  if (presentation === undefined) throw new Failure("D3132", { value: component });
  return [presentation, undefined];
}

function namesOf(presentation: string): LetterCase | undefined {
  if (presentation[0] === "n") return "lower";
  if (presentation[0] !== "N") return undefined;
  return presentation[1] === "n" ? "title" : "upper";
}

function widened(picture: IntegerPicture, width: Width | undefined): IntegerPicture {
  const minimum = width?.minimum;
  if (picture.style !== "decimal" || minimum === undefined || !(picture.mandatoryDigits < minimum))
    return picture;
  return { ...picture, mandatoryDigits: minimum };
}

function yearPicture(picture: IntegerPicture, width: Width | undefined): readonly [IntegerPicture, number] {
  if (width?.maximum !== undefined) {
    const digits = width.maximum;
    return [picture.style === "decimal" ? { ...picture, mandatoryDigits: digits } : picture, digits];
  }
  if (picture.style !== "decimal") return [picture, -1];
  const digits = picture.mandatoryDigits + picture.optionalDigits;
  return [picture, digits >= 2 ? digits : -1];
}

function readMarker(text: string): DateMarker {
  const marker = text.replace(/\s+/g, "");
  const component = marker.charAt(0);
  const comma = marker.lastIndexOf(",");
  const width = comma === -1 ? undefined : readWidth(marker.slice(comma + 1));
  const shown = comma === -1 ? marker.slice(1) : marker.slice(1, comma);
  const [presentation, modifier] = readPresentation(component, shown);
  const names = namesOf(presentation);
  let integer: IntegerPicture | undefined;
  let yearDigits = -1;
  if (names === undefined && "YMDdFWwXxHhmsf".includes(component)) {
    integer = widened(
      integerPicture(modifier === undefined ? presentation : `${presentation};${modifier}`),
      width,
    );
    if (component === "Y") [integer, yearDigits] = yearPicture(integer, width);
  }
  if (component === "Z" || component === "z") integer = integerPicture(presentation);
  return {
    kind: "marker",
    component,
    names,
    integer,
    maximum: width?.maximum,
    hasWidth: width !== undefined,
    yearDigits,
    utcLetter: modifier === "t",
  };
}

/** Digits that follow each other at once can only be told apart by their number. */
function bounded(part: DatePart): DatePart {
  if (part.kind !== "marker" || part.integer?.style !== "decimal") return part;
  return { ...part, integer: { ...part.integer, parseWidth: part.integer.mandatoryDigits } };
}

function isNumberMarker(part: DatePart): boolean {
  return part.kind === "marker" && part.names === undefined && "YMDdFWwXxHhmsf".includes(part.component);
}

/** Reads the picture of a date and time, as in XPath's `format-dateTime`. @throws Failure D3131, D3132, D3135 */
export function datePicture(picture: string): readonly DatePart[] {
  const parts: DatePart[] = [];
  const addLiteral = (start: number, end: number) => {
    if (end > start) parts.push({ kind: "literal", text: picture.slice(start, end).replaceAll("]]", "]") });
  };
  let start = 0;
  for (let open = picture.indexOf("["); open !== -1; open = picture.indexOf("[", start)) {
    addLiteral(start, open);
    if (picture[open + 1] === "[") {
      parts.push({ kind: "literal", text: "[" });
      start = open + 2;
      continue;
    }
    const close = picture.indexOf("]", open);
    if (close === -1) throw new Failure("D3135");
    const marker = readMarker(picture.slice(open + 1, close));
    const previous = parts.at(-1);
    if (previous !== undefined && isNumberMarker(marker)) parts[parts.length - 1] = bounded(previous);
    parts.push(marker);
    start = close + 1;
  }
  addLiteral(start, picture.length);
  return parts;
}
