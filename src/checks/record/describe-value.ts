import { isJsonObject, type Json } from "../../model/json.ts";

/** Says what a value is without saying the value: `text, 23 characters`, `list of 3`. */
export function describeValue(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") return value === "" ? "empty text" : `text, ${characters(value)}`;
  if (typeof value === "number") return "a number";
  if (typeof value === "boolean") return "true or false";
  if (isJsonObject(value)) return count(Object.keys(value).length, "an empty object", "object", "field");
  return count(value.length, "an empty list", "list", "element");
}

/** `1 character`, `23 characters`; counted as people count, not in code units. */
export function characters(text: string): string {
  let length = 0;
  for (const _ of text) length += 1;
  return length === 1 ? "1 character" : `${length} characters`;
}

function count(length: number, empty: string, noun: string, part: string): string {
  if (length === 0) return empty;
  return `${noun} with ${length} ${length === 1 ? part : `${part}s`}`;
}
