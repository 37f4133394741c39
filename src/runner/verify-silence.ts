import type { OpenDataset } from "../datasets/collect-dataset.ts";
import type { IncompleteReason } from "../model/dataset.ts";
import type { Connection } from "../model/provider.ts";
import {
  type FilteredRead,
  hasListedFilter,
  holdAgainstVocabulary,
} from "./export/hold-against-vocabulary.ts";

/**
 * A filter that is misspelt finds nothing, which looks like silence. So where nothing was found, filters are held
 * against what the system lists; one that is not there, or cannot be verified, makes the dataset incomplete.
 */
export async function verifySilence(
  dataset: OpenDataset,
  read: FilteredRead,
  connection: Connection,
): Promise<OpenDataset> {
  const { count, ledger } = dataset;
  const { vocabulary } = read.source;
  const told = ledger.reasons.length > 0 || ledger.notApplicable !== undefined;
  if (count > 0 || told || vocabulary === undefined || !hasListedFilter(read)) return dataset;
  const held = await holdAgainstVocabulary(read, vocabulary, connection);
  const reasons = "problems" in held ? held.problems.map(unknownValue) : [unverified(held.unverified)];
  return { ...dataset, ledger: { ...ledger, reasons } };
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
