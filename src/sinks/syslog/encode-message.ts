import type { JsonObject } from "../../model/json.ts";
import type { Delivery } from "../../model/sink.ts";
import { formatTimestamp } from "../../time/timestamp.ts";
import type { Settings } from "../settings/settings.ts";
import { chooser } from "./choose.ts";
import { facilities, severities } from "./codes.ts";

/** Last instant with a year of four digits. */
const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A header field: printable ASCII without spaces, or a dash for nothing. */
function word(text: string, longest: number): string {
  const clean = text.replace(/[^\x21-\x7e]/gu, "_").slice(0, longest);
  return clean === "" ? "-" : clean;
}

function timestamp(epoch: number): string {
  return epoch >= 0 && epoch <= lastInstant ? formatTimestamp(epoch) : "-";
}

/** One parameter of structured data. */
function parameter(name: string, value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return ` ${name}="${text.replace(/["\\\]]/g, "\\$&")}"`;
}

function structuredData(delivery: Delivery, row: JsonObject, place: number, settings: Settings): string {
  const { organization, id, kind } = delivery;
  const own = Object.entries({ organization, id, row: String(place), kind });
  const asked = settings.list("structuredData").map(String);
  const further = asked.filter((name) => Object.hasOwn(row, name)).map((name) => [name, row[name]] as const);
  const parameters = [...own, ...further].map(([name, value]) => parameter(name, value));
  return `[bylaw@${settings.number("enterprise")}${parameters.join("")}]`;
}

/**
 * Makes the function that writes a row as a message of RFC 5424. No byte order mark goes before the text, which
 * the standard allows: receivers leave it in. The time has three fractional digits.
 */
export function messageEncoder(settings: Settings): (delivery: Delivery, place: number) => Buffer {
  const facility = chooser(settings.value("facility"), (value) => facilities.includes(value));
  const severity = chooser(settings.value("severity"), (value) => severities.includes(value));
  const appName = chooser(settings.value("appName"), () => true);
  const hostname = word(settings.optionalText("hostname") ?? "", 255);
  const message = settings.optionalText("message");
  return (delivery, place) => {
    const row = delivery.rows[place] ?? {};
    const priority = facilities.indexOf(facility(row)) * 8 + severities.indexOf(severity(row));
    const header = [
      `<${priority}>1`,
      timestamp(delivery.time),
      hostname,
      word(appName(row), 48),
      "-",
      word(delivery.kind, 32),
      structuredData(delivery, row, place, settings),
    ];
    const told = message !== undefined && Object.hasOwn(row, message) ? row[message] : undefined;
    const text = typeof told === "string" ? told : JSON.stringify(row);
    return Buffer.from(`${header.join(" ")} ${text}`.toWellFormed(), "utf8");
  };
}
