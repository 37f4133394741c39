import jsonata from "#jsonata-sync";
import { evaluatePolicy, type PolicyEvaluation } from "../../src/engine/evaluate-policy.ts";
import type { EngineServices } from "../../src/engine/services.ts";
import { runGuarded, WatchdogTimeout } from "../../src/expression/watchdog.ts";
import type { Check, Outcome } from "../../src/model/check.ts";
import type { Dataset, IncompleteReason } from "../../src/model/dataset.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Policy, Rule } from "../../src/model/policy.ts";
import type { RuleResult } from "../../src/model/rule-result.ts";

const location = { file: "policies/sample.policy.yaml", line: 7, column: 3 };

export function sampleRule(changes: Partial<Rule> = {}): Rule {
  return {
    id: "sample/rule",
    policy: "sample",
    name: "rule",
    check: "fake",
    on: "things",
    reads: ["things"],
    options: {},
    severity: [{ then: "medium" }],
    controls: [],
    tags: [],
    assumes: [],
    onMissing: "error",
    onEmpty: "error",
    location,
    ...changes,
  };
}

export function sampleDataset(
  name: string,
  records: readonly JsonObject[],
  reasons: readonly IncompleteReason[] = [],
  notApplicable?: string,
): Dataset {
  const ledger = {
    reasons,
    pages: 1,
    requests: 1,
    retries: 0,
    ...(notApplicable === undefined ? {} : { notApplicable }),
  };
  return {
    name,
    source: {
      name: `demo.${name}`,
      provider: "demo",
      title: name,
      resource: { type: "thing", id: "id", name: "name" },
      parameters: {},
    },
    tenant: "acme",
    parameters: {},
    ledger,
    count: records.length,
    batches: () => [records],
  };
}

/** A check that says what the test wants, per record and at the end. */
export function fakeCheck(
  perRecord: (record: JsonObject) => readonly Outcome[],
  atEnd?: () => readonly Outcome[],
): Check {
  return {
    name: "fake",
    summary: "says what it is told",
    description: "",
    optionsSchema: {},
    example: "",
    evaluate: () => ({ record: perRecord, ...(atEnd === undefined ? {} : { finish: atEnd }) }),
  };
}

export const services: EngineServices = {
  now: Date.UTC(2026, 0, 1),
  compile: (source) => ({
    source,
    evaluate: (input, bindings) =>
      jsonata(source).evaluate(input, { ...bindings }) as ReturnType<
        ReturnType<EngineServices["compile"]>["evaluate"]
      >,
  }),
  render: (template, record) => template.replace("{{ name }}", String((record as JsonObject)["name"])),
  pattern: (source) => new RegExp(source),
  validator: () => () => [],
  guard: (run) => runGuarded(run, 30_000),
  isTimeout: (error) => error instanceof WatchdogTimeout,
};

/** @param budget milliseconds that the rules have for a batch */
export function samplePolicy(
  rules: readonly Rule[],
  datasets: readonly Dataset[],
  check: Check,
  includePass = false,
  budget = 30_000,
): PolicyEvaluation {
  const policy: Policy = {
    id: "sample",
    file: location.file,
    location,
    data: [],
    rules,
    variables: { limit: 3 },
  };
  return {
    policy,
    tenant: "acme",
    datasets: new Map(datasets.map((dataset) => [dataset.name, dataset])),
    checks: new Map([[check.name, check]]),
    services: { ...services, guard: (run) => runGuarded(run, budget) },
    includePass,
    breathe: async () => undefined,
  };
}

export const evaluate = (...sample: Parameters<typeof samplePolicy>): Promise<readonly RuleResult[]> =>
  evaluatePolicy(samplePolicy(...sample));
