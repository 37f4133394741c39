import type { Diagnostic } from "../../model/diagnostic.ts";
import { isJsonObject, type JsonObject, type JsonSchema } from "../../model/json.ts";
import { instantAfter, parseDuration } from "../../time/duration.ts";
import { collectorSchema } from "../schemas/collector-schema.ts";
import { diagnoseKey, diagnoseValue } from "../text/diagnose.ts";
import type { ParsedText } from "../text/parse-text.ts";
import { childOf, entriesOf, type MapNode, type SourceNode, textOf, toJson } from "../text/source-node.ts";
import { schemaFault } from "../validation/compiled-schema.ts";
import { readDocument } from "./read-document.ts";

/** What a collector says by itself; what it names is looked up where the project is known. */
export interface ReadCollector {
  readonly name: string;
  readonly title: string;
  readonly every: number;
  readonly overlap: number;
  readonly fields?: readonly string[];
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** Reads `*.collector.yaml`: its shape, its durations and its schemas. */
export function readCollector(parsed: ParsedText): {
  /** Absent when the document is no map. */
  readonly root?: MapNode;
  /** Absent when something is wrong. */
  readonly read?: ReadCollector;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { root, diagnostics: found } = readDocument(parsed, collectorSchema, "the collector");
  if (root === undefined) return { diagnostics: found };
  const diagnostics = [...found];
  const length = (key: string, fallback: number, least: number): number => {
    const node = childOf(root, key);
    const text = textOf(node);
    const duration = text === undefined ? undefined : parseDuration(text);
    if (node === undefined || duration === undefined) return fallback;
    const milliseconds = instantAfter(0, duration);
    if (milliseconds >= least && milliseconds <= longest) return milliseconds;
    const expected = `a duration from ${least === 0 ? "PT0S" : "PT1S"} to P30D`;
    diagnostics.push(
      diagnoseValue(node, { code: "wrong-value", summary: `"${key}" is too short or too long.`, expected }),
    );
    return fallback;
  };
  const every = length("every", 60_000, 1_000);
  const overlap = length("overlap", 900_000, 0);
  const name = textOf(childOf(root, "collector"));
  const title = textOf(childOf(root, "title"));
  diagnostics.push(...schemasFaults(childOf(root, "schemas")));
  if (name === undefined || title === undefined || diagnostics.some(({ severity }) => severity === "error"))
    return { root, diagnostics };
  const fields = childOf(root, "fields");
  const names = fields?.kind === "list" ? fields.items.flatMap((item) => textOf(item) ?? []) : undefined;
  const schemas = Object.fromEntries(
    entriesOf(childOf(root, "schemas")).map(([kind, node]): [string, JsonObject] => {
      const schema = toJson(node);
      return [kind, isJsonObject(schema) ? schema : {}];
    }),
  );
  return {
    root,
    diagnostics,
    read: { name, title, every, overlap, schemas, ...(names === undefined ? {} : { fields: names }) },
  };
}

/** A month; more than any source keeps between two polls. */
const longest = 30 * 86_400_000;

function schemasFaults(node: SourceNode | undefined): readonly Diagnostic[] {
  return entriesOf(node).flatMap(([kind, schema]) => {
    const json = toJson(schema);
    const fault = isJsonObject(json) ? schemaFault(json) : undefined;
    if (fault === undefined) return [];
    const summary = `The schema of "${kind}" cannot be used: ${fault}.`;
    return [diagnoseKey(schema, { code: "invalid-schema", summary })];
  });
}
