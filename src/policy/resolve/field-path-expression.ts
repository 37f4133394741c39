const steps = /`([^`]+)`|[^.`]+/g;

/** The expression that reads a dotted path such as `division.id?`; a `?` at the end is no part of it. */
export function fieldPathExpression(path: string): string {
  const names = [...path.replace(/\?$/, "").matchAll(steps)].map(([step, quoted]) => quoted ?? step);
  return names.map((name) => `\`${name}\``).join(".");
}
