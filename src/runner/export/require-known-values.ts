import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Connection } from "../../model/provider.ts";
import { InconclusiveError, UsageError } from "../../model/usage-error.ts";
import { checkVocabulary } from "./check-vocabulary.ts";
import type { PreparedExport } from "./prepare-export.ts";

/**
 * Holds filters against the values that the system lists, where the source says which source does that.
 *
 * @returns a warning where nothing can say which values there are
 * @throws UsageError for a value that is not listed; InconclusiveError when the listing could not be read
 */
export async function requireKnownValues(
  { source, provider, parameters }: Pick<PreparedExport, "source" | "provider" | "parameters">,
  connection: Connection,
): Promise<readonly Diagnostic[]> {
  const { vocabulary } = source;
  const asked = Object.keys(vocabulary?.fields ?? {}).filter((name) => parameters[name] !== undefined);
  if (vocabulary === undefined || asked.length === 0) return [];
  const listing = provider.source(vocabulary.source);
  const records: JsonObject[] = [];
  const pages = connection.read({ source: listing, parameters: {} });
  for (;;) {
    const page = await pages.next();
    if (page.done !== true) {
      records.push(...page.value);
      continue;
    }
    // A surface without the listing cannot be asked; then the filter stands as it is.
    if (page.value.notApplicable !== undefined) return [unverified(asked, parameters)];
    const [reason] = page.value.reasons;
    if (reason !== undefined) {
      const summary = `The filter cannot be verified: ${listing.name}: ${reason.message}.`;
      throw new InconclusiveError([{ code: reason.code, severity: "error", summary }]);
    }
    const problems = checkVocabulary(parameters, vocabulary, records);
    if (problems.length > 0) throw new UsageError(problems);
    return [];
  }
}

function unverified(asked: readonly string[], parameters: JsonObject): Diagnostic {
  return {
    code: "filter-unverified",
    severity: "warning",
    summary: "Nothing here lists the values of the filter: a misspelt one finds nothing, and nobody notices.",
    found: asked.map((name) => `${name}: ${JSON.stringify(parameters[name])}`).join(", "),
  };
}
