import type { Bindings, Expression } from "./expression.ts";
import type { Evidence } from "./finding.ts";
import type { Json, JsonObject, JsonSchema } from "./json.ts";
import type { MissingPolicy } from "./policy.ts";
import type { Resource } from "./resource.ts";
import type { Status } from "./status.ts";

/**
 * What a check says about one resource. `missing` is for a field that the record does not have:
 * the engine turns it into the status the rule's `onMissing` names.
 */
export interface Outcome {
  readonly status: Exclude<Status, "unknown"> | "missing";
  /** One sentence; used when the rule has no `message` of its own. Never holds personal data. */
  readonly message: string;
  /** Distinguishes several outcomes of one rule on one resource; part of the fingerprint. */
  readonly key?: string;
  readonly evidence?: readonly Evidence[];
  /** Only when the outcome is not about the record at hand, e.g. the whole dataset. */
  readonly resource?: Resource;
  /** Record for message, severity and remediation expressions when `resource` is not the one at hand. */
  readonly record?: JsonObject;
  /** True when the outcome holds only if every input dataset is complete: absence was concluded. */
  readonly assumesComplete?: boolean;
  /** Controls that a failure is about, where these are not all of the rule's. */
  readonly controls?: readonly string[];
  /** True for a pass that is listed even when passes were not asked for: it is tolerated, or part of an inventory. */
  readonly listed?: boolean;
  /** Values that must never appear in any output; occurrences elsewhere in the finding are masked. */
  readonly sensitive?: readonly string[];
  /** For `missing`: the field, as the rule names it. A field missing everywhere is an error. */
  readonly field?: string;
}

/** Another dataset that a rule reads beside the one it judges. */
export interface CheckInput {
  readonly count: number;
  readonly complete: boolean;
  records(): Iterable<JsonObject>;
  /** Resource that a record of it stands for. */
  resourceOf(record: JsonObject): Resource;
}

/** What a check may use; everything else (clock, files, network) is out of its reach. */
export interface CheckContext {
  readonly tenant: string;
  /** The pinned clock, epoch milliseconds. */
  readonly now: number;
  readonly onMissing: MissingPolicy;
  /** The judged dataset, whole, for checks that need a summary of it. */
  readonly subject: { readonly name: string; readonly count: number; readonly complete: boolean };
  /** A dataset of the policy by name; the name was validated when the policy was loaded. */
  input(name: string): CheckInput;
  /** Compiles an expression with the rule's functions and variables bound. */
  compile(source: string): Expression;
  /** Compiles a user's regular expression for matching in linear time. */
  pattern(source: string, flags?: string): { test(text: string): boolean };
  /** `$var`, `$tenant` … for `Expression.evaluate`; already applied by `compile`. */
  readonly bindings: Bindings;
  /** Resource that a record stands for. */
  resourceOf(record: JsonObject): Resource;
  /** JSON Schema of the judged records, if the source has one. */
  readonly schema?: JsonSchema;
  /** JSON Schema validation (draft 2020-12). What it says holds no value, and no name that may be personal data. */
  validator(schema: JsonSchema): (value: Json) => readonly { pointer: string; message: string }[];
}

/** One rule's evaluation over one dataset. Records arrive once, in order. */
export interface Evaluation {
  record(record: JsonObject): Iterable<Outcome>;
  /** Called once after the last record. */
  finish?(): Iterable<Outcome>;
}

/**
 * A reusable evaluator that rules name. Options are validated when the policy is loaded, by
 * `optionsSchema`. In it `format: "jsonata"` marks an expression; with `x-dataset: "from"` it runs over the
 * records of the dataset that the sibling option `from` names, else over the rule's own.
 * A field that an expression reads must be in some record; `x-judges-absence: true` on the expression says that
 * the check fails records without it itself. `format: "field-path"` marks a key that is a dotted path into the
 * judged record. `format: "dataset"` marks a dataset name, `format: "duration"` an ISO 8601 duration,
 * `format: "timestamp"` an instant, `format: "time-zone"` an IANA time zone, `format: "regex"` a linear-time
 * regular expression,
 * `format: "json-schema"` (on a map) a JSON Schema that is tested when the policy is loaded.
 */
export interface Check {
  readonly name: string;
  /** One line, no full stop. */
  readonly summary: string;
  /** Markdown for the docs page: what it proves, what it does not. */
  readonly description: string;
  readonly optionsSchema: JsonSchema;
  /** A policy snippet (YAML of one rule) that is valid. */
  readonly example: string;
  /** Controls that the options name: they count as the rule's own. */
  controls?(options: JsonObject): readonly string[];
  evaluate(options: JsonObject, context: CheckContext): Evaluation;
}
