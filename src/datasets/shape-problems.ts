import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../model/json.ts";
import { parseTimestamp } from "../time/timestamp.ts";

/** Says what of a record's outline is not as its source promises. */
export type ShapeTest = (record: JsonObject) => readonly string[];

type TypeTest = (value: Json) => boolean;

const types: Readonly<Record<string, TypeTest>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === "boolean",
  array: (value) => Array.isArray(value),
  object: isJsonObject,
  null: (value) => value === null,
};

/**
 * Compares a record's own properties with the schema: the required ones are there, all are of the type that is
 * promised, timestamps are such. A rule that filters by a field would else pass over a record in which it was renamed. What lies
 * deeper, and what values mean, is for checks to judge.
 *
 * @returns a test that gives problems as words without values; undefined when the schema says nothing
 */
export function shapeTest(schema: JsonSchema | undefined): ShapeTest | undefined {
  if (schema === undefined) return undefined;
  const required = Array.isArray(schema["required"])
    ? schema["required"].filter((name) => typeof name === "string")
    : [];
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const typed = Object.entries(properties).flatMap(([name, property]) => {
    const promised = isJsonObject(property) ? typesOf(property["type"]) : [];
    return promised.length === 0 ? [] : [{ name, promised, words: promised.join(" or ") }];
  });
  const nullable = new Set(typed.filter(({ promised }) => promised.includes("null")).map(({ name }) => name));
  const dated = Object.keys(properties).filter((name) => isDate(properties[name]));
  if (required.length === 0 && typed.length === 0) return undefined;
  return (record) => [
    ...required.filter((name) => !isThere(record, name, nullable)).map((name) => `lacks the field '${name}'`),
    ...typed
      .filter(({ name, promised }) => !fits(record, name, promised))
      .map(({ name, words }) => `has no ${words} in the field '${name}'`),
    ...dated
      .filter((name) => !isInstant(record, name))
      .map((name) => `has no RFC 3339 timestamp in the field '${name}'`),
  ];
}

function isDate(property: Json | undefined): boolean {
  return isJsonObject(property) && property["format"] === "date-time";
}

/** Texts only: what is no text is of another type, or may be absent. */
function isInstant(record: JsonObject, name: string): boolean {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  return typeof value !== "string" || parseTimestamp(value) !== undefined;
}

/** Null stands for a value only where the schema allows it. */
function isThere(record: JsonObject, name: string, nullable: ReadonlySet<string>): boolean {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  return value !== undefined && (value !== null || nullable.has(name));
}

function typesOf(type: Json | undefined): readonly string[] {
  const names = Array.isArray(type) ? type : [type];
  return names.filter((name) => typeof name === "string").filter((name) => Object.hasOwn(types, name));
}

/** An absent or null value is not of another type; whether it must be there is a matter of `required`. */
function fits(record: JsonObject, name: string, promised: readonly string[]): boolean {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  return value === undefined || value === null || promised.some((type) => types[type]?.(value) === true);
}
