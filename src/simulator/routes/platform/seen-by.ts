import type { RouteContext } from "../../server/route.ts";

/** True for what belongs to no division, and for what belongs to one in which the client has its role. */
export function seenBy({
  org: { visible },
}: Pick<RouteContext, "org">): (record: { readonly division?: unknown }) => boolean {
  if (visible === undefined) return () => true;
  const ids = new Set(visible.map(({ id }) => id));
  return ({ division }) =>
    typeof division !== "object" || division === null || !("id" in division) || ids.has(String(division.id));
}
