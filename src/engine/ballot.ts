import type { Outcome } from "../model/check.ts";
import type { Dataset } from "../model/dataset.ts";
import type { JsonObject } from "../model/json.ts";
import type { Rule } from "../model/policy.ts";
import type { Resource } from "../model/resource.ts";
import type { Candidate } from "../model/rule-result.ts";
import type { RuleCounts } from "../model/run.ts";
import type { Status } from "../model/status.ts";
import { chooseSeverity, heaviest } from "./choose-severity.ts";
import { datasetResource, remarks } from "./remarks.ts";
import { requireOutcome } from "./require-outcome.ts";
import type { BallotShare } from "./rule-share.ts";

const ruleCounts = ["pass", "fail", "error", "unknown", "notApplicable", "waived"] as const;
const noCounts = () => ({ pass: 0, fail: 0, error: 0, unknown: 0, notApplicable: 0, waived: 0 });

export interface BallotParts {
  readonly rule: Rule;
  readonly tenant: string;
  readonly subject: Dataset;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly includePass: boolean;
  readonly resourceOf: (record: JsonObject) => Resource;
  readonly render: (template: string, record: JsonObject) => string;
  readonly isTrue: (when: string, record: JsonObject) => boolean;
}

/**
 * Collects what one rule says and decides what of it may stand: an outcome that concludes from
 * absence is held back when an input is incomplete, a field missing everywhere is an error whatever
 * `onMissing` says, and nothing judged is not a pass.
 */
export class Ballot {
  readonly #parts: BallotParts;
  #candidates: Candidate[] = [];
  #counts = noCounts();
  readonly #used: Set<string>;
  readonly #lookedUp = new Set<string>();
  #missing = new Map<string, number>();
  readonly #gapsAnywhere: boolean;
  #accepted: Outcome | undefined;
  #passing: Iterable<Outcome> | undefined;
  #judged = 0;
  #withheld = 0;
  #stopped = false;

  constructor(parts: BallotParts) {
    this.#parts = parts;
    this.#used = new Set([parts.subject.name]);
    this.#gapsAnywhere = [...parts.datasets.keys()].some((name) => this.#hasGaps(name));
  }

  /** Notes that the rule reads a dataset beside its own. */
  use(dataset: string): void {
    this.#used.add(dataset);
  }

