import { any, ok, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";

const view = any("integrations:integration:view");
const actions = any("integrations:action:view", "bridge:actions:view");

/** Integrations with other systems, their actions and what they log in with. */
export const integrationRoutes: readonly Route[] = [
  listRoute({
    path: "/api/v2/integrations",
    permissions: view,
    paging: "number",
    list: (_request, { org }) => org.contactCentre.integrations(),
  }),
  listRoute({
    path: "/api/v2/integrations/actions",
    permissions: actions,
    paging: "number",
    list: (_request, { org }) => org.contactCentre.dataActions(),
  }),
  listRoute({
    path: "/api/v2/integrations/actions/drafts",
    permissions: actions,
    paging: "number",
    list: (_request, { org }) => org.contactCentre.actionDrafts(),
  }),
  {
    surface: "platform",
    method: "GET",
    path: "/api/v2/integrations/actions/certificates",
    permissions: any("integrations:actionCertificate:view"),
    handle: () => {
      const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
      const entities = ["Current", "Upcoming"].map((status) => ({
        signingAuthority: "DigiCert",
        certificate,
        status,
        type: "Client",
      }));
      return ok({ entities, total: entities.length });
    },
  },
  listRoute({
    path: "/api/v2/integrations/credentials/listing",
    permissions: view,
    paging: "after",
    maxSize: 200,
    list: (_request, { org }) => org.contactCentre.credentials(),
  }),
];
