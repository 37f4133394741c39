import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Mapping } from "../../delivery/compile-mapping.ts";
import { canonicalJson } from "../../model/canonical-json.ts";
import type { DataSource } from "../../model/data-source.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Project, Tenant } from "../../model/project.ts";
import type { Provider } from "../../model/provider.ts";
import type { Registry } from "../../model/registry.ts";
import { UsageError } from "../../model/usage-error.ts";
import { pinClock } from "../clock.ts";
import { openProject } from "../open-project.ts";
import type { RunnerHost } from "../runner-host.ts";
import { chooseTenant, requireSource } from "./choose-tenant.ts";
import type { ExportOptions } from "./export-options.ts";
import { exportParameters } from "./export-parameters.ts";
import { parseTarget, type Target } from "./parse-target.ts";
import { readMapping } from "./read-mapping.ts";

/** An export that is valid; nothing was asked of anybody yet. */
export interface PreparedExport {
  readonly source: DataSource;
  readonly provider: Provider;
  readonly tenant: Tenant;
  readonly parameters: JsonObject;
  readonly mapping: Mapping;
  readonly target: Target;
  /** The pinned clock, epoch milliseconds. */
  readonly now: number;
  readonly project: Project;
  readonly registry: Registry;
  /** Of what is exported to where. */
  readonly identity: string;
  /** File that notes what is done. */
  readonly progressFile: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** @throws UsageError when anything that was asked for is invalid */
export async function prepareExport(options: ExportOptions, host: RunnerHost): Promise<PreparedExport> {
  const { registry, project, diagnostics } = await openProject({ ...options, withoutPolicies: true }, host);
  const now = pinClock(options.now);
  const source = requireSource(options.source, registry);
  const parameters = exportParameters(source, options);
  const tenant = chooseTenant(options.tenant, source, project.tenants);
  const target = parseTarget(options.target, registry);
  const mapping = readMapping(options.map, now);
  const provider = registry.providers.get(source.provider);
  if (provider === undefined) throw new Error(`Provider ${source.provider} vanished after validation.`);
  const problems = provider.validateRead?.({ source, parameters }, tenant, now) ?? [];
  if (problems.length > 0) throw new UsageError(problems);
  const what = [source.name, tenant.name, parameters, options.map ?? null, options.target];
  const identity = createHash("sha256").update(canonicalJson(what)).digest("hex");
  const progressFile = join(project.root, ".bylaw", "exports", `${identity.slice(0, 16)}.json`);
  return {
    source,
    provider,
    tenant,
    parameters,
    mapping,
    target,
    now,
    project,
    registry,
    identity,
    progressFile,
    diagnostics,
  };
}
