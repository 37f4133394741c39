import type { CheckContext, CheckInput } from "../model/check.ts";
import type { Dataset } from "../model/dataset.ts";
import type { Bindings, Expression } from "../model/expression.ts";
import type { JsonObject } from "../model/json.ts";
import type { Rule } from "../model/policy.ts";
import type { Resource } from "../model/resource.ts";
import { resourceReader } from "./resource-of.ts";
import type { EngineServices } from "./services.ts";

export interface ContextParts {
  readonly rule: Rule;
  readonly tenant: string;
  readonly subject: Dataset;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly bindings: Bindings;
  readonly services: EngineServices;
  readonly resourceOf: (record: JsonObject) => Resource;
  /** Told the name of every other dataset the check reads. */
  readonly onUse: (name: string) => void;
}

/** Everything a check may use while it evaluates one rule. */
export function checkContext(parts: ContextParts): CheckContext {
  const { rule, subject, services } = parts;
  return {
    tenant: parts.tenant,
    now: services.now,
    onMissing: rule.onMissing,
    // Asked for late: how many there are is not always known while they are read.
    subject: {
      name: subject.name,
      get count() {
        return subject.count;
      },
      complete: subject.ledger.reasons.length === 0,
    },
    input: (name) => input(parts, name),
    compile: (source) => bound(services.compile(source), parts.bindings),
    pattern: services.pattern,
    bindings: parts.bindings,
    resourceOf: parts.resourceOf,
    ...(subject.source.schema === undefined ? {} : { schema: subject.source.schema }),
    validator: services.validator,
  };
}

/** The expression with the rule's variables already given. */
export function bound(expression: Expression, bindings: Bindings): Expression {
  return {
    source: expression.source,
    evaluate: (record, extra) =>
      expression.evaluate(record, extra === undefined ? bindings : { ...bindings, ...extra }),
  };
}

function input(parts: ContextParts, name: string): CheckInput {
  const dataset = parts.datasets.get(name);
  if (dataset === undefined)
    throw new Error(`Rule ${parts.rule.id} reads dataset ${name}, which its policy lacks.`);
  parts.onUse(name);
  return {
    count: dataset.count,
    complete: dataset.ledger.reasons.length === 0,
    *records() {
      for (const batch of dataset.batches()) yield* batch;
    },
    resourceOf: resourceReader(dataset.source.resource, parts.services.compile),
  };
}
