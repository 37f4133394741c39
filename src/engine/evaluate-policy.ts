import type { Check } from "../model/check.ts";
import type { Dataset, LazyBatch } from "../model/dataset.ts";
import type { Policy } from "../model/policy.ts";
import type { RuleResult } from "../model/rule-result.ts";
import { resourceReader } from "./resource-of.ts";
import { RuleEvaluation } from "./rule-evaluation.ts";
import type { EngineServices } from "./services.ts";

export interface PolicyEvaluation {
  readonly policy: Policy;
  readonly tenant: string;
  /** Datasets by the names the policy gave them: those that its rules read. */
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly services: EngineServices;
  readonly includePass: boolean;
  /** Called between batches; lets signals and progress through. */
  readonly breathe: () => Promise<void>;
}

/** Evaluates all rules of a policy in one tenant; rules over the same dataset share one pass over it. */
export async function evaluatePolicy(input: PolicyEvaluation): Promise<readonly RuleResult[]> {
  const results = new Map<string, RuleResult>();
  for (const [name, dataset] of input.datasets) {
    const rules = input.policy.rules.filter((rule) => rule.on === name);
    if (rules.length === 0) continue;
    const resourceOf = resourceReader(dataset.source.resource, input.services.compile);
    const evaluations = rules.map((rule) => {
      const check = input.checks.get(rule.check);
      if (check === undefined)
        throw new Error(`Rule ${rule.id} names check ${rule.check}, which is not registered.`);
      const { tenant, datasets, services, includePass } = input;
      const variables = input.policy.variables;
      return new RuleEvaluation({
        rule,
        check,
        tenant,
        variables,
        declared: input.policy.data.map((binding) => binding.name),
        datasets,
        subject: dataset,
        resourceOf,
        services,
        includePass,
      });
    });
    for (const batch of dataset.lazyBatches?.() ?? atHand(dataset)) {
      judgeBatch(batch, evaluations, input.services);
      await input.breathe();
    }
    for (const evaluation of evaluations) {
      const result = evaluation.finish();
      results.set(result.rule.id, result);
    }
  }
  return input.policy.rules.flatMap((rule) => results.get(rule.id) ?? []);
}

function* atHand(dataset: Dataset): Generator<LazyBatch> {
  for (const records of dataset.batches()) {
    yield { length: records.length, record: (index) => records[index] ?? {} };
  }
}

/** Runs all rules over each record while it is at hand; resumes after the one that hung. */
function judgeBatch(batch: LazyBatch, rules: readonly RuleEvaluation[], services: EngineServices): void {
  let at = 0;
  let next = 0;
  while (at < batch.length) {
    try {
      services.guard(() => {
        for (; at < batch.length; at += 1, next = 0) {
          const record = batch.record(at);
          for (; next < rules.length; next += 1) rules[next]?.judge(record);
        }
      });
    } catch (error) {
      if (!services.isTimeout(error)) throw error;
      rules[next]?.interrupt(batch.record(at));
      next += 1;
    }
  }
}
