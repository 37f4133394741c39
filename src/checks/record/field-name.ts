import { confusables } from "./confusables.ts";
import { rememberNames } from "./remember-names.ts";

const ignorable = /\p{Default_Ignorable_Code_Point}/gu;

/** Finds the field a property name stands for. */
export interface FieldMatcher {
  /** Index into the fields, and whether the name only looks like it. */
  match(name: string): { readonly index: number; readonly lookAlike: boolean } | undefined;
}

/**
 * Matches property names against fields after NFC and case folding. A name written with characters of
 * another script, full-width letters or zero-width characters that reads the same is a look-alike: it
 * counts as the field, since otherwise spelling `ѕsn` with a Cyrillic letter would escape the rule.
 */
export function fieldMatcher(fields: readonly string[]): FieldMatcher {
  const same = indexBy(fields, foldName);
  const alike = indexBy(fields, skeletonOf);
  const find: FieldMatcher["match"] = (name) => {
    const index = same.get(foldName(name));
    if (index !== undefined) return { index, lookAlike: false };
    const resembling = alike.get(skeletonOf(name));
    return resembling === undefined ? undefined : { index: resembling, lookAlike: true };
  };
  return { match: rememberNames(find) };
}

/** A name in NFC without differences of case; by way of upper case, which also folds `ſ` and `ß`. */
export function foldName(name: string): string {
  return name.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** What a name reads like: compatibility forms, ignorable characters and look-alike letters replaced. */
function skeletonOf(name: string): string {
  const plain = name.normalize("NFKC").replace(ignorable, "");
  let skeleton = "";
  for (const character of plain) skeleton += confusables.get(character) ?? character;
  return foldName(skeleton);
}

function indexBy(fields: readonly string[], keyOf: (name: string) => string): ReadonlyMap<string, number> {
  const map = new Map<string, number>();
  for (const [index, field] of fields.entries()) if (!map.has(keyOf(field))) map.set(keyOf(field), index);
  return map;
}
