import type { Check } from "../model/check.ts";
import type { Dataset, LazyBatch } from "../model/dataset.ts";
import type { Policy } from "../model/policy.ts";
import type { RuleResult } from "../model/rule-result.ts";
import { batchesOf, judgeBatches } from "./judge-batches.ts";
import { resourceReader } from "./resource-of.ts";
import { RuleEvaluation } from "./rule-evaluation.ts";
import type { RuleShare } from "./rule-share.ts";
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
  /** Has others judge a part of a dataset whose rules judge each record for itself; undefined where they do not. */
  divide?(dataset: string): DividedDataset | undefined;
}

/** A dataset of which the first part is judged here. */
export interface DividedDataset {
  batches(): Iterable<LazyBatch>;
  /** What the other parts came to. */
  parts(): Promise<PartsJudged>;
}

/** What others came to who judged parts of a dataset. */
export interface PartsJudged {
  /** For each part, in their order, the rules of the dataset. */
  readonly shares: readonly (readonly RuleShare[])[];
  /** Why a part is not among them: a sentence. */
  readonly lost?: string;
}

/** Evaluates all rules of a policy in one tenant; rules over the same dataset share one pass over it. */
export async function evaluatePolicy(input: PolicyEvaluation): Promise<readonly RuleResult[]> {
  const results = new Map<string, RuleResult>();
  for (const [name, dataset] of input.datasets) {
    const evaluations = evaluationsOf(input, name, dataset);
    if (evaluations.length === 0) continue;
    const divided = evaluations.every((each) => each.isDivisible) ? input.divide?.(name) : undefined;
    const batches = divided?.batches() ?? batchesOf(dataset);
    await judgeBatches(batches, evaluations, input.services, input.breathe);
    if (divided !== undefined) addParts(await divided.parts(), evaluations);
    for (const evaluation of evaluations) {
      const result = evaluation.finish();
      results.set(result.rule.id, result);
    }
  }
  return input.policy.rules.flatMap((rule) => results.get(rule.id) ?? []);
}

/** Adds what others came to. Where a part is missing, what is known stands and no rule passes. */
function addParts({ shares, lost }: PartsJudged, evaluations: readonly RuleEvaluation[]): void {
  for (const each of shares) {
    if (each.length !== evaluations.length)
      throw new Error("A part was not judged by the rules of its dataset.");
    for (const [index, share] of each.entries()) evaluations[index]?.add(share);
  }
  if (lost !== undefined) for (const evaluation of evaluations) evaluation.lose(lost);
}

/** Judges a part of a dataset, for `evaluatePolicy` to put together with the others. */
export async function judgeShare(
  input: PolicyEvaluation,
  name: string,
  batches: Iterable<LazyBatch>,
): Promise<readonly RuleShare[]> {
  const dataset = input.datasets.get(name);
  if (dataset === undefined) throw new Error(`There is no dataset ${name}.`);
  const evaluations = evaluationsOf(input, name, dataset);
  await judgeBatches(batches, evaluations, input.services, input.breathe);
  return evaluations.map((evaluation) => evaluation.share());
}

function evaluationsOf(input: PolicyEvaluation, name: string, subject: Dataset): readonly RuleEvaluation[] {
  const { policy, tenant, datasets, services, includePass } = input;
  const rules = policy.rules.filter((rule) => rule.on === name);
  const resourceOf = resourceReader(subject.source.resource, services.compile);
  const declared = policy.data.map((binding) => binding.name);
  return rules.map((rule) => {
    const check = input.checks.get(rule.check);
    if (check === undefined)
      throw new Error(`Rule ${rule.id} names check ${rule.check}, which is not registered.`);
    const { variables } = policy;
    return new RuleEvaluation({
      ...{ rule, check, tenant, variables, declared, datasets, subject, resourceOf, services, includePass },
    });
  });
}
