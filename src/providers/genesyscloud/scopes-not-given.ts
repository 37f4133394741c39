const readonly = ":readonly";

/**
 * Those of the needed scopes that a token was not given. A scope covers its `:readonly` form.
 *
 * @param given undefined where that is not known: then none is known to be missing
 */
export function scopesNotGiven(
  given: readonly string[] | undefined,
  needed: readonly string[],
): readonly string[] {
  if (given === undefined) return [];
  const covers = (scope: string): boolean =>
    given.includes(scope) || (scope.endsWith(readonly) && given.includes(scope.slice(0, -readonly.length)));
  return needed.filter((scope) => !covers(scope));
}
