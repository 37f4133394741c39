import type { OpenDataset } from "../datasets/collect-dataset.ts";
import type { IncompleteReason } from "../model/dataset.ts";
import type { Connection } from "../model/provider.ts";
import { doubtfulFilters } from "./export/doubtful-filters.ts";
import {
  type FilteredRead,
  hasListedFilter,
  holdAgainstVocabulary,
} from "./export/hold-against-vocabulary.ts";

/**
 * A filter that is misspelt finds nothing, which looks like silence. So where nothing was found, filters are held
 * against what the system lists; one that is not there, or cannot be verified, makes the dataset incomplete. What is
 * asked for of a source without events is no search: whatever it names has to be there, or the reading says so.
 */
export async function verifySilence(
  dataset: OpenDataset,
  read: FilteredRead,
  connection: Connection,
): Promise<OpenDataset> {
  const { count, ledger } = dataset;
  const told = ledger.reasons.length > 0 || ledger.notApplicable !== undefined;
  if (count > 0 || told) return dataset;
  const reasons = await doubtsOf(read, connection);
  return reasons.length === 0 ? dataset : { ...dataset, ledger: { ...ledger, reasons } };
}

async function doubtsOf(read: FilteredRead, connection: Connection): Promise<readonly IncompleteReason[]> {
  const { vocabulary, event } = read.source;
  const listed: string[] = [];
  if (vocabulary !== undefined && hasListedFilter(read)) {
    const held = await holdAgainstVocabulary(read, vocabulary, connection);
    if ("unverified" in held) return [unverified(held.unverified)];
    if (held.problems.length > 0) return held.problems.map(unknownValue);
    listed.push(...Object.keys(vocabulary.fields));
  }
  const doubtful = event === undefined ? [] : doubtfulFilters(read, listed);
  return doubtful.length === 0 ? [] : [unlisted(doubtful)];
}

function unlisted(filters: readonly string[]): IncompleteReason {
  const message = `Nothing was found, and nothing lists the values of ${filters.join(", ")}, so a misspelt one would look the same. Without the filter, a rule's 'where' selects the records`;
  return { code: "refused", message };
}

function unknownValue({
  summary,
  suggestions = [],
}: {
  summary: string;
  suggestions?: readonly string[];
}): IncompleteReason {
  return { code: "refused", message: [summary.replace(/\.$/, ""), ...suggestions].join(". ") };
}

function unverified(reason: IncompleteReason): IncompleteReason {
  return { ...reason, message: `Nothing was found, and the filter may be misspelt: ${reason.message}` };
}
