import { counted } from "../../model/counted.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Connection } from "../../model/provider.ts";
import { valuesOf } from "./check-vocabulary.ts";
import { doubtfulFilters } from "./doubtful-filters.ts";
import { type FilteredRead, holdAgainstVocabulary } from "./hold-against-vocabulary.ts";

const most = 30;

function named(parameter: string, values: readonly string[]): string {
  const more = values.length > most ? ` and ${values.length - most} more` : "";
  return `Recorded as ${parameter}: ${values.slice(0, most).join(", ")}${more}.`;
}

function asked({ from, to, ...filters }: JsonObject): string {
  const some = Object.entries(filters).map(([name, value]) => `${name} = ${String(value)}`);
  return `from ${String(from)} to ${String(to)}, ${some.length === 0 ? "without any filter" : `with ${some.join(", ")}`}`;
}

/**
 * Nothing at all was found: that is said with what was asked for and what there is, since a filter may be why.
 * A filter that nobody could verify may be misspelt: then nothing is an error.
 */
export async function explainSilence(read: FilteredRead, connection: Connection): Promise<Diagnostic> {
  const { source, parameters } = read;
  const { vocabulary } = source;
  const held =
    vocabulary === undefined ? undefined : await holdAgainstVocabulary(read, vocabulary, connection);
  const listing = held !== undefined && "listing" in held ? held.listing : undefined;
  const fields = Object.entries(vocabulary?.fields ?? {});
  const unknown = doubtfulFilters(read, listing === undefined ? [] : fields.map(([parameter]) => parameter));
  const doubt =
    unknown.length === 0 ? "" : `; whether there is such a ${unknown.join(", ")} could not be verified`;
  const suggestions = [
    ...fields.flatMap(([parameter, field]) =>
      listing === undefined ? [] : [named(parameter, valuesOf(listing, field))],
    ),
    ...(held !== undefined && "unverified" in held && unknown.length > 0
      ? [`${held.unverified.message}: see that the filter is spelt as in the records.`]
      : []),
  ];
  return {
    code: "nothing-found",
    severity: unknown.length === 0 ? "warning" : "error",
    summary: `${counted(0, "record")} ${asked(parameters)}${doubt}.`,
    ...(suggestions.length === 0 ? {} : { suggestions }),
  };
}