  /** Notes that an expression of the rule looks something up in another dataset. */
  lookedUp(dataset: string): void {
    this.use(dataset);
    if (dataset !== this.#parts.subject.name) this.#lookedUp.add(dataset);
  }

  /** Counts one judged record. */
  judged(): void {
    this.#judged += 1;
  }

  /** True when that a record passes may be all that is known of it. */
  get takesPasses(): boolean {
    return !this.#gapsAnywhere && !this.#parts.includePass;
  }

  /**
   * Takes what was said of a record, if it is what was said of others that passed: a frozen list with a single plain
   * pass, which checks give for each of them.
   *
   * @returns false when each outcome has to be taken
   */
  takePass(outcomes: Iterable<Outcome>): boolean {
    if (outcomes !== this.#passing && !this.#isPassing(outcomes)) return false;
    this.#counts.pass += 1;
    return true;
  }

  #isPassing(outcomes: Iterable<Outcome>): boolean {
    if (!this.takesPasses || !Array.isArray(outcomes) || outcomes.length !== 1 || !Object.isFrozen(outcomes))
      return false;
    const outcome: Outcome = outcomes[0];
    if (!isPlainPass(outcome)) return false;
    requireOutcome(outcome);
    this.#passing = outcomes;
    return true;
  }

  /** Takes one outcome; `record` is the one it is about, if any. */
  take(outcome: Outcome, record: JsonObject | undefined): void {
    // Checks give the same object for each record that passes; one that cannot change is looked at once.
    if (outcome !== this.#accepted) {
      requireOutcome(outcome);
      if (isPlainPass(outcome)) this.#accepted = outcome;
    }
    if (outcome.status === "missing") this.#countMissing(outcome);
    const status = outcome.status === "missing" ? this.#parts.rule.onMissing : outcome.status;
    const concludes = status === "pass" || status === "fail";
    if (concludes && this.#restsOnGaps(outcome)) {
      this.#withheld += 1;
      return;
    }
    this.#add(status, outcome, record);
  }

  /** Ends the rule with an error of its own. */
  stop(why: string, judged: number): void {
    this.#stopped = true;
    const { rule, subject } = this.#parts;
    this.#add("error", remarks.stopped(rule, subject, why, judged), undefined);
  }

  /** Ends the rule because some of its records were lost. */
  lose(why: string, judged: number): void {
    this.#stopped = true;
    const { rule, subject } = this.#parts;
    this.#add("error", remarks.lost(rule, subject, why, judged), undefined);
  }

  /** Takes note of a field that the rule reads and no record has: without a schema that is how a typo looks. */
  neverSeen(field: string, dataset: Dataset): void {
    this.#add("error", remarks.neverSeen(field, dataset), undefined);
  }

  /** Called instead of taking conclusions when no record was judged; `proven` failures stand. */
  empty(proven: readonly Outcome[]): void {
    const { rule, subject } = this.#parts;
    for (const outcome of proven) this.take(outcome, outcome.record);
    const incomplete = subject.ledger.reasons.length > 0 || subject.ledger.notApplicable !== undefined;
    if (this.#stopped || proven.length > 0 || incomplete) return;
    this.#add(rule.onEmpty, remarks.empty(rule, subject), undefined);
  }

  /** Closes the ballot: adds what the state of the data itself has to say. */
  close(): { candidates: readonly Candidate[]; counts: RuleCounts } {
    this.#reportMissingEverywhere();
    this.#reportData();
    this.#reportNothingDecided();
    this.#reportEmptyLookUps();
    return { candidates: this.#candidates, counts: this.#counts };
  }

  /** Gives away what was taken since the last share. */
  share(): BallotShare {
    const share = {
      counts: this.#counts,
      candidates: this.#candidates,
      judged: this.#judged,
      withheld: this.#withheld,
      missing: this.#missing,
      used: this.#used,
      lookedUp: this.#lookedUp,
    };
    this.#counts = noCounts();
    this.#candidates = [];
    this.#missing = new Map();
    this.#judged = 0;
    this.#withheld = 0;
    return share;
  }

  /** Adds what another ballot of the rule took, of records behind those of this one. */
  add(share: BallotShare): void {
    for (const status of ruleCounts) this.#counts[status] += share.counts[status];
    for (const candidate of share.candidates) this.#candidates.push(candidate);
    this.#judged += share.judged;
    this.#withheld += share.withheld;
    for (const [field, count] of share.missing)
      this.#missing.set(field, (this.#missing.get(field) ?? 0) + count);
    for (const name of share.used) this.use(name);
    for (const name of share.lookedUp) this.lookedUp(name);
  }

  #restsOnGaps(outcome: Outcome): boolean {
    if (!this.#gapsAnywhere) return false;
    const needs =
      outcome.assumesComplete === true
        ? [...this.#used]
        : [...this.#used].filter((name) => name !== this.#parts.subject.name);
    return needs.some((name) => this.#hasGaps(name));
  }

  /** What a product that is not licensed, or a surface that does not serve it, would have held is not known either. */
  #hasGaps(name: string): boolean {
    const dataset = this.#parts.datasets.get(name);
    if (dataset === undefined) return false;
    const elsewhere = name !== this.#parts.subject.name;
    return dataset.ledger.reasons.length > 0 || (elsewhere && dataset.ledger.notApplicable !== undefined);
  }

  #countMissing(outcome: Outcome): void {
    const field = outcome.field ?? outcome.key ?? "";
    this.#missing.set(field, (this.#missing.get(field) ?? 0) + 1);
  }

  #reportMissingEverywhere(): void {
    const { rule, subject } = this.#parts;
    if (rule.onMissing === "error" || rule.onMissing === "fail") return;
    for (const [field, count] of this.#missing) {
      if (count < this.#judged) continue;
      this.#add("error", remarks.missingEverywhere(field, subject, this.#judged), undefined);
    }
  }

  /** Leaving out every record, by `except` or the like, is how a misspelt exception looks. */
  #reportNothingDecided(): void {
    const { pass, fail, error, unknown, notApplicable } = this.#counts;
    if (this.#judged === 0 || pass + fail + error + unknown > 0) return;
    const { rule, subject } = this.#parts;
    this.#add(rule.onEmpty, remarks.nothingDecided(rule, subject, this.#judged, notApplicable), undefined);
  }

  /** Nothing is in an empty list: what is to be absent from one passes, whatever the record says. */
  #reportEmptyLookUps(): void {
    const { rule, datasets } = this.#parts;
    if (this.#counts.pass === 0 || rule.onEmpty === "pass") return;
    for (const name of [...this.#lookedUp].sort()) {
      const dataset = datasets.get(name);
      if (dataset === undefined || dataset.count > 0 || this.#hasGaps(name)) continue;
      this.#add(rule.onEmpty, remarks.emptyLookUp(name, dataset), undefined);
    }
  }

  #reportData(): void {
    const { subject, datasets } = this.#parts;
    if (subject.ledger.notApplicable !== undefined) {
      this.#add(
        "not-applicable",
        { status: "not-applicable", message: subject.ledger.notApplicable, key: "not-applicable" },
        undefined,
      );
    }
    for (const name of [...this.#used].sort()) {
      const dataset = datasets.get(name);
      if (dataset === undefined || !this.#hasGaps(name)) continue;
      this.#add("unknown", remarks.incomplete(name, dataset, this.#withheld), undefined);
    }
  }

  #add(status: Status, outcome: Outcome, record: JsonObject | undefined): void {
    this.#counts[status === "not-applicable" ? "notApplicable" : status] += 1;
    if (status === "pass" && !this.#parts.includePass && outcome.listed !== true) return;
    const { rule, tenant, subject } = this.#parts;
    const resource =
      outcome.resource ?? (record === undefined ? datasetResource(subject) : this.#parts.resourceOf(record));
    const remediation = status === "fail" ? this.#text(rule.remediation, record) : undefined;
    this.#candidates.push({
      rule: rule.id,
      status,
      severity:
        record === undefined
          ? heaviest(rule.severity)
          : chooseSeverity(rule.severity, (when) => this.#parts.isTrue(when, record)),
      tenant,
      resource,
      message: (status === "fail" ? this.#text(rule.message, record) : undefined) ?? outcome.message,
      ...(remediation === undefined ? {} : { remediation }),
      location: rule.location,
      evidence: outcome.evidence ?? [],
      ...(outcome.controls === undefined ? {} : { controls: outcome.controls }),
      key: outcome.key ?? "",
      sensitive: outcome.sensitive ?? [],
    });
  }

  /** Renders a rule's own text; without a record, or when it cannot be rendered, the check's words serve. */
  #text(template: string | undefined, record: JsonObject | undefined): string | undefined {
    if (template === undefined || (record === undefined && template.includes("{{"))) return undefined;
    try {
      return this.#parts.render(template, record ?? {});
    } catch {
      return undefined;
    }
  }
}

/** A pass that says nothing more and cannot change. */
function isPlainPass(outcome: Outcome): boolean {
  return outcome.status === "pass" && Object.isFrozen(outcome) && Object.keys(outcome).length === 2;
}
