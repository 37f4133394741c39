import { counted } from "../../model/counted.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Connection } from "../../model/provider.ts";
import { valuesOf } from "./check-vocabulary.ts";
import { type FilteredRead, hasListedFilter, holdAgainstVocabulary } from "./hold-against-vocabulary.ts";

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
  const code = "nothing-found";
  const summary = `${counted(0, "record")} ${asked(parameters)}.`;
  const { vocabulary } = source;
  if (vocabulary === undefined) return { code, severity: "warning", summary };
  const held = await holdAgainstVocabulary(read, vocabulary, connection);
  if ("listing" in held) {
    const suggestions = Object.entries(vocabulary.fields).map(([parameter, field]) =>
      named(parameter, valuesOf(held.listing, field)),
    );
    return { code, severity: "warning", summary, suggestions };
  }
  const suggestions = [`${held.unverified.message}: see that the filter is spelt as in the records.`];
  return hasListedFilter(read)
    ? { code, severity: "error", summary, suggestions }
    : { code, severity: "warning", summary };
}
