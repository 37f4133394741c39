import type { Check } from "../model/check.ts";
import type { Dataset, LazyBatch } from "../model/dataset.ts";
import type { Policy } from "../model/policy.ts";
import type { RuleResult } from "../model/rule-result.ts";
import { batchesOf, judgeBatches } from "./judge-batches.ts";
import { resourceReader } from "./resource-of.ts";
import { RuleEvaluation } from "./rule-evaluation.ts";
import type { PortionShare } from "./rule-share.ts";
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
  /** Has others judge some of a dataset whose rules judge each record for itself; undefined where they do not. */
  divide?(dataset: string): DividedDataset | undefined;
}

/** A dataset of which some portions are judged here. */
export interface DividedDataset {
  /** They turn out one by one, when the one before was judged. */
  portions(): Iterable<Portion>;
  /** All portions, once those were judged. @param own what those came to */
  whole(own: readonly PortionShare[]): Promise<WholeJudged>;
}

/** Some records of a dataset that are next to each other. */
export interface Portion {
  /** Its place among the others, from 0 on. */
  readonly portion: number;
  readonly batches: Iterable<LazyBatch>;
}

/** What all portions of a dataset came to, whoever judged them. */
export interface WholeJudged {
  /** In their order. */
  readonly shares: readonly PortionShare[];
  /** Why some are not among them: a sentence. */
  readonly lost?: string;
}

/** Evaluates all rules of a policy in one tenant; rules over the same dataset share one pass over it. */
export async function evaluatePolicy(input: PolicyEvaluation): Promise<readonly RuleResult[]> {
  const results = new Map<string, RuleResult>();
  for (const [name, dataset] of input.datasets) {
    const evaluations = evaluationsOf(input, name, dataset);
    if (evaluations.length === 0) continue;
    const divided = evaluations.every((each) => each.isDivisible) ? input.divide?.(name) : undefined;
    if (divided === undefined)
      await judgeBatches(batchesOf(dataset), evaluations, input.services, input.breathe);
    else addShares(await divided.whole(await judgeEach(divided.portions(), evaluations, input)), evaluations);
    for (const evaluation of evaluations) {
      const result = evaluation.finish();
      results.set(result.rule.id, result);
    }
  }
  return input.policy.rules.flatMap((rule) => results.get(rule.id) ?? []);
}

/** Adds what all portions came to. Where one is missing, what is known stands and no rule passes. */
function addShares({ shares, lost }: WholeJudged, evaluations: readonly RuleEvaluation[]): void {
  for (const { rules } of shares) {
    if (rules.length !== evaluations.length)
      throw new Error("A portion was not judged by the rules of its dataset.");
    for (const [index, share] of rules.entries()) evaluations[index]?.add(share);
  }
  if (lost !== undefined) for (const evaluation of evaluations) evaluation.lose(lost);
}

/** What each portion comes to, by itself. */
async function judgeEach(
  portions: Iterable<Portion>,
  evaluations: readonly RuleEvaluation[],
  { services, breathe }: PolicyEvaluation,
): Promise<readonly PortionShare[]> {
  const shares: PortionShare[] = [];
  for (const { portion, batches } of portions) {
    await judgeBatches(batches, evaluations, services, breathe);
    shares.push({ portion, rules: evaluations.map((evaluation) => evaluation.share()) });
  }
  return shares;
}

/** Judges portions of a dataset, for `evaluatePolicy` to put together with the others. */
export async function judgePortions(
  input: PolicyEvaluation,
  name: string,
  portions: Iterable<Portion>,
): Promise<readonly PortionShare[]> {
  const dataset = input.datasets.get(name);
  if (dataset === undefined) throw new Error(`There is no dataset ${name}.`);
  return judgeEach(portions, evaluationsOf(input, name, dataset), input);
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
