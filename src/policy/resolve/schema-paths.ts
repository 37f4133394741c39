import { isJsonObject, type Json } from "../../model/json.ts";
import { pointerTo } from "../text/source-node.ts";

/** A property that a JSON Schema describes. */
export interface SchemaPath {
  /** Into the schema. */
  readonly pointer: string;
  /** Names from the described value down. */
  readonly path: readonly string[];
  /** True when a value without it is not valid. */
  readonly required: boolean;
}

/** Deepest nesting that is looked at. */
const deepest = 32;

/** Properties that a JSON Schema describes, those of items too. One that must not be there is left out. */
export function schemaPaths(
  schema: Json | undefined,
  pointer = "",
  path: readonly string[] = [],
): readonly SchemaPath[] {
  if (!isJsonObject(schema) || path.length > deepest) return [];
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const own = Object.entries(properties).flatMap(([name, part]) => {
    if (part === false || (isJsonObject(part) && "not" in part)) return [];
    const here = {
      required: required.includes(name),
      pointer: pointerTo(pointerTo(pointer, "properties"), name),
      path: [...path, name],
    };
    return [here, ...schemaPaths(part, here.pointer, here.path)];
  });
  const all = Array.isArray(schema["allOf"]) ? schema["allOf"] : [];
  return [
    ...own,
    ...schemaPaths(schema["items"], pointerTo(pointer, "items"), path),
    ...all.flatMap((part: Json, index) =>
      schemaPaths(part, pointerTo(pointerTo(pointer, "allOf"), index), path),
    ),
  ];
}
