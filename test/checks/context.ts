import { compile } from "../../src/expression/compile.ts";
import { compilePattern } from "../../src/expression/pattern.ts";
import { policyOptions } from "../../src/expression/policy-options.ts";
import type { Check, CheckContext, Outcome } from "../../src/model/check.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { MissingPolicy } from "../../src/model/policy.ts";
import type { Resource } from "../../src/model/resource.ts";
import { jsonValidator } from "../../src/runner/json-validator.ts";

/** The clock of all tests: a Friday. */
export const now = Date.UTC(2026, 10, 20, 12);

/** Everything beside the records that a check is run with. */
export interface Setting {
  /** Other datasets by name. */
  readonly inputs?: Readonly<Record<string, readonly JsonObject[]>>;
  /** Names of the other datasets that lack something. */
  readonly incomplete?: readonly string[];
  readonly onMissing?: MissingPolicy;
}

/** A context over in-memory datasets; the judged one is called `things`. */
export function contextOver(
  records: readonly JsonObject[],
  { inputs = {}, incomplete = [], onMissing = "error" }: Setting = {},
): CheckContext {
  const options = policyOptions(now);
  const resourceOf = (record: JsonObject): Resource => {
    const id = String(record["id"] ?? "");
    return { type: "thing", id, name: String(record["name"] ?? id) };
  };
  const datasets = new Map(Object.entries({ things: records, ...inputs }));
  return {
    tenant: "acme",
    now,
    onMissing,
    subject: { name: "things", count: records.length, complete: true },
    input(name) {
      const dataset = datasets.get(name);
      if (dataset === undefined) throw new Error(`no dataset ${name}`);
      return {
        count: dataset.length,
        complete: !incomplete.includes(name),
        records: () => dataset,
        resourceOf,
      };
    },
    compile: (source) => compile(source, options),
    pattern: compilePattern,
    bindings: {},
    resourceOf,
    validator: jsonValidator,
  };
}

/** All outcomes of a check over records, each with the record it is about where there is one. */
export function outcomesOf(
  check: Check,
  options: JsonObject,
  records: readonly JsonObject[],
  setting?: Setting,
): readonly Outcome[] {
  const evaluation = check.evaluate(options, contextOver(records, setting));
  const perRecord = records.flatMap((record) => [...evaluation.record(record)]);
  return [...perRecord, ...(evaluation.finish?.() ?? [])];
}

/** Statuses only, in order. */
export function statusesOf(
  check: Check,
  options: JsonObject,
  records: readonly JsonObject[],
  setting?: Setting,
): readonly string[] {
  return outcomesOf(check, options, records, setting).map(({ status }) => status);
}
