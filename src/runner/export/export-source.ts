import { setTimeout } from "node:timers/promises";
import { normaliseEvents } from "../../delivery/normalise-event.ts";
import { type ServedRecords, servedRecords } from "../../delivery/served-records.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Connection, ProviderHost, RequestUsage } from "../../model/provider.ts";
import type { OpenSink, SinkHost } from "../../model/sink.ts";
import { InconclusiveError } from "../../model/usage-error.ts";
import { exitCodes } from "../../results/exit-code.ts";
import { parseTimestamp } from "../../time/timestamp.ts";
import type { AuditTrail } from "../audit/audit-trail.ts";
import { auditedSink } from "../audit/audited-sink.ts";
import { connectAudited } from "../audit/connect-audited.ts";
import { amendOutcome, outcomeFacts } from "../audit/outcome-facts.ts";
import { withAudit } from "../audit/with-audit.ts";
import { describeMissing, findMissing } from "../missing-grant.ts";
import { providerHost } from "../provider-host.ts";
import { noRequests } from "../request-usage.ts";
import type { RunnerHost } from "../runner-host.ts";
import { simulation, startSimulatedTenant } from "../simulated-tenant.ts";
import { explainSilence } from "./explain-silence.ts";
import type { ExportOptions } from "./export-options.ts";
import { openExportProgress } from "./export-progress-file.ts";
import { exportWindows } from "./export-windows.ts";
import { type PreparedExport, prepareExport } from "./prepare-export.ts";
import { requireKnownValues } from "./require-known-values.ts";
import { windowsOf } from "./windows.ts";

export interface ExportOutcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly records: number;
  readonly delivered: number;
  /** Entity types that the registry does not have, by name, with how many of their records were read. */
  readonly unknownTypes: Readonly<Record<string, number>>;
  /** Days that were asked for, and those that an earlier try had delivered. */
  readonly windows: { readonly all: number; readonly earlier: number };
  readonly usage: RequestUsage;
  readonly exitCode: number;
}

/** Longest wait for a target that is away, milliseconds. */
const patience = 300_000;

/**
 * Reads events of an interval and puts them, raw and mapped, into a store. What was delivered is noted day by
 * day: the same command after an interruption goes on where it stopped, and nothing comes twice.
 *
 * @throws UsageError when anything that was asked for is invalid
 */
export async function exportSource(options: ExportOptions, host: RunnerHost): Promise<ExportOutcome> {
  const prepared = await prepareExport(options, host);
  const { registry, project } = prepared;
  return withAudit({ command: "export", project, registry, options }, host, async (trail) => {
    const outcome = await readAndDeliver(prepared, options, host, trail);
    const facts = ({ records, delivered, unknownTypes, windows, usage, ...ended }: ExportOutcome) => ({
      ...outcomeFacts(ended),
      counts: {
        ...{ records, delivered, windows: windows.all, windowsBefore: windows.earlier, ...usage },
        ...{ ofUnknownTypes: Object.values(unknownTypes).reduce((sum, each) => sum + each, 0) },
      },
    });
    return trail.conclude(outcome, { facts, amend: amendOutcome });
  });
}

async function readAndDeliver(
  prepared: PreparedExport,
  options: ExportOptions,
  host: RunnerHost,
  trail: AuditTrail,
): Promise<ExportOutcome> {
  const { tenant, project, now } = prepared;
  const { root } = project;
  const settings = simulation(tenant);
  const simulated =
    settings === undefined ? undefined : await startSimulatedTenant(tenant, settings, root, now);
  const served = servedRecords();
  try {
    const lent: ProviderHost = {
      ...providerHost({ ...options, now, root }, host),
      served: served.note,
    };
    const connection = await connectAudited(prepared.provider, simulated?.tenant ?? tenant, lent, trail);
    try {
      requireOrganization(prepared, connection);
      await requireGrants(prepared, connection);
      const warnings = await requireKnownValues(prepared, connection);
      const sink = await openTarget(prepared, options, host, trail);
      try {
        const outcome = await deliverTo(sink, connection, prepared, served.of, host);
        return { ...outcome, diagnostics: [...warnings, ...outcome.diagnostics] };
      } finally {
        await sink.close();
      }
    } finally {
      await connection.close();
    }
  } finally {
    await simulated?.close();
  }
}

