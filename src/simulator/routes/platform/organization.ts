import { ok, type Route } from "../../server/route.ts";
import { settingsRoute } from "./settings-route.ts";

/** The organisation itself and the token that asks. */
export const organizationRoutes: readonly Route[] = [
  settingsRoute({
    path: "/api/v2/organizations/me",
    read: (_params, { org }) => ({
      id: org.id,
      name: org.name,
      defaultLanguage: "en-US",
      defaultCountryCode: "US",
      domain: org.domain,
      version: 7,
      state: "active",
      productPlatform: "GenesysCloud",
      features: { architect: true, purecloud: true, purecloudVoice: true, telephony: true },
      selfUri: `/api/v2/organizations/${org.id}`,
    }),
  }),
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/tokens/me",
    query: { preserveIdleTTL: { type: "boolean" } },
    handle: (_request, { org }) =>
      ok({
        organization: { id: org.id, name: org.name },
        homeOrganization: { id: org.id, name: org.name },
        authorizedScope: ["architect:readonly", "audits:readonly", "organization:readonly"],
        OAuthClient: {
          id: org.people.reader.id,
          name: org.people.reader.name,
          authorizedGrantType: "CLIENT-CREDENTIALS",
          state: "active",
          organization: { id: org.id, name: org.name },
        },
      }),
  },
];
