import type { Check, CheckContext, Outcome } from "../model/check.ts";
import type { Evidence } from "../model/finding.ts";
import type { JsonObject } from "../model/json.ts";
import type { Resource } from "../model/resource.ts";
import { missing } from "./answers/answer.ts";
import { askIds } from "./answers/ids-answer.ts";
import { type OptionsReader, optionsReader } from "./options/options-reader.ts";
import { elsewhere } from "./orphans/elsewhere.ts";
import { exemption } from "./orphans/exemption.ts";
import { factReader, standing } from "./orphans/facts.ts";
import { reachableFrom } from "./orphans/graph.ts";
import { orphansOptionsSchema } from "./orphans/options-schema.ts";
import { readGraph, type SourceTally } from "./orphans/read-graph.ts";
import type { Referrers } from "./orphans/referrers.ts";
import { versionedIds } from "./orphans/versioned-ids.ts";
import { datasetResource } from "./record/dataset-resource.ts";
import { quote } from "./record/quote.ts";

/** Fails resources that nothing in use refers to. */
export const orphans: Check = {
  name: "orphans",
  summary: "Every resource is used by something that is itself in use",
  description: [
    "A resource is used when a record of another dataset refers to it (`references`), when it is an entry point, or when a chain of",
    "uses leads to it from one of these. Uses among the judged resources are `references` from their own dataset or `edges`; they",
    "count only when the user is used itself. So a flow that refers to itself, or is used by orphans only, is an orphan. An",
    "id that is referred to and does not exist fails `reference`.",
    "",
    "An unreferenced resource for which `exclude` is true, that has several published versions (`versions`), or that is not yet",
    "`olderThan`, is not applicable. The others are orphans: with at most `allow` of them each passes and is listed all the same,",
    "with one more **all** of them fail. Waived orphans count towards `allow`.",
    "",
    "With `inventory`, ids that `references` lead to and that are not in it are listed as not applicable: references to another",
    "organisation, or to what was deleted.",
    "",
    "An orphan is only ever reported when every dataset involved is complete, and when every record of them could be read: a",
    "reference that is not an id (`openHoursFlow` instead of `openHoursFlow.id`) is one error instead of many false orphans.",
    "",
    "An orphan comes with its facts as evidence, so that `-f orphan-report` can be written from the run; with `listReferences` used",
    "resources are listed too, and who refers to each, for `-f mermaid` and `-f dot`.",
    "",
    "Memory: the ids that are referred to; with `allow`, the records of orphans too; with `listReferences`, all references.",
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
    const inventory = takeInventory(reader, idSource, context);
    const { used, unreadable, exempt, tellOf, strangers } = inventory;
    const listed = reader.flag("listReferences");
    const held: Held[] = [];
    let undecided = 0;
    return {
      *record(record) {
        const ids = askIds(id, record);
        if ("outcome" in ids) yield ids.outcome;
        else if (ids.value.length === 0) yield missing(idSource).outcome;
        else if (ids.value.some((known) => used.has(known))) yield usedOutcome(inventory, ids.value, listed);
        else {
          const exempted = exempt(record, ids.value);
          const resource = context.resourceOf(record);
          const told = tellOf(record, ids.value);
          if (exempted?.status === "not-applicable")
            yield { ...exempted, evidence: [...(exempted.evidence ?? []), ...told] };
          else if (exempted !== undefined) yield exempted;
          else if (unreadable.length > 0) undecided += 1;
          else if (allow > 0) held.push({ record, resource, told });
          else yield orphan(resource, inventory, told);
        }
      },
      *finish() {
        for (const tally of unreadable) yield unreadableOutcome(tally, undecided);
        for (const { record, resource, told } of held) {
          const outcome =
            held.length > allow
              ? orphan(resource, inventory, told)
              : tolerated(resource, held.length, allow, told);
          yield { ...outcome, resource, record };
        }
        yield* strangers;
      },
    };
  },
};

/** An orphan of which it is not known yet whether it is tolerated. */
interface Held {
  readonly record: JsonObject;
  readonly resource: Resource;
  readonly told: readonly Evidence[];
}

/** What is known about use once the other datasets are read. */
interface Inventory {
  readonly used: ReadonlySet<string>;
  readonly referrers: Referrers;
  /** Entries some of whose records could not be read. */
  readonly unreadable: readonly SourceTally[];
  /** Where was looked. */
  readonly searched: readonly Evidence[];
  readonly exempt: ReturnType<typeof exemption>;
  /** What is told of an unreferenced record. */
  tellOf(record: JsonObject, ids: readonly string[]): readonly Evidence[];
  /** References to what is not there. */
  readonly strangers: readonly Outcome[];
}

function takeInventory(options: OptionsReader, idSource: string, context: CheckContext): Inventory {
  const { graph, referrers, tallies } = readGraph(options, idSource, context);
  const { ids, tally } = versionedIds(options, context);
  const whole = options.text("inventory");
  const facts = factReader(options, context);
  return {
    used: reachableFrom(graph),
    referrers,
    unreadable: [...tallies, ...(tally === undefined ? [] : [tally])].filter((each) => each.unreadable > 0),
    searched: tallies.map((each) => ({
      expected: `a reference from ${quote(each.dataset)}`,
      found: `none among ${each.ids} ids in ${each.records} records`,
    })),
    exempt: exemption(options, ids, context),
    tellOf: (record, own) => [
      ...facts(record),
      { name: "referencedCount", found: String(referrers.count(own)) },
      ...referredBy(referrers, own),
    ],
    strangers: whole === undefined ? [] : elsewhere(whole, idSource, referrers, context),
  };
}

function referredBy(referrers: Referrers, ids: readonly string[]): readonly Evidence[] {
  return referrers.namesOf(ids).map((resource) => ({ name: "referencedBy", resource }));
}

function usedOutcome({ referrers }: Inventory, ids: readonly string[], listed: boolean): Outcome {
  const message = "The resource is used.";
  if (!listed) return { status: "pass", message };
  return { status: "pass", message, listed, evidence: referredBy(referrers, ids) };
}

function orphan({ name }: Resource, { searched }: Inventory, told: readonly Evidence[]): Outcome {
  return {
    status: "fail",
    message: `${quote(name)} is referenced by nothing that is in use.`,
    evidence: [...searched, standing("orphan"), ...told],
    assumesComplete: true,
  };
}

function tolerated({ name }: Resource, found: number, allow: number, told: readonly Evidence[]): Outcome {
  const message = `${quote(name)} is referenced by nothing that is in use; ${found} of ${allow} allowed orphans.`;
  const evidence = [standing("tolerated"), ...told];
  return { status: "pass", message, evidence, listed: true, assumesComplete: true };
}

function unreadableOutcome(tally: SourceTally, undecided: number): Outcome {
  const { dataset, what, records, unreadable } = tally;
  return {
    status: "error",
    key: what === "references" ? `unreadable:${dataset}` : `unreadable-${what}:${dataset}`,
    message: `The ${what} of ${unreadable} of ${records} records of ${quote(dataset)} could not be read, so ${undecided} resources are undecided.`,
    resource: datasetResource(dataset),
  };
}
