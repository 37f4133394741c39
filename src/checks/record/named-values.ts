import { isJsonObject, type Json } from "../../model/json.ts";
import type { FieldMatcher } from "./field-name.ts";
import { type Place, pushChildren } from "./place.ts";

/** A place that a rule names, by property name or by an entry such as `{name: "ssn", value: …}`. */
export interface NamedPlace {
  readonly place: Place;
  /** Index of the field among those the rule names. */
  readonly field: number;
  readonly lookAlike: boolean;
}

/** Properties under which lists of variables, headers or attributes keep their name. */
const nameKeys = ["name", "key", "variableName"];

/**
 * Finds the named fields anywhere in a record. What lies below a found field belongs to that field and
 * is not searched for others.
 */
export function* namedPlaces(top: Place, matcher: FieldMatcher): Generator<NamedPlace> {
  const stack = [top];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const entry = entryName(at.value);
    const { value } = at;
    if (!isJsonObject(value)) {
      pushChildren(stack, at);
      continue;
    }
    const names = Object.keys(value);
    for (let index = names.length - 1; index >= 0; index -= 1) {
      const name = names[index] ?? "";
      const child = value[name] ?? null;
      const match = matcher.match(entry !== undefined && name === "value" ? entry : name);
      if (match !== undefined) {
        const place = { parent: at, name, value: child };
        yield { place, field: match.index, lookAlike: match.lookAlike };
      } else if (typeof child === "object" && child !== null) stack.push({ parent: at, name, value: child });
    }
  }
}

/** The name that an object gives to its `value`. */
export function entryName(value: Json): string | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, "value")) return undefined;
  for (const key of nameKeys) {
    const name = Object.hasOwn(value, key) ? value[key] : undefined;
    if (typeof name === "string") return name;
  }
  return undefined;
}
