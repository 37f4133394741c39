import { Failure } from "../../runtime/failure.ts";
import type { Run } from "../../runtime/run.ts";
import { type Builtin, builtin } from "./builtin.ts";
import { formatDate } from "./format-date.ts";
import { parseDate } from "./parse-date.ts";

type Text = string | undefined;

const iso = /^\d{4}(-[01]\d)?(-[0-3]\d)?(T[0-2]\d:[0-5]\d:[0-5]\d)?(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$/;

function toMillis(run: Run, text: Text, picture: Text): number | undefined {
  if (text === undefined) return undefined;
  if (picture !== undefined) return parseDate(run, text, picture);
  if (!iso.test(text)) throw new Failure("D3110", { value: text });
  return Date.parse(text);
}

/** Functions of dates and times. */
export const dates: readonly Builtin[] = [
  builtin("toMillis", "<s-s?:n>", (run, text: Text, picture: Text) => toMillis(run, text, picture)),
  builtin("fromMillis", "<n-s?s?:s>", (run, millis: number | undefined, picture: Text, timezone: Text) =>
    millis === undefined ? undefined : formatDate(run, millis, picture, timezone),
  ),
  builtin("now", "<s?s?:s>", (run, picture: Text, timezone: Text) =>
    formatDate(run, run.now, picture, timezone),
  ),
  builtin("millis", "<:n>", (run) => run.now),
];
