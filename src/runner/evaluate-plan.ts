import { setImmediate } from "node:timers/promises";
import { evaluatePolicy } from "../engine/evaluate-policy.ts";
import { counted } from "../model/counted.ts";
import type { Dataset } from "../model/dataset.ts";
import type { Registry } from "../model/registry.ts";
import type { RuleResult } from "../model/rule-result.ts";
import { engineServices } from "./engine-services.ts";
import type { Plan, PlannedEvaluation } from "./plan.ts";
import type { RunnerHost } from "./runner-host.ts";

export interface EvaluationOptions {
  readonly includePass: boolean;
  /** How expressions of policies are evaluated. */
  readonly engine?: "compiled" | "reference";
}

/**
 * Evaluates every policy of a plan over what was read.
 *
 * @param datasets by the key of their read; one for each read of the plan
 * @throws when the user interrupts
 */
export async function evaluatePlan(
  plan: Plan,
  datasets: ReadonlyMap<string, Dataset>,
  registry: Registry,
  now: number,
  { includePass, engine }: EvaluationOptions,
  host: RunnerHost,
): Promise<readonly RuleResult[]> {
  const services = engineServices(registry, now, engine);
  const breathe = async (): Promise<void> => {
    await setImmediate();
    host.signal.throwIfAborted();
  };
  const results: RuleResult[] = [];
  for (const evaluation of plan.evaluations) {
    const { policy, tenant } = evaluation;
    host.progress.stage(`Evaluating ${policy.id} in ${tenant.name}: ${counted(policy.rules.length, "rule")}`);
    const bound = bindDatasets(evaluation, datasets);
    const { checks } = registry;
    const input = { policy, tenant: tenant.name, datasets: bound, checks, services, includePass, breathe };
    results.push(...(await evaluatePolicy(input)));
  }
  return results;
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
    const { source, tenant, parameters, ledger } = dataset;
    const lazyBatches = dataset.lazyBatches?.bind(dataset);
    bound.set(name, {
      ...{ name, source, tenant, parameters, ledger, batches: () => dataset.batches() },
      ...(lazyBatches === undefined ? {} : { lazyBatches }),
      // Only known once all records came by, where they are evaluated while they are read.
      get count() {
        return dataset.count;
      },
    });
  }
  return bound;
}
