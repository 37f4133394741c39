import type { JsonObject } from "../../model/json.ts";

/** One of the names that are known, with what it means. */
export interface KnownName {
  readonly name: string;
  readonly description: string;
}

/** A name that is offered and explained when it is known, and accepted when it is not: plug-ins add more. */
export function knownNames(names: readonly KnownName[], others: string): JsonObject {
  return {
    anyOf: [
      ...names.map(({ name, description }): JsonObject => ({ const: name, description })),
      { type: "string", description: others },
    ],
  };
}

/** Schemas of properties for the case that a key has a certain value. */
export function when(key: string, value: string, properties: JsonObject): JsonObject {
  return { if: { required: [key], properties: { [key]: { const: value } } }, then: { properties } };
}
