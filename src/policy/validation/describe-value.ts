import { isJsonObject, type Json } from "../../model/json.ts";
import { pointerSteps } from "../text/source-node.ts";

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  null: "nothing",
};

/** A JSON Schema `type` in words: `text or a list`. */
export function describeTypes(types: Json | undefined): string {
  const list = Array.isArray(types) ? types : [types];
  return oneOf([...new Set(list.map((type) => typeNames[String(type)] ?? String(type)))]);
}

/** Longest piece of a value that a message shows. */
const longestShown = 60;

/** A value in words, for "found". Collections are not spelt out. */
export function describeValue(value: Json): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isJsonObject(value)) return "a map";
  if (typeof value !== "string") return String(value);
  const shown = value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
  return `"${shown}"`;
}

/** What a value is called in a message: its key, with the positions in lists below it. */
export function nameOf(pointer: string, root: string): string {
  const steps = pointerSteps(pointer);
  const lastKey = steps.findLastIndex((step) => !/^\d+$/.test(step));
  if (steps.length === 0) return root;
  const name = lastKey === -1 ? root : `"${steps[lastKey]}"`;
  const positions = steps.slice(lastKey + 1).map((step) => `item ${Number(step) + 1}`);
  return [...positions.reverse(), name].join(" of ");
}

/** Most alternatives that a message spells out. */
const mostShown = 15;

/** Alternatives in words: `a, b or c`. */
export function oneOf(words: readonly string[]): string {
  const shown = words.slice(0, mostShown);
  if (words.length > mostShown) return `${shown.join(", ")} or ${words.length - mostShown} more`;
  if (shown.length < 2) return shown.join("");
  return `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

/** Keys whose values are not shown, because they may be secrets written into a file by mistake, `env` included. */
const secretKey = /secret|passw(?:or)?d|token|api_?key|private_?key|^env$/i;

/** True when the value at the pointer must not be repeated in a message. */
export function isSecret(pointer: string): boolean {
  return secretKey.test(pointerSteps(pointer).at(-1) ?? "");
}
