import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { nearest } from "../../model/nearest.ts";
import type { Vocabulary } from "../../model/vocabulary.ts";

/** Values of a field in some records; a list counts as each of its values. */
export function valuesOf(records: readonly JsonObject[], field: string): readonly string[] {
  const values = records.flatMap((record) => {
    const value: Json | undefined = record[field];
    return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
  });
  return [...new Set(values)].sort();
}

/**
 * Holds parameters against what the system says that there is: a filter that is misspelt finds nothing, which
 * looks like silence.
 *
 * @param records the listing, one combination of values a record
 * @returns a problem for the first parameter that no combination with those before it has
 */
export function checkVocabulary(
  parameters: JsonObject,
  { fields }: Vocabulary,
  records: readonly JsonObject[],
): readonly Diagnostic[] {
  let left = records;
  for (const [parameter, field] of Object.entries(fields)) {
    const asked = parameters[parameter];
    if (typeof asked !== "string") continue;
    const there = valuesOf(left, field);
    if (there.includes(asked)) {
      left = left.filter((record) => valuesOf([record], field).includes(asked));
      continue;
    }
    const guess = there.find((value) => value.toLowerCase() === asked.toLowerCase()) ?? nearest(asked, there);
    const shown = there.slice(0, 30).join(", ");
    return [
      {
        code: "unknown-value",
        severity: "error",
        summary: `There is no ${parameter} '${asked}' that is recorded; nothing would be found.`,
        expected: there.length > 30 ? `${shown} and ${there.length - 30} more` : shown,
        found: asked,
        ...(guess === undefined ? {} : { suggestions: [`Did you mean '${guess}'?`] }),
      },
    ];
  }
  return [];
}
