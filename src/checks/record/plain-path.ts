import type { Json, JsonObject } from "../../model/json.ts";
import { isJsonObject } from "../../model/json.ts";

const path = /^(?:[A-Za-z_][A-Za-z0-9_]*|`[^`]+`)(?:\.(?:[A-Za-z_][A-Za-z0-9_]*|`[^`]+`))*$/;
const step = /[A-Za-z_][A-Za-z0-9_]*|`[^`]+`/g;
/** Words that are operators or literals in JSONata when they stand alone. */
const words = new Set(["and", "or", "in", "true", "false", "null"]);

/** One value that a path leads to; `value` is undefined where the path breaks off. */
export interface PathValue {
  readonly names: readonly (string | number)[];
  readonly value: Json | undefined;
}

/** Names of a dotted path such as `division.id` or `` `odd name`.id ``; undefined for any other expression. */
export function plainPath(source: string): readonly string[] | undefined {
  const text = source.trim();
  if (!path.test(text) || words.has(text)) return undefined;
  return (text.match(step) ?? []).map((name) => (name.startsWith("`") ? name.slice(1, -1) : name));
}

/**
 * Follows a path through own properties. A list on the way is entered element by element, so that an
 * element without the field is seen; JSONata would leave it out of its answer.
 */
export function followPath(record: JsonObject, names: readonly string[]): readonly PathValue[] {
  const direct = directValue(record, names);
  if (direct !== undefined) return [{ names, value: direct }];
  let reached: readonly PathValue[] = [{ names: [], value: record }];
  for (const name of names)
    reached = reached.flatMap((from) => elementsOf(from).map((at) => stepInto(at, name)));
  return reached;
}

/** What the names lead to where no list is on the way; undefined where that is not so. */
export function directValue(record: JsonObject, names: readonly string[]): Json | undefined {
  let value: Json | undefined = record;
  for (const name of names) {
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

function elementsOf(from: PathValue): readonly PathValue[] {
  if (!Array.isArray(from.value) || from.value.length === 0) return [from];
  return from.value.flatMap((value: Json, index) => elementsOf({ names: [...from.names, index], value }));
}

function stepInto(from: PathValue, name: string): PathValue {
  const value = isJsonObject(from.value) && Object.hasOwn(from.value, name) ? from.value[name] : undefined;
  return { names: [...from.names, name], value };
}
