import { setTimeout } from "node:timers/promises";
import { abandonSinks } from "../../collector/abandon-sinks.ts";
import type { CollectorParts } from "../../collector/collector-parts.ts";
import { sinkLane } from "../../collector/sink-lane.ts";
import { StateFailure } from "../../collector/state.ts";
import { counted } from "../../model/counted.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonSchema } from "../../model/json.ts";
import type { SinkHost } from "../../model/sink.ts";
import { InconclusiveError, UsageError } from "../../model/usage-error.ts";
import { auditedSink } from "../audit/audited-sink.ts";
import { jsonValidator } from "../json-validator.ts";
import { keepHeapSmall } from "../keep-heap-small.ts";
import type { RunnerHost } from "../runner-host.ts";
import { simulation, startSimulatedTenant } from "../simulated-tenant.ts";
import type { CollectOptions } from "./collect-options.ts";
import { openState } from "./open-state.ts";
import { beginOf, type PreparedCollector } from "./prepare-collector.ts";
import { sourceFeed, type Witness } from "./source-feed.ts";

/** A collector that is ready to run, and holds its lock. */
export interface OpenCollector {
  readonly parts: CollectorParts;
  /** What there is to say before it runs. */
  readonly diagnostics: readonly Diagnostic[];
  close(): Promise<void>;
}

function validator(schema: JsonSchema): ReturnType<CollectorParts["polling"]["validator"]> {
  const mismatches = jsonValidator(schema);
  return (value) => {
    const [first] = mismatches(value);
    return first === undefined
      ? undefined
      : `${first.pointer === "" ? "" : `${first.pointer} `}${first.message}`;
  };
}

/** Turns a failure of the state into what ends the command. @throws InconclusiveError, or the error itself */
export function stateFailed(error: unknown): never {
  if (!(error instanceof StateFailure)) throw error;
  throw new InconclusiveError([{ code: "state-unusable", severity: "error", summary: `${error.message}.` }]);
}

/**
 * Takes the lock, opens the state, and prepares source and sinks; nothing is asked of anybody yet.
 *
 * @param now the present, epoch milliseconds
 * @throws UsageError when another process collects with the same state; InconclusiveError when there is no state
 */
export async function openCollector(
  prepared: PreparedCollector,
  options: CollectOptions,
  host: RunnerHost,
  now: () => number,
  witness: Witness,
): Promise<OpenCollector> {
  keepHeapSmall();
  const begin = beginOf(prepared, options.from, now());
  const closing: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  try {
    const { collector, project, named } = prepared;
    const { root } = project;
    const { source, overlap, tenant } = collector;
    const reach = sinkHost(root, options, host);
    const own = await openState(prepared, { source: source.name, overlap, begin }, reach);
    if (own === undefined) throw lockedBy(named.state);
    const { state, fresh, deadLetters } = own;
    closing.push(() => own.close());
    const names = collector.sinks.map(({ name }) => name);
    const abandoned = await abandonSinks(names, state, deadLetters);
    const settings = simulation(tenant);
    const simulated =
      settings === undefined ? undefined : await startSimulatedTenant(tenant, settings, root, now());
    closing.push(() => simulated?.close());
    const feed = sourceFeed(prepared, simulated?.tenant ?? tenant, host, now, witness);
    closing.push(() => feed.close());
    const lanes = collector.sinks.map(({ name, sink, config }) =>
      sinkLane({ name, sink: auditedSink(sink, name, witness.trail), config }, reach),
    );
    for (const lane of lanes) closing.push(() => lane.close());
    const { signal } = host;
    return {
      parts: {
        polling: { collector, feed, state, deadLetters, validator, signal },
        lanes,
        state,
        deadLetters,
        signal,
        now,
        sleep: (milliseconds) => setTimeout(milliseconds, undefined, { signal }),
        random: Math.random,
      },
      diagnostics: [...ignoredFrom(options, fresh), ...abandonedProblems(abandoned, named.deadLetters)],
      close,
    };
  } catch (error) {
    await close();
    return stateFailed(error);
  }
}

function lockedBy(state: string): UsageError {
  return new UsageError([
    {
      code: "state-locked",
      severity: "error",
      summary: "Another process collects with the same state; two would deliver everything twice.",
      found: state,
      suggestions: ["Stop the other one, or give this collector a state of its own."],
    },
  ]);
}

/** What sinks, and a state elsewhere, are lent. */
export function sinkHost(root: string, { allowedTargets }: CollectOptions, host: RunnerHost): SinkHost {
  const { signal } = host;
  return {
    root,
    env: (name) => host.env[name],
    now: Date.now,
    sleep: (milliseconds) => setTimeout(milliseconds, undefined, { signal }),
    signal,
    allowedTargets,
  };
}

function ignoredFrom({ from }: CollectOptions, fresh: boolean): readonly Diagnostic[] {
  if (from === undefined || fresh) return [];
  const summary = "--from is not used: the collector has a state, and goes on where it stopped.";
  return [{ code: "from-unused", severity: "warning", summary, found: from }];
}

function abandonedProblems(abandoned: ReadonlyMap<string, number>, file: string): readonly Diagnostic[] {
  return [...abandoned].map(([sink, count]) => {
    const summary = `${counted(count, "delivery", "deliveries")} waited for the sink ${sink}, which the collector no longer has; they are dead letters now.`;
    return { code: "abandoned-sink", severity: "error", summary, found: file };
  });
}
