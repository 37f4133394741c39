import type { JsonObject } from "../../model/json.ts";
import type { Connection } from "../../model/provider.ts";
import { InconclusiveError, UsageError } from "../../model/usage-error.ts";
import { checkVocabulary } from "./check-vocabulary.ts";
import type { PreparedExport } from "./prepare-export.ts";

/**
 * Holds filters against the values that the system lists, where the source says which source does that.
 *
 * @returns the filters that are known to name something
 * @throws UsageError for a value that is not listed; InconclusiveError when the listing could not be read
 */
export async function requireKnownValues(
  { source, provider, parameters }: Pick<PreparedExport, "source" | "provider" | "parameters">,
  connection: Connection,
): Promise<readonly string[]> {
  const { vocabulary } = source;
  if (vocabulary === undefined) return [];
  const listed = Object.keys(vocabulary.fields).filter((name) => parameters[name] !== undefined);
  if (listed.length === 0) return [];
  const listing = provider.source(vocabulary.source);
  const records: JsonObject[] = [];
  const pages = connection.read({ source: listing, parameters: {} });
  for (;;) {
    const page = await pages.next();
    if (page.done !== true) {
      records.push(...page.value);
      continue;
    }
    // A surface without the listing cannot be asked; then nothing is known of the filters.
    if (page.value.notApplicable !== undefined) return [];
    const [reason] = page.value.reasons;
    if (reason !== undefined) {
      const summary = `The filter cannot be verified: ${listing.name}: ${reason.message}.`;
      throw new InconclusiveError([{ code: reason.code, severity: "error", summary }]);
    }
    const problems = checkVocabulary(parameters, vocabulary, records);
    if (problems.length > 0) throw new UsageError(problems);
    return listed;
  }
}
