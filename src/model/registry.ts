import type { Check } from "./check.ts";
import type { DataSource } from "./data-source.ts";
import type { Json } from "./json.ts";
import type { Provider } from "./provider.ts";
import type { ReporterEntry } from "./reporter.ts";
import type { Sink } from "./sink.ts";

/** A pure function that expressions may call as `$name`; synchronous. */
export interface ExpressionFunction {
  readonly name: string;
  /** JSONata signature, e.g. `<s:n>`. */
  readonly signature: string;
  readonly summary: string;
  call(...args: readonly (Json | undefined)[]): Json | undefined;
}

/** What is built in and what plug-ins added, by name. Read-only once a run has begun. */
export interface Registry {
  readonly checks: ReadonlyMap<string, Check>;
  readonly providers: ReadonlyMap<string, Provider>;
  /** Data sources from plug-ins and `*.source.yaml`; a provider's own are asked of the provider. */
  readonly dataSources: ReadonlyMap<string, DataSource>;
  readonly functions: ReadonlyMap<string, ExpressionFunction>;
  readonly reporters: ReadonlyMap<string, ReporterEntry>;
  readonly sinks: ReadonlyMap<string, Sink>;
}
