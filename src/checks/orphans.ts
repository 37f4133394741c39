import type { Check, CheckContext, Outcome } from "../model/check.ts";
import type { Evidence } from "../model/finding.ts";
import type { JsonObject } from "../model/json.ts";
import type { Resource } from "../model/resource.ts";
import { instantBefore } from "../time/duration.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import { missing } from "./answers/answer.ts";
import { askBoolean } from "./answers/boolean-answer.ts";
import { askIds } from "./answers/ids-answer.ts";
import { askTimestamp } from "./answers/timestamp-answer.ts";
import { type OptionsReader, optionsReader } from "./options/options-reader.ts";
import { reachableFrom } from "./orphans/graph.ts";
import { orphansOptionsSchema } from "./orphans/options-schema.ts";
import { type ReadGraph, readGraph, type SourceTally } from "./orphans/read-graph.ts";
import { datasetResource } from "./record/dataset-resource.ts";
import { quote } from "./record/quote.ts";

/** Fails resources that nothing in use refers to. */
export const orphans: Check = {
  name: "orphans",
  summary: "Every resource is used by something that is itself in use",
  description: [
    "A resource is used when a record of another dataset refers to it (`references`), when it is an entry point, or when a chain of",
    "uses leads to it from one of these. Uses among the judged resources are `references` from their own dataset or `edges`; they",
    "count only when the user is used itself. So a flow that refers to itself, or is used by orphans only, is an orphan. Ids that",
    "are referred to but do not exist are the business of `reference`.",
    "",
    "An unreferenced resource for which `exclude` is true, or that is not yet `olderThan`, is not applicable. The others are orphans:",
    "with at most `allow` of them each passes and says so, with one more **all** of them fail. Waived orphans count towards `allow`.",
    "",
    "An orphan is only ever reported when every dataset involved is complete, and when every record of them could be read: a",
    "reference that is not an id (`openHoursFlow` instead of `openHoursFlow.id`) is one error instead of many false orphans.",
    "",
    "Memory: the ids that are referred to; with `allow`, the records of orphans too.",
  ].join("\n"),
  optionsSchema: orphansOptionsSchema,
  example: [
    "check: orphans",
    "on: flows",
    "with:",
    "  references:",
    "    - { from: ivrs, at: '[openHoursFlow.id, closedHoursFlow.id, holidayHoursFlow.id]' }",
    "    - { from: flows, at: dependencies.id }",
    "  olderThan: P90D",
    "  exclude: system = true",
    "severity: medium",
    "message: 'Flow {{ name }} ({{ type }}) is referenced by nothing'",
  ].join("\n"),
  evaluate(options, context) {
    const reader = optionsReader(options);
    const allow = reader.number("allow") ?? 0;
    const idSource = reader.text("id") ?? "id";
    const id = context.compile(idSource);
    const exempt = exemption(reader, context);
    const held: { readonly record: JsonObject; readonly resource: Resource }[] = [];
    let undecided = 0;
    const { used, unreadable, evidence } = takeInventory(readGraph(reader, idSource, context));
    return {
      *record(record) {
        const ids = askIds(id, record);
        if ("outcome" in ids) yield ids.outcome;
        else if (ids.value.length === 0) yield missing(idSource).outcome;
        else if (ids.value.some((known) => used.has(known)))
          yield { status: "pass", message: "The resource is used." };
        else {
          const exempted = exempt(record);
          const resource = context.resourceOf(record);
          if (exempted !== undefined) yield exempted;
          else if (unreadable.length > 0) undecided += 1;
          else if (allow > 0) held.push({ record, resource });
          else yield orphan(resource, evidence);
        }
      },
      *finish() {
        for (const tally of unreadable) yield unreadableOutcome(tally, undecided);
        for (const { record, resource } of held) {
          const outcome =
            held.length > allow ? orphan(resource, evidence) : tolerated(resource, held.length, allow);
          yield { ...outcome, resource, record };
        }
      },
    };
  },
};

/** What is known about use once the other datasets are read. */
interface Inventory {
  readonly used: ReadonlySet<string>;
  /** Entries some of whose records could not be read. */
  readonly unreadable: readonly SourceTally[];
  readonly evidence: readonly Evidence[];
}

function takeInventory({ graph, tallies }: ReadGraph): Inventory {
  const evidence = tallies.map(({ dataset, records, ids }) => ({
    expected: `a reference from ${quote(dataset)}`,
    found: `none among ${ids} ids in ${records} records`,
  }));
  return {
    used: reachableFrom(graph),
    unreadable: tallies.filter(({ unreadable }) => unreadable > 0),
    evidence,
  };
}

/** Judges whether an unreferenced record is no orphan for another reason; undefined when it is one. */
function exemption(
  options: OptionsReader,
  context: CheckContext,
): (record: JsonObject) => Outcome | undefined {
  const excludeSource = options.text("exclude");
  const exclude = excludeSource === undefined ? undefined : context.compile(excludeSource);
  const olderThan = options.duration("olderThan");
  const threshold = olderThan === undefined ? undefined : instantBefore(context.now, olderThan);
  const at = context.compile(options.text("at") ?? "publishedAt");
  return (record) => {
    const excluded = exclude === undefined ? { value: false } : askBoolean(exclude, record);
    if ("outcome" in excluded) return excluded.outcome;
    if (excluded.value) return { status: "not-applicable", message: "The resource may be unreferenced." };
    if (threshold === undefined) return undefined;
    const since = askTimestamp(at, record);
    if ("outcome" in since) return since.outcome;
    if (since.value <= threshold) return undefined;
    const evidence = [
      { expected: `before ${formatTimestamp(threshold)}`, found: formatTimestamp(since.value) },
    ];
    return {
      status: "not-applicable",
      message: "The resource is unreferenced, but not for long enough to count.",
      evidence,
    };
  };
}

function orphan({ name }: Resource, evidence: readonly Evidence[]): Outcome {
  return {
    status: "fail",
    message: `${quote(name)} is referenced by nothing that is in use.`,
    evidence,
    assumesComplete: true,
  };
}

function tolerated({ name }: Resource, found: number, allow: number): Outcome {
  const message = `${quote(name)} is referenced by nothing that is in use; ${found} of ${allow} allowed orphans.`;
  return { status: "pass", message, assumesComplete: true };
}

function unreadableOutcome({ dataset, records, unreadable }: SourceTally, undecided: number): Outcome {
  return {
    status: "error",
    key: `unreadable:${dataset}`,
    message: `The references of ${unreadable} of ${records} records of ${quote(dataset)} could not be read, so ${undecided} resources are undecided.`,
    resource: datasetResource(dataset),
  };
}
