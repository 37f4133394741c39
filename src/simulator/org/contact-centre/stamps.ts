import { formatTimestamp } from "../../../time/timestamp.ts";
import type { OrgBase } from "../org-base.ts";
import type { Random } from "../random.ts";
import { day, minute } from "../spans.ts";

/** When an entity was made and last changed. */
export function dates({ now }: OrgBase, random: Random): { dateCreated: string; dateModified: string } {
  const modified = now - random.between(1, 500) * day - random.between(1, 1_400) * minute;
  const created = modified - random.between(0, 400) * day;
  return { dateCreated: formatTimestamp(created), dateModified: formatTimestamp(modified) };
}

/** The dates of an entity, the ids of who made and changed it, and how often it was saved. */
export function stamps(base: OrgBase, random: Random) {
  const { users } = base.people;
  return {
    ...dates(base, random),
    createdBy: random.pick(users).id,
    modifiedBy: random.pick(users).id,
    version: random.between(1, 30),
  };
}
