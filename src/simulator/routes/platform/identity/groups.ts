import { renderGroup } from "../../../org/identity/groups.ts";
import { renderUser } from "../../../org/identity/render-users.ts";
import { notFound } from "../../../server/api-error.ts";
import type { Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";

/** Groups and who is in them. */
export const groupRoutes: readonly Route[] = [
  listRoute({
    path: "/api/v2/groups",
    paging: "number",
    list: (_request, { org }) => org.identity.groups().map(renderGroup),
  }),
  listRoute({
    path: "/api/v2/groups/{groupId}/members",
    paging: "number",
    list: ({ params }, { org }) => {
      const group = org.identity.groups().find(({ id }) => id === params["groupId"]);
      if (group === undefined) throw notFound();
      const members = org.identity.memberById();
      return group.members.flatMap(({ id }) => {
        const member = members.get(id);
        return member === undefined ? [] : [renderUser(org.seed, member, () => [], [])];
      });
    },
  }),
];
