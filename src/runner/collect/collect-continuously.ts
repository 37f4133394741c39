import { serveMetrics } from "../../collector/metrics-server.ts";
import { openMetrics } from "../../collector/open-metrics.ts";
import { runService } from "../../collector/run-service.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { AuditTrail } from "../audit/audit-trail.ts";
import { withAudit } from "../audit/with-audit.ts";
import { silentProgress } from "../progress.ts";
import type { RunnerHost } from "../runner-host.ts";
import type { CollectOptions } from "./collect-options.ts";
import { openCollector, stateFailed } from "./open-collector.ts";
import { type PreparedCollector, prepareCollector } from "./prepare-collector.ts";
import { statusOf } from "./status-of.ts";
import { writeMetrics } from "./write-metrics.ts";

/** What a running collector tells. */
export interface CollectLog {
  tell(diagnostics: readonly Diagnostic[]): Promise<void>;
  say(line: string): void;
}

/** Milliseconds between two writings of metrics, at least. */
const metricsPause = 5_000;

/**
 * Collects until it is stopped.
 *
 * @throws UsageError when something is invalid or another process collects; InconclusiveError when the state is
 * gone for good
 */
export async function collectContinuously(
  options: CollectOptions,
  host: RunnerHost,
  log: CollectLog,
): Promise<void> {
  const prepared = await prepareCollector(options, host);
  const { registry, project } = prepared;
  const tell = log.say;
  await withAudit({ command: "collect", project, registry, options, tell }, host, async (trail) => {
    await serve(prepared, options, host, log, trail);
    // Whatever is not copied yet is left to the next one: this one was told to stop.
    trail.note("run", { verdict: "stopped" });
  });
}

async function serve(
  prepared: PreparedCollector,
  options: CollectOptions,
  host: RunnerHost,
  log: CollectLog,
  trail: AuditTrail,
): Promise<void> {
  const stop = new AbortController();
  const onAbort = (): void => stop.abort(host.signal.reason);
  host.signal.addEventListener("abort", onAbort, { once: true });
  if (host.signal.aborted) onAbort();
  // A log has lines; one that moves is for what comes to an end.
  const quiet = { ...host, signal: stop.signal, progress: silentProgress };
  const witness = { trail, warn: (more: readonly Diagnostic[]) => void log.tell(more) };
  const opened = await openCollector(prepared, options, quiet, Date.now, witness);
  const { state } = opened.parts;
  const text = async (): Promise<string> =>
    openMetrics(statusOf(prepared, await state.status(), true, Date.now()));
  const { metricsFile, metricsPort } = options;
  let written = 0;
  const changed = async (): Promise<void> => {
    if (metricsFile === undefined || Date.now() - written < metricsPause) return;
    written = Date.now();
    try {
      writeMetrics(metricsFile, await text());
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
      log.say(`the metrics cannot be written (${code})`);
    }
  };
  const server =
    metricsPort === undefined
      ? undefined
      : await serveMetrics(metricsPort, text).catch(async (error) => {
          await opened.close();
          throw error;
        });
  try {
    await log.tell([...prepared.diagnostics, ...opened.diagnostics]);
    if (server !== undefined) log.say(`metrics at http://127.0.0.1:${server.port}/metrics`);
    log.say(`collecting ${prepared.collector.name}`);
    await runService(opened.parts, { say: log.say, changed }, stop);
    written = 0;
    await changed();
  } catch (error) {
    return stateFailed(error);
  } finally {
    await server?.close();
    await opened.close();
    host.signal.removeEventListener("abort", onAbort);
  }
}
