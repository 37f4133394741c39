import type { Outcome } from "../model/check.ts";
import { counted } from "../model/counted.ts";
import type { Dataset } from "../model/dataset.ts";
import type { Rule } from "../model/policy.ts";
import type { Resource } from "../model/resource.ts";

/** The dataset as the resource that a finding is about. */
export function datasetResource(dataset: Dataset): Resource {
  return { type: "dataset", id: dataset.name, name: dataset.name };
}

const remark = (key: string, message: string, dataset?: Dataset): Outcome => ({
  status: "error",
  message,
  key,
  ...(dataset === undefined ? {} : { resource: datasetResource(dataset) }),
});

/** What a ballot has to say beside what checks said of records. Its status is the ballot's to choose. */
export const remarks = {
  stopped: (rule: Rule, subject: Dataset, why: string, judged: number): Outcome =>
    remark(
      "stopped",
      `Rule '${rule.name}' ${why.replace(/\.?$/, ".")} Records evaluated: ${judged} of ${subject.count}.`,
    ),

  lost: (rule: Rule, subject: Dataset, why: string, judged: number): Outcome =>
    remark(
      "lost",
      `Rule '${rule.name}' did not judge all of '${subject.name}'. ${why} Records evaluated: ${judged}.`,
    ),

  neverSeen: (field: string, dataset: Dataset): Outcome =>
    remark(
      `never-seen:${field}`,
      `None of the records of '${dataset.name}' (${dataset.count} in all) has the field '${field}', which the rule reads; give the dataset a schema if it may be absent.`,
      dataset,
    ),

  empty(rule: Rule, subject: Dataset): Outcome {
    const found =
      subject.count === 0
        ? `Dataset '${subject.name}' has no records`
        : `The filter of rule '${rule.name}' selects none of the records of '${subject.name}' (${subject.count} in all)`;
    return remark("empty", `${found}, so nothing was evaluated; say 'onEmpty' if that is expected.`);
  },

  nothingDecided(rule: Rule, subject: Dataset, judged: number, notApplicable: number): Outcome {
    const found =
      notApplicable > 0
        ? `Rule '${rule.name}' applies to none of the records of '${subject.name}' (${judged} looked at)`
        : `Check '${rule.check}' said nothing about '${subject.name}'`;
    return remark("empty", `${found}, so nothing was evaluated; say 'onEmpty' if that is expected.`);
  },

  missingEverywhere: (field: string, subject: Dataset, judged: number): Outcome =>
    remark(
      `missing:${field}`,
      `Field '${field}' is missing in every record that was judged (${judged} in all); a field that is never there is more likely misspelt than absent.`,
      subject,
    ),

  emptyLookUp: (name: string, dataset: Dataset): Outcome =>
    remark(
      `empty:${name}`,
      `Dataset '${name}', in which the rule looks things up, has no records; say 'onEmpty: pass' if that is expected.`,
      dataset,
    ),

  incomplete(name: string, dataset: Dataset, withheld: number): Outcome {
    const { reasons, notApplicable } = dataset.ledger;
    const gaps = notApplicable === undefined ? [] : [notApplicable.replace(/\.$/, "")];
    const why = [...gaps, ...reasons.map((reason) => reason.message.replace(/\.$/, ""))].join("; ");
    const held =
      withheld > 0 ? ` What needs all of it is held back (${counted(withheld, "conclusion")}).` : "";
    return remark(`incomplete:${name}`, `Dataset '${name}' is incomplete: ${why}.${held}`, dataset);
  },
};
