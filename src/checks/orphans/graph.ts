/** Who uses whom, by id. */
export interface UseGraph {
  /** Ids in use by themselves: entry points and what other kinds of resources refer to. */
  readonly roots: ReadonlySet<string>;
  /** Id → ids it uses. */
  readonly uses: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Ids that a chain of uses from a root leads to. A use of itself, or by something unused, leads nowhere. */
export function reachableFrom({ roots, uses }: UseGraph): ReadonlySet<string> {
  const reached = new Set(roots);
  // A set hands out what is added to it while it is walked: it is its own queue.
  for (const id of reached) for (const used of uses.get(id) ?? []) reached.add(used);
  return reached;
}
