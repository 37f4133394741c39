import { setImmediate } from "node:timers/promises";
import type { ScannedDataset } from "../datasets/scan-dataset.ts";
import { evaluatePolicy, type PolicyEvaluation } from "../engine/evaluate-policy.ts";
import { counted } from "../model/counted.ts";
import type { Dataset } from "../model/dataset.ts";
import type { Registry } from "../model/registry.ts";
import type { RuleResult } from "../model/rule-result.ts";
import { bindDataset } from "./bind-dataset.ts";
import { type ExpressionMode, engineServices } from "./engine-services.ts";
import type { Plan, PlannedEvaluation } from "./plan.ts";
import type { RunnerHost } from "./runner-host.ts";
import { divide } from "./workers/divide.ts";
import type { ThreadPool } from "./workers/thread-pool.ts";

export interface EvaluationOptions {
  readonly includePass: boolean;
  /** How expressions of policies are evaluated. */
  readonly engine?: ExpressionMode;
}

/** What was read for a plan. */
export interface EvaluationInput {
  /** By the key of their read; one for each read of the plan. */
  readonly datasets: ReadonlyMap<string, Dataset>;
  /** Those of them that are read while they are evaluated. */
  readonly scans: ReadonlyMap<string, ScannedDataset>;
  readonly registry: Registry;
  /** Judges large datasets together with this thread; absent where this one has to judge alone. */
  readonly threads?: ThreadPool | undefined;
  /** Absolute project folder. */
  readonly root: string;
  /** The pinned clock, epoch milliseconds. */
  readonly now: number;
}

/**
 * Evaluates every policy of a plan over what was read.
 *
 * @throws when the user interrupts
 */
export async function evaluatePlan(
  plan: Plan,
  input: EvaluationInput,
  options: EvaluationOptions,
  host: RunnerHost,
): Promise<readonly RuleResult[]> {
  const { registry, now } = input;
  const { includePass } = options;
  const services = engineServices(registry.functions, now, options.engine);
  const breathe = async (): Promise<void> => {
    await setImmediate();
    host.signal.throwIfAborted();
  };
  const results: RuleResult[] = [];
  try {
    for (const evaluation of plan.evaluations) {
      const { policy, tenant } = evaluation;
      host.progress.stage(
        `Evaluating ${policy.id} in ${tenant.name}: ${counted(policy.rules.length, "rule")}`,
      );
      const datasets = bindDatasets(evaluation, input.datasets);
      const { checks } = registry;
      results.push(
        ...(await evaluatePolicy({
          ...{ policy, tenant: tenant.name, datasets, checks, services, includePass, breathe },
          divide: divider(plan, evaluation, datasets, input, options),
        })),
      );
      // Threads that were ended by an interruption look like threads that died.
      host.signal.throwIfAborted();
    }
  } finally {
    input.threads?.abandon();
  }
  return results;
}

/** Divides those datasets between threads that are scanned. */
function divider(
  plan: Plan,
  { policy, tenant, reads }: PlannedEvaluation,
  datasets: ReadonlyMap<string, Dataset>,
  { scans, threads, root, now }: EvaluationInput,
  { engine = "compiled" }: EvaluationOptions,
): NonNullable<PolicyEvaluation["divide"]> {
  return (dataset) => {
    const read = plan.reads.find(({ key }) => key === reads.get(dataset));
    const scanned = read === undefined ? undefined : scans.get(read.key);
    if (read === undefined || scanned === undefined || threads === undefined) return undefined;
    const needed = new Set(policy.rules.filter(({ on }) => on === dataset).flatMap((rule) => rule.reads));
    const others = [...datasets.values()].filter(({ name }) => name !== dataset && needed.has(name));
    const task = { root, now, engine, policy, tenant: tenant.name, dataset, read };
    return divide({ scanned, others, task, threads });
  };
}

/** The policy's datasets under the policy's own names. */
function bindDatasets(
  evaluation: PlannedEvaluation,
  datasets: ReadonlyMap<string, Dataset>,
): ReadonlyMap<string, Dataset> {
  const bound = new Map<string, Dataset>();
  for (const [name, key] of evaluation.reads) {
    const dataset = datasets.get(key);
    if (dataset === undefined) throw new Error(`Dataset ${name} was planned and not read.`);
    bound.set(name, bindDataset(name, dataset));
  }
  return bound;
}
