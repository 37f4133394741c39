import type { Check, CheckContext, Evaluation, Outcome } from "../model/check.ts";
import { instantAfter, instantBefore } from "../time/duration.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import { askTimestamp } from "./answers/timestamp-answer.ts";
import { optionsReader } from "./options/options-reader.ts";
import { datasetResource } from "./record/dataset-resource.ts";
import { quote } from "./record/quote.ts";

/** Fails records older than allowed, or a dataset that does not reach back far enough. */
export const retention: Check = {
  name: "retention",
  summary: "Records are not kept longer, or the data reaches back at least as long, as required",
  description: [
    "`max` judges each record: one whose timestamp is more than `max` before the run fails; exactly `max` is still in time.",
    "`min` judges the dataset: its oldest record must be at least `min` old. That the dataset does *not* reach back is only",
    "concluded from complete data.",
    "",
    "Timestamps are read strictly (RFC 3339 with a zone). An invalid one is an error, an absent one is left to `onMissing`,",
    "and one that lies in the future by more than `skew` is an error too, since no age follows from it.",
    "",
    "`min` cannot tell data that was deleted early from an organisation that is younger than `min`.",
  ].join("\n"),
  optionsSchema: {
    type: "object",
    additionalProperties: false,
    required: ["at"],
    anyOf: [{ required: ["max"] }, { required: ["min"] }],
    properties: {
      at: {
        description: "Expression that yields the record's timestamp.",
        type: "string",
        minLength: 1,
        format: "jsonata",
      },
      max: {
        description: "Longest allowed age of a record, e.g. `P365D`.",
        type: "string",
        format: "duration",
      },
      min: {
        description: "Age that the oldest record must have at least.",
        type: "string",
        format: "duration",
      },
      skew: {
        description: "How far a timestamp may lie in the future because clocks differ.",
        type: "string",
        format: "duration",
        default: "PT5M",
      },
    },
  },
  example: [
    "check: retention",
    "on: logs",
    "with: { at: timestamp, max: P365D }",
    "severity: high",
    "controls: [gdpr:art-5.1.e]",
  ].join("\n"),
  evaluate(options, context) {
    const reader = optionsReader(options);
    const at = context.compile(reader.requiredText("at"));
    const max = reader.duration("max");
    const min = reader.duration("min");
    const skew = reader.duration("skew");
    const latest = skew === undefined ? context.now + 5 * 60_000 : instantAfter(context.now, skew);
    const oldestAllowed = max === undefined ? undefined : instantBefore(context.now, max);
    let oldest: number | undefined;
    let records = 0;
    const record: Evaluation["record"] = function* (item) {
      records += 1;
      const answer = askTimestamp(at, item);
      if ("outcome" in answer) yield answer.outcome;
      else if (answer.value > latest) yield inTheFuture(at.source, answer.value, context.now);
      else {
        oldest = Math.min(oldest ?? answer.value, answer.value);
        if (oldestAllowed !== undefined) yield judgeAge(at.source, answer.value, oldestAllowed);
      }
    };
    if (min === undefined) return { record };
    const mustReach = instantBefore(context.now, min);
    return {
      record,
      *finish() {
        if (records > 0) yield judgeReach(oldest, mustReach, context);
      },
    };
  },
};

function inTheFuture(source: string, epoch: number, now: number): Outcome {
  const evidence = [{ expected: `not after ${formatTimestamp(now)}`, found: formatTimestamp(epoch) }];
  return { status: "error", message: `Timestamp ${quote(source)} lies in the future.`, evidence };
}

function judgeAge(source: string, epoch: number, oldestAllowed: number): Outcome {
  if (epoch >= oldestAllowed)
    return { status: "pass", message: `Timestamp ${quote(source)} is within the retention period.` };
  const evidence = [
    { expected: `not before ${formatTimestamp(oldestAllowed)}`, found: formatTimestamp(epoch) },
  ];
  return {
    status: "fail",
    message: `Timestamp ${quote(source)} is older than the retention period allows.`,
    evidence,
  };
}

function judgeReach(oldest: number | undefined, mustReach: number, context: CheckContext): Outcome {
  const { name } = context.subject;
  const resource = datasetResource(name);
  const about = { resource, key: "reach" };
  const expected = `a record from ${formatTimestamp(mustReach)} or before`;
  if (oldest === undefined) {
    return {
      ...about,
      status: "error",
      message: `No record of ${quote(name)} has a timestamp from which its reach follows.`,
    };
  }
  const evidence = [{ expected, found: `oldest record from ${formatTimestamp(oldest)}` }];
  if (oldest <= mustReach)
    return { ...about, status: "pass", message: `Dataset ${quote(name)} reaches back far enough.`, evidence };
  const message = `Dataset ${quote(name)} does not reach back as far as it must.`;
  return { ...about, status: "fail", message, evidence, assumesComplete: true };
}
