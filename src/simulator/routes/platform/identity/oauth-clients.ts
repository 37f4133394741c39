import type { JsonObject } from "../../../../model/json.ts";
import { type OAuthClient, renderOAuthClient } from "../../../org/identity/oauth-clients.ts";
import type { Org } from "../../../org/org.ts";
import { notFound } from "../../../server/api-error.ts";
import { any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";
import { settingsRoute } from "../settings-route.ts";

const permissions = any("oauth:client:view");

function rendered(org: Org, client: OAuthClient): JsonObject {
  return renderOAuthClient(org, client, ({ id }, role) => {
    const grants = org.identity.grantsBySubject().get(id) ?? [];
    return grants.filter((grant) => grant.role === role).map(({ division }) => division.id);
  });
}

/** OAuth clients. */
export const oauthClientRoutes: readonly Route[] = [
  listRoute({
    path: "/api/v2/oauth/clients",
    permissions,
    paging: "none",
    list: (_request, { org }) => org.identity.clients().map((client) => rendered(org, client)),
  }),
  settingsRoute({
    path: "/api/v2/oauth/clients/{clientId}",
    permissions,
    read: ({ clientId }, { org }) => {
      const client = org.identity.clients().find(({ id }) => id === clientId);
      if (client === undefined) throw notFound();
      return rendered(org, client);
    },
  }),
];
