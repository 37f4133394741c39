import { ownError } from "./expression-error.ts";

/**
 * Refuses a value whose JSON text would be longer than the limit, before it is made: a small graph of
 * shared arrays can stand for gigabytes of text.
 *
 * @param indent spaces per level of nesting
 * @throws ExpressionError B1002
 */
export function assertTextFits(value: unknown, limit: number, indent = 0): void {
  let size = 0;
  const pending: { readonly value: unknown; readonly level: number }[] = [{ value, level: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const level = next.level + 1;
    size += 1 + next.level * indent;
    if (typeof next.value === "string") size += next.value.length;
    else if (Array.isArray(next.value)) {
      size += next.value.length;
      if (size <= limit) for (const item of next.value) pending.push({ value: item, level });
    } else if (typeof next.value === "object" && next.value !== null && !isFunction(next.value)) {
      for (const [key, item] of Object.entries(next.value)) {
        size += key.length + 3;
        pending.push({ value: item, level });
      }
    }
    if (size > limit) throw ownError("B1002");
  }
}

/** JSONata's functions are objects that lead to the whole environment; they are written as nothing. */
function isFunction(value: object): boolean {
  return "_jsonata_lambda" in value || "_jsonata_function" in value;
}
