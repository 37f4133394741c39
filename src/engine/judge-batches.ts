import type { Dataset, LazyBatch } from "../model/dataset.ts";
import type { RuleEvaluation } from "./rule-evaluation.ts";
import type { EngineServices } from "./services.ts";

/** The records of a dataset, in batches. */
export function batchesOf(dataset: Dataset): Iterable<LazyBatch> {
  return dataset.lazyBatches?.() ?? atHand(dataset);
}

function* atHand(dataset: Dataset): Generator<LazyBatch> {
  for (const records of dataset.batches()) {
    yield { length: records.length, record: (index) => records[index] ?? {} };
  }
}

/** Has all rules judge each record while it is at hand. @param breathe called between batches */
export async function judgeBatches(
  batches: Iterable<LazyBatch>,
  rules: readonly RuleEvaluation[],
  services: EngineServices,
  breathe: () => Promise<void>,
): Promise<void> {
  for (const batch of batches) {
    judgeBatch(batch, rules, services);
    await breathe();
  }
}

/** Resumes after the rule that hung. */
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
