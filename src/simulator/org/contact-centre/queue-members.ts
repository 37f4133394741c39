import type { JsonObject } from "../../../model/json.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";

/** Members of a queue, by name, as many as the queue says that it has. */
export function queueMembers(base: OrgBase, queue: JsonObject): readonly JsonObject[] {
  const { users } = base.people;
  const queueId = String(queue["id"]);
  const random = randomFor(base.seed, "queue-members", queueId);
  const first = random.between(0, users.length - 1);
  const count = Number(queue["memberCount"]);
  const joined = Number(queue["joinedMemberCount"]);
  const members = Array.from({ length: count }, (_, index) => {
    const { id, name } = users[(first + index) % users.length] ?? random.pick(users);
    return {
      id,
      name,
      user: { id, name, version: 1, selfUri: `/api/v2/users/${id}` },
      ringNumber: random.chance(0.8) ? 1 : random.between(2, 6),
      joined: index < joined,
      memberBy: random.chance(0.9) ? "user" : "group",
      selfUri: `/api/v2/routing/queues/${queueId}/members/${id}`,
    };
  });
  return members.toSorted((left, right) => (left.name < right.name ? -1 : 1));
}
