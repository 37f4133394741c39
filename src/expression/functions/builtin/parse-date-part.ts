import { Failure } from "../../runtime/failure.ts";
import { days, months } from "./date-names.ts";
import type { DateMarker, DatePart } from "./date-picture.ts";
import { integerParser, type PartParser } from "./parse-integer.ts";

/** Values of a date's components by their letters. */
export type Components = Map<string, number | undefined>;

/** How a part of a picture is recognised; a literal has no component. */
interface DatePartParser extends PartParser {
  readonly component: string | undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function separatorOf({ integer }: DateMarker): string | undefined {
  return integer?.style === "decimal" ? integer.every?.character : undefined;
}

function zoneParser(marker: DateMarker): PartParser {
  const separator = separatorOf(marker);
  const prefix = marker.component === "z" ? "GMT" : "";
  return {
    pattern: `${prefix}[-+][0-9]+${separator === undefined ? "" : `${separator}[0-9]+`}`,
    parse(whole) {
      const text = whole.slice(prefix.length);
      const at = separator === undefined ? 3 : text.indexOf(separator);
      if (separator === undefined && text.length <= 3) return Number.parseInt(text, 10) * 60;
      const behind = separator === undefined ? at : at + 1;
      return Number.parseInt(text.slice(0, at), 10) * 60 + Number.parseInt(text.slice(behind), 10);
    },
  };
}

function nameTable({ component, maximum }: DateMarker): ReadonlyMap<string, number> {
  if (component === "P") return new Map(Object.entries({ am: 0, AM: 0, pm: 1, PM: 1 }));
  const names = component === "F" ? days : "Mx".includes(component) ? months : undefined;
  if (names === undefined) throw new Failure("D3133", { value: component });
  return new Map(names.map((name, index) => [maximum ? name.slice(0, maximum) : name, index + 1]));
}

function markerParser(marker: DateMarker): PartParser {
  const { component, integer } = marker;
  if (component === "Z" || component === "z") return zoneParser(marker);
  if (component === "f") {
    return { pattern: "[0-9]+", parse: (text) => Number.parseFloat(`0.${text.slice(0, 3)}`) * 1_000 };
  }
  if (integer !== undefined) return integerParser(integer);
  const table = nameTable(marker);
  return { pattern: "[a-zA-Z]+", parse: (text) => table.get(text) };
}

/** How a part of a picture is read. @throws Failure D3130, D3133 */
export function datePartParser(part: DatePart): DatePartParser {
  if (part.kind === "literal") {
    return { component: undefined, pattern: escaped(part.text), parse: () => undefined };
  }
  return { component: part.component, ...markerParser(part) };
}
