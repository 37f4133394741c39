import type { Check } from "../model/check.ts";
import type { DataSource } from "../model/data-source.ts";
import type { Provider } from "../model/provider.ts";
import type { ExpressionFunction } from "../model/registry.ts";
import type { Reporter } from "../model/reporter.ts";
import type { Sink } from "../model/sink.ts";

/** What a plug-in's `bylaw:register` hook receives. A higher `apiVersion` may add methods, never change one. */
export interface RegisterApi {
  readonly apiVersion: 1;
  addCheck(check: Check): void;
  addDataSource(source: DataSource): void;
  addFunction(definition: ExpressionFunction): void;
  addProvider(provider: Provider): void;
  addReporter(reporter: Reporter): void;
  addSink(sink: Sink): void;
}

/** A plug-in's hook: adds to the registry and settles. */
export type RegisterHook = (options: { readonly registry: RegisterApi }) => void | Promise<void>;
