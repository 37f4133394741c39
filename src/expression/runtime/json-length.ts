/**
 * A lower bound of the length of a value as JSON. What is shared is measured once, so a small graph that
 * stands for gigabytes of text is measured at once.
 */
export function leastJsonLength(value: unknown, known = new Map<object, number>()): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value !== "object" || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  let length = 2;
  if (Array.isArray(value)) for (const item of value) length += leastJsonLength(item, known) + 1;
  else {
    for (const [key, member] of Object.entries(value)) {
      if (member !== undefined) length += key.length + 4 + leastJsonLength(member, known);
    }
  }
  known.set(value, length);
  return length;
}
