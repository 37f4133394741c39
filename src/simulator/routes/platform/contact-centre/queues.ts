import { any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";

/** Queues. */
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
];
