/**
 * Shares a width among columns: a column that needs less than its share leaves the rest to the others.
 *
 * @param natural columns each would like
 * @param available columns for all of them together, without borders
 */
export function columnWidths(natural: readonly number[], available: number): number[] {
  const widths = natural.map(() => 0);
  let open = natural.map((_, index) => index);
  let rest = available;
  while (open.length > 0) {
    const share = Math.max(1, Math.floor(rest / open.length));
    const fitting = open.filter((index) => (natural[index] ?? 0) <= share);
    for (const index of fitting.length > 0 ? fitting : open) {
      const width = fitting.length > 0 ? (natural[index] ?? 0) : share;
      widths[index] = width;
      rest -= width;
    }
    open = fitting.length > 0 ? open.filter((index) => !fitting.includes(index)) : [];
  }
  return widths;
}
