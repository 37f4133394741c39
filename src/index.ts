import { dirname } from "node:path";
import type { Check } from "./model/check.ts";
import type { DataSource } from "./model/data-source.ts";
import type { Provider } from "./model/provider.ts";
import type { Reporter } from "./model/reporter.ts";
import type { Run } from "./model/run.ts";
import type { Sink } from "./model/sink.ts";
import type { RegisterHook } from "./plugins/register-api.ts";

export type { Check, CheckContext, CheckInput, Evaluation, Outcome } from "./model/check.ts";
export type { DataSource } from "./model/data-source.ts";
export type { Dataset, IncompleteReason, Ledger } from "./model/dataset.ts";
export type { Diagnostic } from "./model/diagnostic.ts";
export type { Evidence, Finding } from "./model/finding.ts";
export type { Json, JsonObject, JsonSchema } from "./model/json.ts";
export type { Connection, Provider, ProviderHost, ReadEstimate, ReadRequest } from "./model/provider.ts";
export type { ExpressionFunction } from "./model/registry.ts";
export type { Reporter, ReportOptions } from "./model/reporter.ts";
export type { Run } from "./model/run.ts";
export type { Severity } from "./model/severity.ts";
export type { Sink } from "./model/sink.ts";
export type { Status } from "./model/status.ts";
export type { RegisterApi, RegisterHook } from "./plugins/register-api.ts";

/** Types a check while it is written; returns it unchanged. */
export const defineCheck = (check: Check): Check => check;
/** Types a data source while it is written; returns it unchanged. */
export const defineDataSource = (source: DataSource): DataSource => source;
/** Types a provider while it is written; returns it unchanged. */
export const defineProvider = (provider: Provider): Provider => provider;
/** Types a reporter while it is written; returns it unchanged. */
export const defineReporter = (reporter: Reporter): Reporter => reporter;
/** Types a sink while it is written; returns it unchanged. */
export const defineSink = (sink: Sink): Sink => sink;
/** Types a plug-in's `bylaw:register` hook; returns it unchanged. */
export const defineRegister = (hook: RegisterHook): RegisterHook => hook;

/** What `run` is told; all optional but the folder. */
export interface RunOptions {
  /** Absolute project folder. */
  readonly folder: string;
  readonly tenants?: readonly string[];
  /** RFC 3339; absent: the system's clock. */
  readonly now?: string;
  /** `name=value` each. */
  readonly variables?: readonly string[];
  /** Absolute folder of a snapshot to evaluate instead of the tenants. */
  readonly snapshot?: string;
  readonly includePass?: boolean;
  /** Origins that records of the audit log may be copied to. */
  readonly allowedTargets?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * What `bylaw check` does, as a function.
 *
 * @returns the result document; its `exitCode` is the verdict
 * @throws UsageError (with `diagnostics`) when documents or options are invalid
 */
export async function run(options: RunOptions): Promise<Run> {
  const { check } = await import("./runner/check.ts");
  const { findPackageRoot } = await import("./runner/package-root.ts");
  const { packageVersion } = await import("./runner/package-version.ts");
  const { silentProgress } = await import("./runner/progress.ts");
  const packageRoot = findPackageRoot(dirname(import.meta.filename));
  const {
    tenants = [],
    variables = [],
    includePass = false,
    allowedTargets = [],
    signal = new AbortController().signal,
  } = options;
  const { folder, now, snapshot } = options;
  const outcome = await check(
    {
      folder,
      paths: [],
      variables,
      variableFiles: [],
      tenants,
      targets: [],
      includePass,
      reading: { parallelism: 4 },
      prepare: () => undefined,
      allowedTargets,
      ...(now === undefined ? {} : { now }),
      ...(snapshot === undefined ? {} : { snapshot }),
    },
    {
      signal,
      progress: silentProgress,
      env: process.env,
      tool: { name: "bylaw", version: packageVersion(packageRoot) },
      packageRoot,
    },
  );
  return outcome.run;
}
