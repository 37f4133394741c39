import type { Check, CheckContext, Outcome } from "../model/check.ts";
import type { Expression } from "../model/expression.ts";
import type { JsonObject, JsonSchema } from "../model/json.ts";
import { type Answer, ask, missing, unusable } from "./answers/answer.ts";
import { askBoolean } from "./answers/boolean-answer.ts";
import { optionsReader } from "./options/options-reader.ts";
import { datasetResource } from "./record/dataset-resource.ts";
import { quote } from "./record/quote.ts";
import { type Limit, limitsOf } from "./threshold/limits.ts";
import { type Measure, measureNamed, measureNames } from "./threshold/measure.ts";

const numeric = ["sum", "minimum", "maximum", "average"];

const optionsSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  allOf: [
    { anyOf: ["max", "min", "above", "below"].map((limit) => ({ required: [limit] })) },
    {
      anyOf: [
        { properties: { measure: { enum: ["count", "ratio"] }, of: false } },
        { required: ["measure", "of"], properties: { measure: { enum: numeric } } },
      ],
    },
  ],
  properties: {
    measure: {
      description:
        "Figure to compare: number of records, share of records for which `where` is true, or a figure over `of`.",
      enum: [...measureNames],
      default: "count",
    },
    where: {
      description:
        "Records that count. For `ratio` the others are the rest of the whole; for other measures they are left out.",
      type: "string",
      minLength: 1,
      format: "jsonata",
    },
    of: {
      description: "Number that each record contributes to `sum`, `minimum`, `maximum` or `average`.",
      type: "string",
      minLength: 1,
      format: "jsonata",
    },
    max: { description: "The figure must be at most this.", type: "number" },
    min: { description: "The figure must be at least this.", type: "number" },
    above: { description: "The figure must be greater than this.", type: "number" },
    below: { description: "The figure must be less than this.", type: "number" },
  },
};

/** Compares one figure over all records with limits. */
export const threshold: Check = {
  name: "threshold",
  summary: "A count, share or other figure over all records is within limits",
  description: [
    "One finding for the dataset. The rule's own `where` chooses the records that are looked at, the option `where` the ones",
    "that count; only for `ratio` do the two differ.",
    "",
    "A figure that more data could move back across the limit is only trusted when the dataset is complete. A count above its",
    "maximum stays above it whatever is missing, so that failure stands.",
    "",
    "A record for which `where` yields nothing, or `of` no number, is reported by itself, and the figure is then an error unless",
    "the rule's `onMissing` leaves such records out (`pass`, `not-applicable`) or the limit is broken already.",
    "",
    "Memory: a few numbers. Sums are exact, so they do not depend on the order of the records.",
  ].join("\n"),
  optionsSchema,
  example: [
    "check: threshold",
    "on: logs",
    "with: { measure: ratio, where: \"logLevel = 'ERROR'\", max: 0.02 }",
    "severity: high",
  ].join("\n"),
  evaluate(options, context) {
    const reader = optionsReader(options);
    const where = compileOptional(reader.text("where"), context);
    const of = compileOptional(reader.text("of"), context);
    const name = measureNames.find((known) => known === reader.text("measure")) ?? "count";
    const measure = measureNamed(name);
    const limits = limitsOf(reader);
    const leavesOut = context.onMissing === "pass" || context.onMissing === "not-applicable";
    let records = 0;
    let unusableRecords = 0;
    return {
      *record(record) {
        records += 1;
        const answer = contribution(record, where, measure.needsNumber ? of : undefined);
        if ("outcome" in answer) {
          if (answer.outcome.status !== "missing" || !leavesOut) unusableRecords += 1;
          yield answer.outcome;
        } else if (answer.value === undefined) measure.skip();
        else measure.add(answer.value);
      },
      *finish() {
        const figure = measure.result();
        if (figure !== undefined && Number.isFinite(figure)) {
          yield judge(figure, measure, limits, unusableRecords, context);
        } else if (records > 0) {
          const message = `There is no ${measure.label} to compare, since no record of ${quote(context.subject.name)} counts.`;
          yield { status: "error", message, resource: datasetResource(context.subject.name) };
        }
      },
    };
  },
};

function compileOptional(source: string | undefined, context: CheckContext): Expression | undefined {
  return source === undefined ? undefined : context.compile(source);
}

/** The number that a record adds; undefined when `where` leaves it out; 1 when records are only counted. */
function contribution(
  record: JsonObject,
  where: Expression | undefined,
  of: Expression | undefined,
): Answer<number | undefined> {
  const counts = where === undefined ? { value: true } : askBoolean(where, record);
  if ("outcome" in counts) return counts;
  if (!counts.value) return { value: undefined };
  if (of === undefined) return { value: 1 };
  const answer = ask(of, record);
  if ("outcome" in answer) return answer;
  if (answer.value === undefined || answer.value === null) return missing(of.source);
  if (typeof answer.value !== "number") return unusable(of.source, "a number", answer.value);
  return { value: answer.value };
}

function judge(
  figure: number,
  measure: Measure,
  limits: readonly Limit[],
  unusableRecords: number,
  context: CheckContext,
): Outcome {
  const { name } = context.subject;
  const resource = datasetResource(name);
  const broken = limits.filter((limit) => !limit.holds(figure));
  const evidence = limits.map((limit) => ({ expected: limit.text, found: String(figure) }));
  // More records can only move the figure further out, so what is missing does not matter.
  const stands = broken.some(({ side }) =>
    side === "upper" ? measure.moves === "up" : measure.moves === "down",
  );
  if (unusableRecords > 0 && !stands) {
    const message = `The ${measure.label} in ${quote(name)} is not known: ${unusableRecords} of the records could not be judged.`;
    return { status: "error", message, resource };
  }
  if (broken.length === 0) {
    const message = `The ${measure.label} in ${quote(name)} is within its limits.`;
    return { status: "pass", message, evidence, resource, assumesComplete: true };
  }
  const wanted = broken.map(({ text }) => text).join(" and ");
  const message = `The ${measure.label} in ${quote(name)} is ${figure}; it must be ${wanted}.`;
  return { status: "fail", message, evidence, resource, ...(stands ? {} : { assumesComplete: true }) };
}
