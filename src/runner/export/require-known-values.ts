import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Connection } from "../../model/provider.ts";
import { InconclusiveError, UsageError } from "../../model/usage-error.ts";
import { type FilteredRead, hasListedFilter, holdAgainstVocabulary } from "./hold-against-vocabulary.ts";

/**
 * Holds filters against the values that the system lists, where the source says which source does that.
 * A surface without the listing cannot be asked; then the filter stands as it is.
 *
 * @returns a warning where nothing can say which values there are
 * @throws UsageError for a value that is not listed; InconclusiveError when the listing could not be read
 */
export async function requireKnownValues(
  read: FilteredRead,
  connection: Connection,
): Promise<readonly Diagnostic[]> {
  const { vocabulary } = read.source;
  if (vocabulary === undefined || !hasListedFilter(read)) return [];
  const held = await holdAgainstVocabulary(read, vocabulary, connection);
  if ("problems" in held) {
    if (held.problems.length > 0) throw new UsageError(held.problems);
    return [];
  }
  if (!held.served) {
    const asked = Object.keys(vocabulary.fields).filter((name) => read.parameters[name] !== undefined);
    return [unverified(asked, read.parameters)];
  }
  const { code, message } = held.unverified;
  throw new InconclusiveError([{ code, severity: "error", summary: `${message}.` }]);
}

function unverified(asked: readonly string[], parameters: JsonObject): Diagnostic {
  return {
    code: "filter-unverified",
    severity: "warning",
    summary: "Nothing here lists the values of the filter: a misspelt one finds nothing, and nobody notices.",
    found: asked.map((name) => `${name}: ${JSON.stringify(parameters[name])}`).join(", "),
  };
}
