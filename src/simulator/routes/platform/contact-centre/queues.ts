import { queueMembers } from "../../../org/contact-centre/queue-members.ts";
import { queueWrapUpCodes } from "../../../org/contact-centre/routing-lists.ts";
import { notFound } from "../../../server/api-error.ts";
import { all, any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";

const memberPermissions = any(
  "routing:queue:view",
  "routing:queue:edit",
  "routing:queue:readonly",
  "routing:queueMember:manage",
);

/** Queues, who is in them and how their calls are wrapped up. */
export const queueRoutes: readonly Route[] = [
  listRoute({
    path: "/api/v2/routing/queues",
    permissions: any("routing:queue:view"),
    paging: "number",
    query: { sortOrder: { type: "text" }, name: { type: "text" }, divisionId: { type: "text", many: true } },
    list: ({ query }, { org }) => {
      const name = query.text("name")?.toLowerCase();
      const divisions = query.all("divisionId");
      return org.contactCentre.queues().filter((queue) => {
        const text = `${queue["name"]}`.toLowerCase();
        const division = Object(queue["division"]).id;
        return (
          (name === undefined || text.includes(name)) &&
          (divisions.length === 0 || divisions.includes(division))
        );
      });
    },
  }),
  listRoute({
    path: "/api/v2/routing/queues/{queueId}/members",
    permissions: memberPermissions,
    paging: "number-only",
    maxSize: 100,
    list: ({ params }, { org }) => {
      const queue = org.contactCentre.queues().find(({ id }) => id === params["queueId"]);
      if (queue === undefined) throw notFound();
      return queueMembers(org, queue);
    },
  }),
  listRoute({
    path: "/api/v2/routing/queues/{queueId}/wrapupcodes",
    permissions: all("routing:queue:view"),
    paging: "number",
    list: ({ params }, { org }) =>
      queueWrapUpCodes(org, org.contactCentre.wrapUpCodes(), params["queueId"] ?? ""),
  }),
];
