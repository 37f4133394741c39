/**
 * Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and
 * swaps of neighbours, each 1.
 *
 * @param limit rows above it end the count early
 * @returns the distance, or `limit + 1` when it is larger than `limit`
 */
function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let older: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (previous[column] ?? row) + 1,
        (current[column - 1] ?? row) + 1,
        (previous[column - 1] ?? row) + (same ? 0 : 1),
      );
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, (older[column - 2] ?? row) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    older = previous;
    previous = current;
  }
  return Math.min(previous[to.length] ?? limit + 1, limit + 1);
}

/** Words longer than this are not typing mistakes worth a guess, and would cost time. */
const longestWord = 100;

/**
 * The candidate most likely meant by a mistyped word: at most one mistake per three characters, upper
 * and lower case taken as equal, ties won by the smaller code units.
 *
 * @returns the candidate as it was given, or undefined when none is near
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length === 0 || word.length > longestWord) return undefined;
  const lower = word.toLowerCase();
  let limit = Math.max(1, Math.floor(word.length / 3));
  let found: string | undefined;
  for (const candidate of candidates) {
    const cost = distance(lower, candidate.toLowerCase(), limit);
    if (cost > limit || cost >= candidate.length) continue;
    if (found === undefined || cost < limit || candidate < found) {
      found = candidate;
      limit = cost;
    }
  }
  return found;
}
