import { resolve } from "node:path";
import { presets } from "../../delivery/presets/index.ts";
import type { Collector } from "../../model/collector.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Project } from "../../model/project.ts";
import type { Provider } from "../../model/provider.ts";
import type { Registry } from "../../model/registry.ts";
import { UsageError } from "../../model/usage-error.ts";
import { loadCollector } from "../../project/load-collector.ts";
import { formatTimestamp, parseTimestamp } from "../../time/timestamp.ts";
import { openProject } from "../open-project.ts";
import type { RunnerHost } from "../runner-host.ts";
import type { CollectOptions } from "./collect-options.ts";
import { oldestReadable } from "./oldest-readable.ts";
import { namesOfState, type StateAt, stateAt } from "./state-at.ts";

/** A collector that is valid; nothing was asked of anybody yet. */
export interface PreparedCollector {
  readonly collector: Collector;
  readonly provider: Provider;
  readonly project: Project;
  readonly registry: Registry;
  readonly place: StateAt;
  /** What state and dead letters are called. */
  readonly named: ReturnType<typeof namesOfState>;
  readonly diagnostics: readonly Diagnostic[];
}

/** @throws UsageError when the project or the collector is invalid */
export async function prepareCollector(
  options: CollectOptions,
  host: RunnerHost,
): Promise<PreparedCollector> {
  const { registry, project, diagnostics } = await openProject({ ...options, withoutPolicies: true }, host);
  const { root, tenants } = project;
  const loaded = loadCollector(resolve(options.collector), { root, tenants, registry, presets });
  const all = [...diagnostics, ...loaded.diagnostics];
  if (loaded.collector === undefined) throw new UsageError(all);
  const { entities } = project;
  const collector = entities === undefined ? loaded.collector : { ...loaded.collector, entities };
  const provider = registry.providers.get(collector.source.provider);
  if (provider === undefined) throw new Error("The provider vanished after validation.");
  const place = stateAt(collector, root);
  const named = namesOfState(place, collector.name);
  return { collector, provider, project, registry, place, named, diagnostics: all };
}

/**
 * Where a collector begins that has no state yet, epoch milliseconds.
 *
 * @throws UsageError when that is no instant, or one that cannot be read any more
 */
export function beginOf(
  { collector, provider }: PreparedCollector,
  from: string | undefined,
  now: number,
): number {
  const oldest = oldestReadable(collector, provider, now);
  if (from === undefined) return Math.max(now - collector.overlap, oldest ?? 0);
  const begin = parseTimestamp(from);
  const refuse = (code: string, summary: string, expected: string): UsageError =>
    new UsageError([{ code, severity: "error", summary, expected, found: from }]);
  if (begin === undefined)
    throw refuse("invalid-interval", "--from is no instant.", "a timestamp such as 2026-01-31T00:00:00Z");
  if (begin > now)
    throw refuse("invalid-interval", "--from lies in the future.", `at most ${formatTimestamp(now)}`);
  if (oldest !== undefined && begin < oldest)
    throw refuse(
      "beyond-retention",
      `${collector.source.name} does not keep what was before ${formatTimestamp(oldest)}.`,
      `from ${formatTimestamp(oldest)} or later`,
    );
  return begin;
}
