/**
 * A function that is asked again only for another value: findings of a rule that follow each other often share what they
 * rest on.
 */
export function rememberLast<Value, Result>(compute: (value: Value) => Result): (value: Value) => Result {
  let last: { readonly value: Value; readonly result: Result } | undefined;
  return (value) => {
    if (last === undefined || last.value !== value) last = { value, result: compute(value) };
    return last.result;
  };
}
