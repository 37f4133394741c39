/**
 * A sum of doubles that does not depend on their order: the running total is kept as several doubles
 * that do not overlap, so no addition loses anything until the end.
 */
export interface ExactSum {
  add(value: number): void;
  total(): number;
}

/** Starts a sum at zero. */
export function exactSum(): ExactSum {
  let partials: number[] = [];
  return {
    add(value) {
      const next: number[] = [];
      let carried = value;
      for (const partial of partials) {
        const [large, small] =
          Math.abs(carried) < Math.abs(partial) ? [partial, carried] : [carried, partial];
        const sum = large + small;
        const lost = small - (sum - large);
        if (lost !== 0) next.push(lost);
        carried = sum;
      }
      partials = [...next, carried];
    },
    total: () => rounded(partials),
  };
}

/** Adds partials, smallest first in the list, from the largest down and rounds once, half to even. */
function rounded(partials: readonly number[]): number {
  let index = partials.length - 1;
  let total = partials[index] ?? 0;
  let lost = 0;
  while (index > 0 && lost === 0) {
    index -= 1;
    const partial = partials[index] ?? 0;
    const sum = total + partial;
    lost = partial - (sum - total);
    total = sum;
  }
  // Exactly between two doubles: what is left below decides which way.
  const below = index > 0 ? (partials[index - 1] ?? 0) : 0;
  const corrected = total + lost * 2;
  return lost * below > 0 && corrected - total === lost * 2 ? corrected : total;
}
