import type { Dataset } from "../model/dataset.ts";
import type { Bindings } from "../model/expression.ts";
import type { Json, JsonObject } from "../model/json.ts";

/**
 * `$data`: every dataset of the policy as an array, read when first asked for. One that was not read ends the
 * expression with an error: it must not be taken for an empty one.
 *
 * @param declared names of the policy's datasets, also of those that were not read
 * @param onUse called with a dataset's name each time an expression reads it, so that a rule which
 * looked into incomplete data can be held back
 */
export function dataBinding(
  declared: readonly string[],
  datasets: ReadonlyMap<string, Dataset>,
  onUse: (name: string) => void,
): JsonObject {
  const data: Record<string, Json> = Object.create(null);
  for (const [name, dataset] of datasets) {
    let records: readonly JsonObject[] | undefined;
    Object.defineProperty(data, name, {
      enumerable: true,
      get() {
        onUse(name);
        records ??= [...dataset.batches()].flat();
        return records;
      },
    });
  }
  for (const name of declared) {
    if (datasets.has(name)) continue;
    Object.defineProperty(data, name, {
      enumerable: true,
      get() {
        throw new Error(`Dataset ${name} was not planned to be read.`);
      },
    });
  }
  return data;
}

/**
 * What every expression of a rule may read beside the record. The variables are a copy: a plug-in's check that
 * edits them does so for its own rule only.
 */
export function policyBindings(
  variables: Readonly<Record<string, Json>>,
  tenant: string,
  data: JsonObject,
): Bindings {
  return Object.freeze({ var: structuredClone(variables), tenant: { name: tenant }, data });
}
