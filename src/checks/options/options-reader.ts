import { isJsonObject, type JsonObject } from "../../model/json.ts";
import { type Duration, parseDuration } from "../../time/duration.ts";
import { parseTimestamp } from "../../time/timestamp.ts";

/**
 * Typed reading of a check's options. They were validated when the policy was loaded, so a value of
 * another type means that an engine was handed unvalidated options; `required…` then throws, because
 * going on without the option would judge something else than the policy says.
 */
export interface OptionsReader {
  text(name: string): string | undefined;
  requiredText(name: string): string;
  /** The texts of a list; a single text counts as a list of one; empty when absent. */
  texts(name: string): readonly string[];
  number(name: string): number | undefined;
  /** False when absent. */
  flag(name: string): boolean;
  /** The objects of a list, each with its own reader; empty when absent. */
  items(name: string): readonly OptionsReader[];
  /** The object under a name. */
  item(name: string): OptionsReader | undefined;
  /** @throws TypeError when the text is not a duration, or a negative one */
  duration(name: string): Duration | undefined;
  /** Epoch milliseconds. @throws TypeError when the text is not a timestamp */
  timestamp(name: string): number | undefined;
}

/** Wraps options for typed reading. */
export function optionsReader(options: JsonObject): OptionsReader {
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === "string" ? value : undefined;
  };
  return {
    text,
    requiredText: (name) => text(name) ?? refuse(name, "a text"),
    texts: (name) => textsOf(options, name),
    number: (name) => {
      const value = options[name];
      return typeof value === "number" ? value : undefined;
    },
    flag: (name) => options[name] === true,
    items: (name) => {
      const value = options[name];
      return Array.isArray(value) ? value.filter(isJsonObject).map(optionsReader) : [];
    },
    item: (name) => {
      const value = options[name];
      return isJsonObject(value) ? optionsReader(value) : undefined;
    },
    duration: (name) => {
      const source = text(name);
      if (source === undefined) return undefined;
      const duration = parseDuration(source);
      return duration === undefined || duration.sign < 0 ? refuse(name, "a duration") : duration;
    },
    timestamp: (name) => {
      const source = text(name);
      return source === undefined ? undefined : (parseTimestamp(source) ?? refuse(name, "a timestamp"));
    },
  };
}

function textsOf(options: JsonObject, name: string): readonly string[] {
  const value = options[name];
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function refuse(name: string, expected: string): never {
  throw new TypeError(`Option '${name}' is not ${expected}.`);
}
