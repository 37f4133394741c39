import { parseDuration } from "../../time/duration.ts";
import { parseTimestamp } from "../../time/timestamp.ts";
import { wallClock } from "../../time/zoned.ts";

/** A string format that schemas may name: how to test it, and how to say what was expected. */
export interface SchemaFormat {
  readonly test: (text: string) => boolean;
  readonly expected: string;
  /** Words of which a wrong one may be a misspelling. */
  readonly known?: () => readonly string[];
}

/** True for a calendar date that exists, written `2026-03-31`. */
export function isCalendarDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && parseTimestamp(`${text}T00:00:00Z`) !== undefined;
}

/**
 * Formats by name. Expressions, dataset names and regular expressions are tested where their
 * surroundings are known, not here.
 */
export const schemaFormats: Readonly<Record<string, SchemaFormat>> = {
  duration: {
    test: (text) => (parseDuration(text)?.sign ?? -1) >= 0,
    expected: "an ISO 8601 duration such as P90D or PT2H, not negative",
  },
  timestamp: {
    test: (text) => parseTimestamp(text) !== undefined,
    expected: "a timestamp with a time zone such as 2026-03-31T00:00:00Z",
  },
  "date-time": {
    test: (text) => parseTimestamp(text) !== undefined,
    expected: "a timestamp with a time zone such as 2026-03-31T00:00:00Z",
  },
  date: { test: isCalendarDate, expected: "a date such as 2026-03-31" },
  "date-or-timestamp": {
    test: (text) => isCalendarDate(text) || parseTimestamp(text) !== undefined,
    expected: "a date such as 2026-03-31, or a timestamp with a time zone",
  },
  "time-zone": {
    test: (text) => wallClock(text) !== undefined,
    expected: "an IANA time zone such as Europe/Berlin",
    known: () => Intl.supportedValuesOf("timeZone"),
  },
  uri: { test: (text) => URL.canParse(text), expected: "an absolute URL" },
  email: { test: (text) => /^[^\s@]+@[^\s@]+$/.test(text), expected: "an e-mail address" },
  "json-pointer": { test: (text) => /^(?:\/(?:[^~/]|~[01])*)*$/.test(text), expected: "a JSON Pointer" },
  jsonata: { test: () => true, expected: "a JSONata expression" },
  "field-path": { test: () => true, expected: "a dotted path" },
  dataset: { test: () => true, expected: "the name of a dataset of the policy" },
  "json-schema": { test: () => true, expected: "a JSON Schema (draft 2020-12)" },
  regex: { test: () => true, expected: "a regular expression" },
};
