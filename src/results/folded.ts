/** A text in which case makes no difference, unit by unit; as it is where that would move its units. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}
