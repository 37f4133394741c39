import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { dates } from "../contact-centre/stamps.ts";
import type { OrgBase } from "../org-base.ts";
import type { Random } from "../random.ts";
import { day, minute } from "../spans.ts";

/** A reference to some user, by id alone. */
export function someUser({ people }: OrgBase, random: Random): JsonObject {
  const { id } = random.pick(people.users);
  return { id, selfUri: `/api/v2/users/${id}` };
}

/** The dates of an entity, and references to who made and changed it. */
export function userStamps(base: OrgBase, random: Random) {
  return { ...dates(base, random), createdBy: someUser(base, random), modifiedBy: someUser(base, random) };
}

/** An instant so many days ago, at some minute of that day. */
export function daysAgo({ now }: OrgBase, days: number, random: Random): string {
  return formatTimestamp(now - days * day - random.between(1, 1_400) * minute);
}
