import { Failure } from "../../runtime/failure.ts";
import type { Run } from "../../runtime/run.ts";
import { dateComponent } from "./date-component.ts";
import { days, months } from "./date-names.ts";
import { type DateMarker, type DatePart, datePicture } from "./date-picture.ts";
import { formatInteger } from "./format-integer.ts";
import { integerPicture } from "./integer-picture.ts";

const iso = datePicture("[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]");

/** A time zone as it is given: `+hhmm`. */
interface Offset {
  readonly hours: number;
  readonly minutes: number;
}

function readOffset(timezone: string | undefined): Offset {
  if (timezone === undefined) return { hours: 0, minutes: 0 };
  const number = Number.parseInt(timezone, 10);
  return { hours: Math.floor(number / 100), minutes: number % 100 };
}

function nameOf(marker: DateMarker, value: number): string {
  const names = marker.component === "F" ? days : "Mx".includes(marker.component) ? months : undefined;
  if (names === undefined) throw new Failure("D3133", { value: marker.component });
  let name = String(names[value - 1]);
  if (marker.names === "upper") name = name.toUpperCase();
  if (marker.names === "lower") name = name.toLowerCase();
  return marker.hasWidth && name.length > (marker.maximum ?? Number.NaN)
    ? name.slice(0, marker.maximum)
    : name;
}

function zoneDigits(run: Run, marker: DateMarker, { hours, minutes }: Offset): string {
  const picture = marker.integer;
  if (picture === undefined) return "";
  const both = hours * 100 + minutes;
  if (picture.style === "decimal" && picture.every !== undefined) return formatInteger(run, both, picture);
  const digits = picture.style === "decimal" ? picture.mandatoryDigits : undefined;
  if (digits === 1 || digits === 2) {
    const text = formatInteger(run, hours, picture);
    return minutes === 0 ? text : `${text}:${formatInteger(run, minutes, integerPicture("00"))}`;
  }
  if (digits === 3 || digits === 4) return formatInteger(run, both, picture);
  throw new Failure("D3134", { value: digits });
}

function zone(run: Run, marker: DateMarker, offset: Offset): string {
  const both = offset.hours * 100 + offset.minutes;
  const text = zoneDigits(run, marker, offset);
  if (both === 0 && marker.utcLetter) return "Z";
  return (marker.component === "z" ? "GMT" : "") + (both >= 0 ? "+" : "") + text;
}

function formatPart(run: Run, date: Date, marker: DateMarker, offset: Offset): string {
  const { component, names, integer } = marker;
  if (component === "Z" || component === "z") return zone(run, marker, offset);
  const value = dateComponent(date, component);
  if (typeof value !== "number") {
    // A letter that stands for nothing is not refused when it has a presentation.
    const text = String(value);
    return component === "P" && names === "upper" ? text.toUpperCase() : text;
  }
  const shown = component === "Y" && marker.yearDigits !== -1 ? value % 10 ** marker.yearDigits : value;
  if (names !== undefined && component !== "f") return nameOf(marker, shown);
  if (integer === undefined) throw new Failure("D3133", { value: component });
  return formatInteger(run, shown, integer);
}

/**
 * An instant in a picture; as ISO 8601 without one.
 *
 * @throws Failure D3130 to D3135 when the picture is not one
 */
export function formatDate(
  run: Run,
  millis: number,
  picture: string | undefined,
  timezone: string | undefined,
): string {
  const offset = readOffset(timezone);
  const parts: readonly DatePart[] = picture === undefined ? iso : datePicture(picture);
  const date = new Date(millis + (60 * offset.hours + offset.minutes) * 60_000);
  return parts
    .map((part) => (part.kind === "literal" ? part.text : formatPart(run, date, part, offset)))
    .join("");
}
