import type { Connection } from "../../model/provider.ts";
import { InconclusiveError, UsageError } from "../../model/usage-error.ts";
import { type FilteredRead, hasListedFilter, holdAgainstVocabulary } from "./hold-against-vocabulary.ts";

/**
 * Holds filters against the values that the system lists, where the source says which source does that.
 * A surface without the listing cannot be asked; then the filter stands as it is.
 *
 * @throws UsageError for a value that is not listed; InconclusiveError when the listing could not be read
 */
export async function requireKnownValues(read: FilteredRead, connection: Connection): Promise<void> {
  const { vocabulary } = read.source;
  if (vocabulary === undefined || !hasListedFilter(read)) return;
  const held = await holdAgainstVocabulary(read, vocabulary, connection);
  if ("problems" in held) {
    if (held.problems.length > 0) throw new UsageError(held.problems);
    return;
  }
  if (!held.served) return;
  const { code, message } = held.unverified;
  throw new InconclusiveError([{ code, severity: "error", summary: `${message}.` }]);
}
