import { type FieldRead, fieldReads } from "../../expression/check.ts";
import { ExpressionError } from "../../expression/expression-error.ts";
import { memberOfAny } from "../../expression/schema-member.ts";
import type { JsonSchema } from "../../model/json.ts";
import type { AssumedField } from "../../model/policy.ts";

/** An expression of a rule and the dataset whose records it runs over. */
export interface RuleExpression {
  readonly source: string;
  readonly over: string | undefined;
}

/**
 * The paths that expressions read and that begin with a field no schema describes. Whether they exist shows
 * only in the records.
 *
 * @param datasets datasets of the policy, with the schema of their records if known
 */
export function assumedFields(
  expressions: readonly RuleExpression[],
  datasets: ReadonlyMap<string, JsonSchema | undefined>,
): readonly AssumedField[] {
  const names = [...datasets.keys()];
  const assumed = new Map<string, AssumedField>();
  for (const { source, over } of expressions) {
    for (const { dataset = over, path } of readsOf(source, names)) {
      const [field] = path;
      if (dataset === undefined || field === undefined || path.includes("")) continue;
      if (!datasets.has(dataset) || describes(datasets.get(dataset), field)) continue;
      assumed.set(JSON.stringify([dataset, path]), { dataset, path });
    }
  }
  return withoutPrefixes([...assumed.values()]);
}

/** Leaves out what a longer path says too. */
function withoutPrefixes(all: readonly AssumedField[]): readonly AssumedField[] {
  const begins = (one: AssumedField, other: AssumedField): boolean =>
    one.dataset === other.dataset &&
    one.path.length < other.path.length &&
    one.path.every((name, index) => name === other.path[index]);
  return all.filter((one) => !all.some((other) => begins(one, other)));
}

function describes(schema: JsonSchema | undefined, field: string): boolean {
  return schema !== undefined && memberOfAny([{ schema, root: schema }], field).kind === "some";
}

/** None for a source that is not an expression: that is reported where it stands. */
function readsOf(source: string, datasets: readonly string[]): readonly FieldRead[] {
  try {
    return fieldReads(source, datasets);
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}
