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
    const from = stack.length;
    pushChildren(stack, at);
    const children = stack.splice(from);
    for (const place of children) {
      const name = entry !== undefined && place.name === "value" ? entry : place.name;
      const match = typeof name === "string" ? matcher.match(name) : undefined;
      if (match === undefined) stack.push(place);
      else yield { place, field: match.index, lookAlike: match.lookAlike };
    }
  }
}

/** The name that an object gives to its `value`. */
function entryName(value: Json): string | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, "value")) return undefined;
  for (const key of nameKeys) {
    const name = Object.hasOwn(value, key) ? value[key] : undefined;
    if (typeof name === "string") return name;
  }
  return undefined;
}
