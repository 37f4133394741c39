/**
 * What a rule says about a resource, worst first: a proven failure outweighs what could not be
 * evaluated, which outweighs a pass.
 */
export const statuses = ["fail", "error", "unknown", "pass", "not-applicable"] as const;
export type Status = (typeof statuses)[number];

/** The worst of some statuses; `not-applicable` when there are none. */
export function worstStatus(all: Iterable<Status>): Status {
  let worst = statuses.length - 1;
  for (const status of all) worst = Math.min(worst, statuses.indexOf(status));
  return statuses[worst] ?? "not-applicable";
}
