import type { EventMapping } from "./event-mapping.ts";
import type { JsonObject, JsonSchema } from "./json.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** How a record of a data source becomes a resource; each value but `type` is a JSONata path. */
export interface ResourceMapping {
  readonly type: string;
  readonly id: string;
  readonly name?: string;
}

/**
 * A readable collection, described as data. Built-in sources, a user's `*.source.yaml` and a
 * plug-in's use the same shape. What belongs to one kind of provider only (requests, paging) is
 * under `read`, which that provider validates.
 */
export interface DataSource {
  /** `provider.name`, e.g. `genesyscloud.flows`. */
  readonly name: string;
  /** Provider whose tenants serve it. */
  readonly provider: string;
  readonly title: string;
  readonly description?: string;
  readonly resource: ResourceMapping;
  /** For records that are events: what an export partitions by. */
  readonly event?: EventMapping;
  readonly vocabulary?: Vocabulary;
  /** JSON Schema of the `with:` parameters. */
  readonly parameters: JsonSchema;
  /** JSON Schema of one record; expressions are checked against it. Absent: records are open. */
  readonly schema?: JsonSchema;
  readonly permissions?: readonly string[];
  readonly scopes?: readonly string[];
  /** ISO 8601 duration for which the system keeps the data. */
  readonly retention?: string;
  readonly read?: JsonObject;
}
