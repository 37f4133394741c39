import type { DataSource } from "../../model/data-source.ts";
import type { IncompleteReason } from "../../model/dataset.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Connection, Provider } from "../../model/provider.ts";
import type { Vocabulary } from "../../model/vocabulary.ts";
import { checkVocabulary } from "./check-vocabulary.ts";

/** A read whose filters have to be names that the system knows. */
export interface FilteredRead {
  readonly source: DataSource;
  readonly provider: Provider;
  readonly parameters: JsonObject;
}

/** What became of holding filters against the values that the system lists. */
export type Held =
  | { readonly problems: readonly Diagnostic[]; readonly listing: readonly JsonObject[] }
  /** The listing could not be read, or the surface has none. */
  | { readonly unverified: IncompleteReason; readonly served: boolean };

/** True when a filter is one of those whose values are listed somewhere. */
export function hasListedFilter({ source, parameters }: Omit<FilteredRead, "provider">): boolean {
  return Object.keys(source.vocabulary?.fields ?? {}).some((name) => parameters[name] !== undefined);
}

/** Reads the listing that a source names, and holds its filters against it. */
export async function holdAgainstVocabulary(
  { provider, parameters }: FilteredRead,
  vocabulary: Vocabulary,
  connection: Connection,
): Promise<Held> {
  const source = provider.source(vocabulary.source);
  const listing: JsonObject[] = [];
  const pages = connection.read({ source, parameters: {} });
  for (;;) {
    const page = await pages.next();
    if (page.done !== true) {
      listing.push(...page.value);
      continue;
    }
    const { notApplicable, reasons } = page.value;
    if (notApplicable !== undefined)
      return { unverified: { code: "refused", message: notApplicable }, served: false };
    const [reason] = reasons;
    if (reason === undefined) return { problems: checkVocabulary(parameters, vocabulary, listing), listing };
    const message = `The filter cannot be verified: ${source.name}: ${reason.message}`;
    return { unverified: { ...reason, message }, served: true };
  }
}
