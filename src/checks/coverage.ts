import type { Check, CheckContext, Outcome } from "../model/check.ts";
import type { Expression } from "../model/expression.ts";
import type { JsonObject } from "../model/json.ts";
import { type Duration, instantAfter, instantBefore } from "../time/duration.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import type { Answer } from "./answers/answer.ts";
import { askTimestamp } from "./answers/timestamp-answer.ts";
import { optionsReader } from "./options/options-reader.ts";
import { datasetResource } from "./record/dataset-resource.ts";
import { quote } from "./record/quote.ts";

/** Finds stretches of time that no record covers. */
export const coverage: Check = {
  name: "coverage",
  summary: "Records follow each other in time without gaps",
  description: [
    "Between `from` before the run and `to` before the run, no stretch without a record may be longer than `every`. A record covers",
    "the instant `at`, or, with `until`, everything from `at` to `until`. Without `from` the first record begins the period.",
    "Each gap is a finding, identified by where it begins.",
    "",
    "A gap is only concluded from complete data, and not while a record lacks a usable timestamp. That there is none stands",
    "whatever is missing, since more records cannot open a gap.",
    "",
    "It shows that records exist, not that they are all there. Memory: two numbers for each record.",
  ].join("\n"),
  optionsSchema: {
    type: "object",
    additionalProperties: false,
    required: ["at", "every"],
    properties: {
      at: {
        description: "Expression that yields the record's timestamp.",
        type: "string",
        minLength: 1,
        format: "jsonata",
      },
      until: {
        description:
          "Expression that yields the end of the time that a record covers. Same as `at` when absent.",
        type: "string",
        minLength: 1,
        format: "jsonata",
      },
      every: { description: "Longest allowed gap, e.g. `PT1H`.", type: "string", format: "duration" },
      from: {
        description: "How long before the run the period begins. With the first record when absent.",
        type: "string",
        format: "duration",
      },
      to: {
        description: "How long before the run the period ends.",
        type: "string",
        format: "duration",
        default: "PT0S",
      },
    },
  },
  example: [
    "check: coverage",
    "on: audit",
    "with: { at: timestamp, every: P1D, from: P30D, to: PT1H }",
    "severity: medium",
  ].join("\n"),
  evaluate(options, context) {
    const reader = optionsReader(options);
    const at = context.compile(reader.requiredText("at"));
    const untilSource = reader.text("until");
    const until = untilSource === undefined ? undefined : context.compile(untilSource);
    const every = reader.duration("every");
    if (every === undefined) throw new TypeError("Option 'every' is not a duration.");
    const from = reader.duration("from");
    const to = reader.duration("to");
    const start = from === undefined ? undefined : instantBefore(context.now, from);
    const end = to === undefined ? context.now : instantBefore(context.now, to);
    const leavesOut = context.onMissing === "pass" || context.onMissing === "not-applicable";
    const spans: Span[] = [];
    let unusable = 0;
    return {
      *record(record) {
        const answer = spanOf(record, at, until);
        if (!("outcome" in answer)) {
          spans.push(answer.value);
          return;
        }
        if (answer.outcome.status !== "missing" || !leavesOut) unusable += 1;
        yield answer.outcome;
      },
      *finish() {
        const sorted = spans.toSorted(([a], [b]) => a - b);
        const begin = start ?? sorted[0]?.[0];
        if (begin === undefined || begin >= end) {
          const message = `There is no period to look at in ${quote(context.subject.name)}: it would begin after it ends, or no record begins it.`;
          yield { status: "error", message, resource: datasetResource(context.subject.name) };
          return;
        }
        yield* report(gapsBetween(sorted, [begin, end], every), unusable, every.toString(), start, context);
      },
    };
  },
};

/** From and to, epoch milliseconds. */
type Span = readonly [number, number];

function spanOf(record: JsonObject, at: Expression, until: Expression | undefined): Answer<Span> {
  const begin = askTimestamp(at, record);
  if ("outcome" in begin) return begin;
  if (until === undefined) return { value: [begin.value, begin.value] };
  const end = askTimestamp(until, record);
  if ("outcome" in end) return end;
  if (end.value >= begin.value) return { value: [begin.value, end.value] };
  return {
    outcome: { status: "error", message: `Timestamp ${quote(until.source)} is before ${quote(at.source)}.` },
  };
}

function gapsBetween(sorted: readonly Span[], [start, end]: Span, every: Duration): readonly Span[] {
  const isGap = longerThan(every);
  const gaps: Span[] = [];
  let covered = start;
  for (const [from, until] of [...sorted, [end, end] as const]) {
    const next = Math.min(from, end);
    if (next > covered && isGap(covered, next)) gaps.push([covered, next]);
    covered = Math.max(covered, until);
  }
  return gaps;
}

/** Calendar arithmetic is slow and rarely needed: what is clearly shorter is told by subtraction. */
function longerThan(every: Duration): (from: number, to: number) => boolean {
  const february = Date.UTC(2023, 1, 1);
  const clearlyShorter = (instantAfter(february, every) - february) * 0.9;
  return (from, to) => to - from > clearlyShorter && to > instantAfter(from, every);
}

function* report(
  gaps: readonly Span[],
  unusable: number,
  every: string,
  start: number | undefined,
  context: CheckContext,
): Generator<Outcome> {
  const { name } = context.subject;
  const resource = datasetResource(name);
  for (const [begin, end] of gaps) {
    const since = formatTimestamp(begin);
    // The period moves with every run; a gap at its beginning is still the same gap.
    const key = begin === start ? "start" : since;
    const evidence = [
      {
        expected: `a record at least every ${every}`,
        found: `none from ${since} to ${formatTimestamp(end)}`,
      },
    ];
    if (unusable > 0) {
      const message = `Whether ${quote(name)} has a gap from ${since} is not known: ${unusable} of the records have no usable timestamp.`;
      yield { status: "error", key, message, evidence, resource };
    } else {
      const message = `Dataset ${quote(name)} has no record from ${since} to ${formatTimestamp(end)}.`;
      yield { status: "fail", key, message, evidence, resource, assumesComplete: true };
    }
  }
  if (gaps.length === 0) yield { status: "pass", message: `Dataset ${quote(name)} has no gap.`, resource };
}
