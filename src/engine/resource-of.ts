import { ExpressionError } from "../expression/expression-error.ts";
import type { ResourceMapping } from "../model/data-source.ts";
import type { Expression } from "../model/expression.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Resource } from "../model/resource.ts";

/** Reads a resource off records, as their data source maps them. */
export function resourceReader(
  mapping: ResourceMapping,
  compile: (source: string) => Expression,
): (record: JsonObject) => Resource {
  const read = (path: string): ((record: JsonObject) => Json | undefined) => {
    if (/^[A-Za-z_]\w*$/.test(path))
      return (record) => (Object.hasOwn(record, path) ? record[path] : undefined);
    const expression = compile(path);
    return (record) => {
      try {
        return expression.evaluate(record);
      } catch (error) {
        // A record is judged all the same; only its name is not known.
        if (error instanceof ExpressionError) return undefined;
        throw error;
      }
    };
  };
  const id = read(mapping.id);
  const name = mapping.name === undefined ? undefined : read(mapping.name);
  return (record) => {
    const idText = text(id(record));
    return { type: mapping.type, id: idText, name: text(name?.(record)) || idText };
  };
}

function text(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
