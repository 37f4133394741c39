import type { Dataset, LazyBatch } from "../model/dataset.ts";
import type { JsonObject } from "../model/json.ts";
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
  // Where most records have to be read again, glimpses of them only take time.
  let glimpses = true;
  for (const batch of batches) {
    const readAgain = judgeBatch(batch, rules, services, glimpses);
    if (readAgain * 2 > batch.length) glimpses = false;
    await breathe();
  }
}

/** Records that are judged together: one rule judges them all before the next, which is faster than in turns. */
const groupSize = 16;

/** What is at hand; made anew for each group, so that a watchdog never finds half of a step done. */
class Group {
  readonly from: number;
  readonly size: number;
  readonly #batch: LazyBatch;
  readonly #rules: readonly RuleEvaluation[];
  /** Whether only what does not simply pass is read as it is to be kept. */
  readonly #glimpses: boolean;
  /** Glimpses, and records where there are none. */
  readonly #seen: JsonObject[] = [];
  /** What may be kept, as far as it was asked for. */
  readonly #records: (JsonObject | undefined)[] = [];
  #readAgain = 0;
  /** The rule that is next, and the record that is next for it. */
  #rule = 0;
  #record = 0;
  /** Those that were judged with last: the watchdog may strike a little later, between two steps. */
  #lastRule = -1;
  #lastRecord = 0;

  constructor(batch: LazyBatch, rules: readonly RuleEvaluation[], from: number, glimpses: boolean) {
    this.from = from;
    this.size = Math.min(groupSize, batch.length - from);
    this.#batch = batch;
    this.#rules = rules;
    this.#glimpses = glimpses && batch.glimpse !== undefined && !rules.some((rule) => rule.keepsRecords);
  }

  /** Records that were read after they were glimpsed. */
  get readAgain(): number {
    return this.#readAgain;
  }

  /** What is judged when this is done. The records are let go: V8 keeps some groups for long, and what they hold. */
  next(glimpses: boolean): Group {
    this.#seen.length = 0;
    this.#records.length = 0;
    return new Group(this.#batch, this.#rules, this.from + this.size, glimpses);
  }

  /** Goes on where it was left. */
  judge(): void {
    this.#see();
    for (; this.#rule < this.#rules.length; this.#pass()) {
      const rule = this.#rules[this.#rule];
      for (; this.#record < this.size; this.#record += 1) {
        this.#lastRule = this.#rule;
        this.#lastRecord = this.#record;
        if (this.#glimpses && rule?.passes(this.#seen[this.#record] ?? {})) continue;
        rule?.judge(this.#recordAt(this.#record));
      }
    }
  }

  /** Interrupts the rule that was at work. None was while records were parsed. */
  interrupt(): void {
    this.#rules[this.#lastRule]?.interrupt(this.#recordAt(this.#lastRecord));
    if (this.#rule === this.#lastRule) this.#pass();
  }

  #see(): void {
    const seen = this.#seen;
    while (seen.length < this.size) {
      const glimpse = this.#glimpses ? this.#batch.glimpse?.(this.from + seen.length) : undefined;
      seen.push(glimpse ?? this.#recordAt(seen.length));
    }
    this.#readAgain = 0;
  }

  #recordAt(index: number): JsonObject {
    const known = this.#records[index];
    if (known !== undefined) return known;
    const record = this.#batch.record(this.from + index);
    this.#records[index] = record;
    this.#readAgain += 1;
    return record;
  }

  #pass(): void {
    this.#record = 0;
    this.#rule += 1;
  }
}

/** Resumes after the rule that hung. @returns how many records were read again after a glimpse */
function judgeBatch(
  batch: LazyBatch,
  rules: readonly RuleEvaluation[],
  services: EngineServices,
  glimpses: boolean,
): number {
  let group = new Group(batch, rules, 0, glimpses);
  let readAgain = 0;
  while (group.from < batch.length) {
    try {
      services.guard(() => {
        while (group.from < batch.length) {
          group.judge();
          readAgain += group.readAgain;
          group = group.next(glimpses);
        }
      });
    } catch (error) {
      if (!services.isTimeout(error)) throw error;
      group.interrupt();
    }
  }
  return readAgain;
}
