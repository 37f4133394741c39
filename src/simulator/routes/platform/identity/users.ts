import { renderUser, type UserExpansion, verifiersOf } from "../../../org/identity/render-users.ts";
import { notFound } from "../../../server/api-error.ts";
import { any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";
import { settingsRoute } from "../settings-route.ts";

const expansions: readonly UserExpansion[] = [
  "authorization",
  "authorization.unusedRoles",
  "lasttokenissued",
  "dateLastLogin",
  "groups",
  "team",
];

/** Users and their second factors. */
export const userRoutes: readonly Route[] = [
  listRoute({
    path: "/api/v2/users",
    paging: "number",
    query: {
      expand: { type: "text", many: true, values: expansions },
      state: { type: "text", values: ["active", "inactive", "deleted", "any"] },
    },
    list: ({ query }, { org }) => {
      const state = query.text("state") ?? "active";
      const expand = query.all("expand");
      const groups = (id: string) => org.identity.groupsByUser().get(id) ?? [];
      return org.identity
        .members()
        .filter((member) => state === "any" || member.state === state)
        .map((member) => renderUser(org.seed, member, groups, expand));
    },
  }),
  settingsRoute({
    path: "/api/v2/users/{userId}/verifiers",
    permissions: any("mfa:verifier:view"),
    read: ({ userId = "" }, { org }) => {
      const member = org.identity.memberById().get(userId);
      if (member === undefined) throw notFound();
      const entities = verifiersOf(org.seed, member);
      return { total: entities.length, entities, selfUri: `/api/v2/users/${userId}/verifiers` };
    },
  }),
];
