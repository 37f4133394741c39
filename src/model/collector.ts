import type { DataSource } from "./data-source.ts";
import type { EntityPaths } from "./entity-paths.ts";
import type { JsonObject, JsonSchema } from "./json.ts";
import type { Tenant } from "./project.ts";
import type { Sink } from "./sink.ts";

/** One place that a collector delivers to. */
export interface CollectorSink {
  /** Name in the collector. */
  readonly name: string;
  readonly sink: Sink;
  /** Valid against the sink's schema. */
  readonly config: JsonObject;
}

/** Which events go where. */
export interface CollectorRoute {
  /** JSONata over the record; absent: every record. */
  readonly when?: string;
  /** Names of sinks. */
  readonly to: readonly string[];
}

/** Where a collector keeps what it remembers. */
export type StatePlace =
  /** A SQLite file, as the document names it: absolute, or relative to the project. */
  | { readonly file: string }
  /** Tables in PostgreSQL: settings of the store of that name, valid against its schema. */
  | { readonly postgres: JsonObject };

/** A `*.collector.yaml`, valid: which events are carried where, and how they look there. */
export interface Collector {
  readonly name: string;
  readonly title: string;
  readonly source: DataSource;
  readonly tenant: Tenant;
  /** Of the source, without an interval. */
  readonly parameters: JsonObject;
  /** Milliseconds from one poll to the next. */
  readonly every: number;
  /** Milliseconds before what was acknowledged that are read again, for events that come late. */
  readonly overlap: number;
  /** JSONata: only records for which it is true are delivered. */
  readonly where?: string;
  /** JSONata from a record to its rows; absent: records stay as they are. */
  readonly map?: string;
  /** Entity types that the project adds to those of the source. */
  readonly entities?: readonly EntityPaths[];
  /** Only these fields of each row; absent: all. */
  readonly fields?: readonly string[];
  /** Shapes that records of a kind have to have. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly sinks: readonly CollectorSink[];
  /** The first that fits a record counts. */
  readonly routes: readonly CollectorRoute[];
  readonly state: StatePlace;
}
