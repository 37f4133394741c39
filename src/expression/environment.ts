import type { Json, JsonSchema } from "../model/json.ts";
import type { ExpressionFunction } from "../model/registry.ts";

/** What an expression may refer to. */
export interface ExpressionEnvironment {
  /** JSON Schema of the value that `$` and `$$` stand for. Absent: anything. */
  readonly record?: JsonSchema;
  /** `$data`: each dataset's name and the JSON Schema of one of its records, if known. Absent: no `$data`. */
  readonly datasets?: Readonly<Record<string, JsonSchema | undefined>>;
  /** Names under `$var`. Absent: no `$var`. */
  readonly variables?: readonly string[];
  /** Values of those that are known already. */
  readonly values?: Readonly<Record<string, Json>>;
  /** Other `$names`, each with the JSON Schema of its value, if known. */
  readonly bindings?: Readonly<Record<string, JsonSchema | undefined>>;
  /** Functions beside JSONata's. */
  readonly functions?: readonly Pick<ExpressionFunction, "name">[];
}
