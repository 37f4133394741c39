import type { Json, JsonObject } from "./json.ts";
import type { Location } from "./location.ts";
import type { Severity } from "./severity.ts";

/** One branch of a severity rule: the first whose `when` is true decides. */
export interface SeverityBranch {
  /** JSONata over the record; absent means always. */
  readonly when?: string;
  readonly then: Severity;
}

/** A named dataset of a policy. */
export interface DataBinding {
  readonly name: string;
  /** Name of a data source. */
  readonly source: string;
  /** Validated parameters, templates resolved. */
  readonly parameters: JsonObject;
  /** Set when the policy pins the binding to one tenant. */
  readonly tenant?: string;
  readonly location: Location;
  /** Where each parameter is written. */
  readonly places?: Readonly<Record<string, Location>>;
}

/** What becomes of a record in which a field that the rule reads is missing. */
export type MissingPolicy = "error" | "fail" | "pass" | "not-applicable";
/** What becomes of a rule that judges nothing: its dataset is complete and empty, or all of it is left out. */
export type EmptyPolicy = "error" | "fail" | "pass" | "not-applicable";

/** A field that has to be in some record of a dataset: one that is in none is probably misspelt. */
export interface AssumedField {
  /** Name of the dataset in the policy. */
  readonly dataset: string;
  /** Names from the record down; lists on the way are looked through. */
  readonly path: readonly string[];
}

/** One statement of a policy, validated and with variables resolved. */
export interface Rule {
  /** `policy/rule`. */
  readonly id: string;
  readonly policy: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  /** Name of the check that evaluates it. */
  readonly check: string;
  /** Name of the dataset whose records are judged. */
  readonly on: string;
  /** Names of the datasets that it reads, `on` among them. */
  readonly reads: readonly string[];
  /** JSONata filter: only records for which it is true are judged. */
  readonly where?: string;
  /** The check's options (`with:`), valid against its schema. */
  readonly options: JsonObject;
  readonly severity: readonly SeverityBranch[];
  /** Outside requirements it supports: `framework:id`. */
  readonly controls: readonly string[];
  readonly tags: readonly string[];
  /** Text with `{{ JSONata }}` parts, rendered per finding. */
  readonly message?: string;
  readonly remediation?: string;
  /** Fields that its expressions read and no schema describes. */
  readonly assumes: readonly AssumedField[];
  readonly onMissing: MissingPolicy;
  readonly onEmpty: EmptyPolicy;
  /** The rule's own node: where its findings are located. */
  readonly location: Location;
}

/** A policy document, validated, extended and with variables resolved. */
export interface Policy {
  readonly id: string;
  readonly title?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly file: string;
  readonly location: Location;
  readonly data: readonly DataBinding[];
  readonly rules: readonly Rule[];
  /** Resolved variables, `$var` in expressions. */
  readonly variables: Readonly<Record<string, Json>>;
}
