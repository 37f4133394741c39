import { Failure } from "../../runtime/failure.ts";
import type { Run } from "../../runtime/run.ts";
import { dateComponent } from "./date-component.ts";
import { datePicture } from "./date-picture.ts";
import { type Components, datePartParser } from "./parse-date-part.ts";

/** One way to give a date or a time: its components, most significant first. */
interface Combination {
  readonly letters: string;
  /** False: recognised, but the instant cannot be worked out of it. */
  readonly supported: boolean;
}

const byMonth: Combination = { letters: "YMD", supported: true };
const byDayOfYear: Combination = { letters: "Yd", supported: true };
const byWeekOfMonth: Combination = { letters: "XxwF", supported: false };
const byWeekOfYear: Combination = { letters: "XWF", supported: false };

/** True when some of the letters were given, and none of the others. A zero counts as not given. */
function isGiven(components: Components, all: string, letters: string): boolean {
  const given = [...all].filter((letter) => Boolean(components.get(letter)));
  return given.length > 0 && given.every((letter) => letters.includes(letter));
}

function dateOf(components: Components): Combination {
  const given = (letters: string) => isGiven(components, "YXMxWwdD", letters);
  if (given("YMD")) return byMonth;
  if (given("Yd")) return byDayOfYear;
  if (given("Xxw")) return byWeekOfMonth;
  return given("XW") ? byWeekOfYear : byMonth;
}

function timeOf(components: Components): string {
  const given = (letters: string) => isGiven(components, "PHhmsf", letters);
  return !given("Hmsf") && given("Phmsf") ? "Phmsf" : "Hmsf";
}

/** What is more significant than all that is given is as it is now; what is less is at its beginning. */
function fillIn(components: Components, letters: string, now: Date): void {
  let begun = false;
  let ended = false;
  for (const letter of letters) {
    if (components.get(letter) !== undefined) {
      if (ended) throw new Failure("D3136");
      begun = true;
    } else if (begun) {
      components.set(letter, "MDd".includes(letter) ? 1 : 0);
      ended = true;
    } else components.set(letter, Number(dateComponent(now, letter)));
  }
}

function instant(components: Components, date: Combination, time: string): number {
  const value = (letter: string) => components.get(letter) ?? Number.NaN;
  let month = value("M") > 0 ? value("M") - 1 : 0;
  let day = value("D");
  if (date === byDayOfYear) {
    const derived = new Date(Date.UTC(value("Y"), 0) + (value("d") - 1) * 86_400_000);
    month = derived.getUTCMonth();
    day = derived.getUTCDate();
  }
  let hour = value("H");
  if (time === "Phmsf") hour = (value("h") === 12 ? 0 : value("h")) + (value("P") === 1 ? 12 : 0);
  const zone = components.get("Z") || components.get("z") || 0;
  return Date.UTC(value("Y"), month, day, hour, value("m"), value("s"), value("f")) - zone * 60_000;
}

/**
 * Reads a date and time in a picture.
 *
 * @returns undefined when the text is not in it
 * @throws Failure D3136 when the picture leaves gaps; D3130 to D3135 when it is none
 */
export function parseDate(run: Run, text: string, picture: string): number | undefined {
  const parsers = datePicture(picture).map(datePartParser);
  const pattern = new RegExp(`^${parsers.map((parser) => `(${parser.pattern})`).join("")}$`, "i");
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const components: Components = new Map();
  for (const [index, { component, parse }] of parsers.entries()) {
    if (component !== undefined) components.set(component, parse(match[index + 1] ?? ""));
  }
  if (components.size === 0) return undefined;
  const date = dateOf(components);
  const time = timeOf(components);
  // The library looks for the day of the year under the letter of the day of the month.
  const letters = date === byDayOfYear ? "YD" : date.letters;
  fillIn(components, letters + time, new Date(run.now));
  if (!date.supported) throw new Failure("D3136");
  return instant(components, date, time);
}