/** Under another name the same events would be kept a second time. @throws InconclusiveError */
function requireOrganization({ provider, tenant }: PreparedExport, { organizationId }: Connection): void {
  if (organizationId !== undefined || provider.namesOrganization !== true) return;
  const summary = `Tenant '${tenant.name}' does not say which organisation it is, and events are kept under its id.`;
  throw new InconclusiveError([{ code: "unknown-organization", severity: "error", summary }]);
}

/** @throws InconclusiveError for permissions and scopes that are known to be missing, before anything is read */
async function requireGrants(
  { provider, source, parameters, tenant }: PreparedExport,
  connection: Connection,
): Promise<void> {
  const missing = await findMissing(connection, provider.estimate({ source, parameters }, tenant));
  if (missing.length === 0) return;
  throw new InconclusiveError(missing.map((grant) => describeMissing(tenant.name, grant, [source.name])));
}

function sinkHost(options: ExportOptions, host: RunnerHost): SinkHost {
  const { signal } = host;
  return {
    root: process.cwd(),
    env: (name) => host.env[name],
    now: Date.now,
    sleep: (milliseconds) => setTimeout(milliseconds, undefined, { signal }),
    signal,
    allowedTargets: options.allowedTargets,
  };
}

/** @throws InconclusiveError when it cannot be opened */
async function openTarget(
  { target }: PreparedExport,
  options: ExportOptions,
  host: RunnerHost,
  trail: AuditTrail,
): Promise<OpenSink> {
  const sink = await auditedSink(target.sink, target.sink.name, trail).open(
    target.config,
    sinkHost(options, host),
  );
  if (!("problem" in sink)) return sink;
  const summary = `${sink.problem}.`;
  throw new InconclusiveError([{ code: "target-unusable", severity: "error", summary }]);
}

async function deliverTo(
  sink: OpenSink,
  connection: Connection,
  prepared: PreparedExport,
  served: ServedRecords["of"],
  host: RunnerHost,
): Promise<ExportOutcome> {
  const { source, mapping, tenant, parameters, identity, progressFile } = prepared;
  const normalise = normaliseEvents(source, prepared.project.entities);
  const organization = connection.organizationId ?? tenant.name;
  const windows = windowsOf(instant(parameters["from"]), instant(parameters["to"]));
  const progress = openExportProgress(progressFile, identity);
  const { earlier } = progress;
  const exported = await exportWindows(
    {
      connection,
      parameters,
      sink,
      context: { source, mapping, organization, served, ...(normalise === undefined ? {} : { normalise }) },
      settings: {
        sleep: (milliseconds) => setTimeout(milliseconds, undefined, { signal: host.signal }),
        random: Math.random,
        patience,
        waiting: (milliseconds, problem) =>
          host.progress.update(`${problem}; waiting ${Math.ceil(milliseconds / 1000)} s`),
      },
    },
    windows,
    progress,
    (text) => host.progress.update(text),
  );
  const silent = exported.records === 0 && earlier === 0;
  const found = silent
    ? [...exported.diagnostics, await explainSilence(prepared, connection)]
    : exported.diagnostics;
  const failed = found.some(({ severity }) => severity === "error");
  if (!failed) progress.finish();
  return {
    diagnostics: [...prepared.diagnostics, ...found],
    records: exported.records,
    delivered: exported.delivered,
    unknownTypes: Object.fromEntries([...exported.unknownTypes].sort()),
    windows: { all: windows.length, earlier },
    usage: connection.usage?.() ?? noRequests,
    exitCode: failed ? exitCodes.inconclusive : exitCodes.passed,
  };
}

function instant(text: unknown): number {
  const epoch = typeof text === "string" ? parseTimestamp(text) : undefined;
  if (epoch === undefined) throw new Error("The interval was validated and is none.");
  return epoch;
}
