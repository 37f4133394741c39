import { ExpressionError } from "../expression/expression-error.ts";
import type { Check, Evaluation, Outcome } from "../model/check.ts";
import type { Dataset } from "../model/dataset.ts";
import type { Bindings, Expression } from "../model/expression.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Rule } from "../model/policy.ts";
import type { Resource } from "../model/resource.ts";
import type { RuleResult } from "../model/rule-result.ts";
import { Ballot } from "./ballot.ts";
import { dataBinding, policyBindings } from "./bindings.ts";
import { bound, checkContext } from "./check-context.ts";
import { pathsInNone } from "./paths-in-none.ts";
import { requireOutcome } from "./require-outcome.ts";
import type { RuleShare } from "./rule-share.ts";
import type { EngineServices } from "./services.ts";
import { UnseenPaths } from "./unseen-paths.ts";

export interface RuleParts {
  readonly rule: Rule;
  readonly check: Check;
  readonly tenant: string;
  readonly variables: JsonObject;
  /** Names of all datasets of the policy. */
  readonly declared: readonly string[];
  /** Those that were read, by the names the policy gave them. */
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly subject: Dataset;
  readonly resourceOf: (record: JsonObject) => Resource;
  readonly services: EngineServices;
  readonly includePass: boolean;
}

/** One rule over one dataset: records go in one by one, the result comes out at the end. */
export class RuleEvaluation {
  readonly #parts: RuleParts;
  readonly #bindings: Bindings;
  readonly #ballot: Ballot;
  readonly #where: Expression | undefined;
  #evaluation: Evaluation | undefined;
  #judged = 0;
  /** Fields that the rule reads and no record has had so far. */
  readonly #unseen: UnseenPaths;

