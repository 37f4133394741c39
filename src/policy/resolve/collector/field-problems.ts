import { outputNames } from "../../../expression/output-names.ts";
import type { Diagnostic } from "../../../model/diagnostic.ts";
import { isJsonObject, type Json } from "../../../model/json.ts";
import { nearest } from "../../../model/nearest.ts";
import { diagnoseValue } from "../../text/diagnose.ts";
import { childOf, type MapNode, textOf } from "../../text/source-node.ts";

/** Names that every record of a schema can have; undefined when it may have others. */
function namesOf(schema: Json | undefined): readonly string[] | undefined {
  if (!isJsonObject(schema)) return undefined;
  const { properties, additionalProperties } = schema;
  return isJsonObject(properties) && additionalProperties === false ? Object.keys(properties) : undefined;
}

/**
 * Fields that no row can have are misspelt. Where only data tells which a row has, the collector watches while it runs.
 *
 * @param map the mapping; absent where rows are the records
 */
export function fieldProblems(
  root: MapNode,
  schema: Json | undefined,
  map: string | undefined,
): readonly Diagnostic[] {
  const fields = childOf(root, "fields");
  const mapped = childOf(root, "map") !== undefined;
  const record = namesOf(schema);
  const found = mapped ? (map === undefined ? undefined : outputNames(map, record)) : record;
  if (found === undefined || fields?.kind !== "list") return [];
  const names = [...found];
  return fields.items.flatMap((node) => {
    const name = textOf(node);
    if (name === undefined || names.includes(name)) return [];
    const guess = nearest(name, names);
    const summary = `No ${mapped ? "row of the mapping" : "event"} has "${name}".`;
    const suggestions = guess === undefined ? [] : [`Did you mean "${guess}"?`];
    return [
      diagnoseValue(node, { code: "unknown-field", summary, expected: names.sort().join(", "), suggestions }),
    ];
  });
}
