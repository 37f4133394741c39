import type { Json, JsonSchema } from "../model/json.ts";
import type { SchemaAt } from "./schema-member.ts";

/** What is known of a value without evaluating: nothing, where all is absent. */
export interface StaticValue {
  /** Schemas of which one describes the value, or the items where it is an array. */
  readonly schemas?: readonly SchemaAt[];
  /** An object that has exactly these members. */
  readonly members?: ReadonlyMap<string, StaticValue>;
  /** What a member of `members` is called in messages. */
  readonly memberKind?: string;
  /** Where in the record, or in the records of `dataset`, the value is. */
  readonly path?: readonly string[];
  /** The value itself, where it is known. */
  readonly constant?: Json;
  /** The dataset that `path` is about; absent: the record. */
  readonly dataset?: string;
}

export const unknownValue: StaticValue = {};

/** The value that a schema describes; anything without one. */
export function describedBy(schema: JsonSchema | undefined): StaticValue {
  return schema === undefined ? unknownValue : { schemas: [{ schema, root: schema }] };
}

/** One of two values. */
export function either(one: StaticValue, other: StaticValue): StaticValue {
  if (one.schemas === undefined || other.schemas === undefined) return unknownValue;
  return { schemas: [...one.schemas, ...other.schemas] };
}

/** Names and what they stand for, innermost first. */
export interface Scope {
  readonly names: Map<string, StaticValue>;
  readonly outer?: Scope;
}

export function innerScope(outer: Scope): Scope {
  return { names: new Map(), outer };
}

/** The value of a name, innermost first. */
export function lookUp(scope: Scope | undefined, name: string): StaticValue | undefined {
  for (let at = scope; at !== undefined; at = at.outer) {
    const value = at.names.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Every name that can be seen. */
export function namesIn(scope: Scope | undefined): readonly string[] {
  const names: string[] = [];
  for (let at = scope; at !== undefined; at = at.outer) names.push(...at.names.keys());
  return names;
}