  constructor(parts: RuleParts) {
    const { rule, services } = parts;
    this.#parts = parts;
    const onUse = (name: string): void => this.#ballot.use(name);
    this.#bindings = policyBindings(
      parts.variables,
      parts.tenant,
      dataBinding(parts.declared, parts.datasets, (name) => this.#ballot.lookedUp(name)),
    );
    this.#ballot = new Ballot({
      ...parts,
      render: (template, record) => services.render(template, record, this.#bindings),
      isTrue: (when, record) => decided(services.compile(when).evaluate(record, this.#bindings)),
    });
    this.#unseen = assumedIn(rule, rule.on);
    this.#where = rule.where === undefined ? undefined : bound(services.compile(rule.where), this.#bindings);
    try {
      const context = checkContext({ ...parts, bindings: this.#bindings, onUse });
      this.#evaluation = services.guard(() => parts.check.evaluate(rule.options, context));
    } catch (error) {
      this.#ballot.stop(`cannot be evaluated: ${reason(error)}`, 0);
    }
  }

  /** True when a rule that is not ended keeps records, or what it says of those that pass. */
  get keepsRecords(): boolean {
    return this.#evaluation !== undefined && !(this.isDivisible && this.#ballot.takesPasses);
  }

  /**
   * Judges a record of which nothing is to be kept, unless the rule keeps records.
   *
   * @returns false when it does not simply pass: it counts as not judged yet
   */
  passes(glimpse: JsonObject): boolean {
    if (this.#evaluation === undefined) return true;
    if (!this.#unseen.isEmpty) this.#unseen.see(glimpse);
    try {
      const selected = this.#where === undefined || this.#where.evaluate(glimpse);
      if (selected !== true) return selected === false;
      if (!this.#ballot.takePass(this.#evaluation.record(glimpse))) return false;
    } catch {
      return false;
    }
    this.#judged += 1;
    this.#ballot.judged();
    return true;
  }

  /** Judges one record. A failing expression makes this record an error; the next is judged as usual. */
  judge(record: JsonObject): void {
    if (this.#evaluation === undefined) return;
    if (!this.#unseen.isEmpty) this.#unseen.see(record);
    try {
      if (!this.#selects(record)) return;
      this.#judged += 1;
      this.#ballot.judged();
      const outcomes = this.#evaluation.record(record);
      if (this.#ballot.takePass(outcomes)) return;
      let said = 0;
      for (const outcome of outcomes) {
        this.#ballot.take(outcome, record);
        said += 1;
      }
      // Only a check that concludes at the end may keep silent about a record.
      if (said === 0 && this.#evaluation.finish === undefined) throw new Error("The check said nothing.");
    } catch (error) {
      this.#ballot.take(
        { status: "error", message: `The rule could not be evaluated: ${reason(error)}`, key: "evaluation" },
        record,
      );
    }
  }

  /** Ends the rule after the watchdog interrupted it on a record. */
  interrupt(record: JsonObject | undefined): void {
    if (this.#evaluation === undefined) return;
    this.#evaluation = undefined;
    const where =
      record === undefined ? "" : ` on ${this.#parts.subject.name} '${this.#parts.resourceOf(record).id}'`;
    this.#ballot.stop(
      `exceeded its time budget${where}; the records after it were not evaluated`,
      this.#judged,
    );
  }

  /** Ends the rule because some of its records were lost. */
  lose(why: string): void {
    this.#evaluation = undefined;
    this.#ballot.lose(why, this.#judged);
  }

  /** True when each record is judged for itself, whoever judges the others. */
  get isDivisible(): boolean {
    return this.#evaluation !== undefined && this.#evaluation.finish === undefined;
  }

  /** What the records came to that were judged since the last share, instead of a conclusion. */
  share(): RuleShare {
    const judged = this.#judged;
    this.#judged = 0;
    return { judged, unseen: this.#unseen.left, ballot: this.#ballot.share() };
  }

  /** Adds what records came to that are behind those judged or added so far. */
  add({ judged, unseen, ballot }: RuleShare): void {
    this.#judged += judged;
    this.#unseen.keep(unseen);
    this.#ballot.add(ballot);
  }

  /** Concludes, once all records were judged. */
  finish(): RuleResult {
    const outcomes = this.#conclude();
    this.#reportNeverSeen();
    const proven = outcomes.filter((outcome) => outcome.status === "fail");
    if (this.#judged === 0) this.#ballot.empty(proven);
    else for (const outcome of outcomes) this.#ballot.take(outcome, outcome.record);
    const { rule, tenant, datasets } = this.#parts;
    const reads = rule.reads.flatMap((name) => datasets.get(name) ?? []);
    return { rule, tenant, reads, ...this.#ballot.close() };
  }

  /** Other datasets are looked through here; the rule's own was while its records were judged. */
  #reportNeverSeen(): void {
    const { rule, datasets } = this.#parts;
    for (const [name, dataset] of datasets) {
      const own = name === rule.on;
      const assumed = own ? this.#unseen : assumedIn(rule, name);
      // A rule that was ended early has not seen all of its own records.
      if (assumed.isEmpty || dataset.count === 0 || (own && this.#evaluation === undefined)) continue;
      const unseen = own ? assumed.names : pathsInNone(dataset, assumed);
      for (const field of unseen) this.#ballot.neverSeen(field, dataset);
    }
  }

  #conclude(): readonly Outcome[] {
    const evaluation = this.#evaluation;
    if (evaluation?.finish === undefined) return [];
    try {
      const outcomes = this.#parts.services.guard(() => [...(evaluation.finish?.() ?? [])]);
      for (const outcome of outcomes) requireOutcome(outcome);
      return outcomes;
    } catch (error) {
      if (this.#parts.services.isTimeout(error)) this.interrupt(undefined);
      else this.#ballot.stop(`cannot be concluded: ${reason(error)}`, this.#judged);
      return [];
    }
  }

  #selects(record: JsonObject): boolean {
    if (this.#where === undefined) return true;
    const selected = this.#where.evaluate(record);
    if (typeof selected === "boolean") return selected;
    this.#judged += 1;
    this.#ballot.judged();
    const source = this.#where.source;
    this.#ballot.take(
      selected === undefined
        ? {
            status: "missing",
            field: source,
            key: "where",
            message: `The filter '${source}' reads a field that is missing.`,
          }
        : {
            status: "error",
            key: "where",
            message: `The filter '${source}' gives ${typeof selected}, not true or false.`,
          },
      record,
    );
    return false;
  }
}

function assumedIn(rule: Rule, dataset: string): UnseenPaths {
  return new UnseenPaths(
    rule.assumes.flatMap((assumed) => (assumed.dataset === dataset ? [assumed.path] : [])),
  );
}

/** @throws when a condition of a severity gives neither true nor false: in doubt the heaviest one holds */
function decided(value: Json | undefined): boolean {
  if (typeof value === "boolean") return value;
  throw new TypeError("The condition gives neither true nor false.");
}

/**
 * What may be said of an error. Expression errors name their code and position and never a value; the words of
 * any other error are not known to be free of what the record holds.
 */
function reason(error: unknown): string {
  if (error instanceof ExpressionError) return `${error.code}: ${error.message}`.replace(/\.?$/, ".");
  return `the check failed (${error instanceof Error ? error.name : typeof error}).`;
}
