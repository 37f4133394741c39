import { emailRoutes } from "../../../org/contact-centre/email.ts";
import { all, any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";

const email = all("routing:email:manage");

/** Where contacts come in, beside calls: messages, e-mail, web pages and events. */
export const entryPointRoutes: readonly Route[] = [
  listRoute({
    path: "/api/v2/architect/emergencygroups",
    permissions: all("routing:emergencyGroup:view"),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.emergencyGroups(),
  }),
  listRoute({
    path: "/api/v2/routing/message/recipients",
    permissions: all("routing:message:manage"),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.messageRecipients(),
  }),
  listRoute({
    path: "/api/v2/routing/email/domains",
    permissions: email,
    paging: "number",
    list: (_request, { org }) => org.contactCentre.emailDomains(),
  }),
  listRoute({
    path: "/api/v2/routing/email/domains/{domainName}/routes",
    permissions: any("routing:email:view", "routing:email:manage"),
    paging: "number",
    list: ({ params }, { org }) => emailRoutes(org, params["domainName"] ?? ""),
  }),
  listRoute({
    path: "/api/v2/routing/email/outbound/domains",
    permissions: email,
    paging: "number",
    list: (_request, { org }) => org.contactCentre.outboundDomains(),
  }),
  listRoute({
    path: "/api/v2/processautomation/triggers",
    permissions: any("processautomation:trigger:edit", "processautomation:trigger:view"),
    paging: "after",
    maxSize: 200,
    list: (_request, { org }) => org.contactCentre.triggers(),
  }),
  listRoute({
    path: "/api/v2/webdeployments/deployments",
    permissions: all("webDeployments:deployment:view"),
    paging: "after",
    list: (_request, { org }) => org.contactCentre.webDeployments(),
  }),
  listRoute({
    path: "/api/v2/webdeployments/configurations",
    permissions: all("webDeployments:configuration:view"),
    paging: "after",
    list: (_request, { org }) => org.contactCentre.webConfigurations(),
  }),
  listRoute({
    path: "/api/v2/routing/sms/phonenumbers",
    permissions: all("sms:phoneNumber:view"),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.smsNumbers(),
  }),
  listRoute({
    path: "/api/v2/conversations/messaging/integrations",
    permissions: all("messaging:integration:view"),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.messagingIntegrations(),
  }),
];
