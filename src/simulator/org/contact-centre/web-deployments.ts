import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import type { OrgBase } from "../org-base.ts";
import { emailDomain } from "../people.ts";
import { departments } from "../word-lists.ts";
import { entities } from "./entities.ts";
import { someFlow } from "./flow-ref.ts";
import { dates } from "./stamps.ts";

/** Settings of web messaging; some let visitors send files or agents take control of a page. */
export function buildWebConfigurations(base: OrgBase): readonly JsonObject[] {
  return entities(base, "web-configuration", 4, ({ index, id, random }) => {
    const stamped = dates(base, random);
    return compact({
      id,
      name: `Messenger ${index + 1}`,
      version: String(random.between(1, 9)),
      description: "Messenger of the public pages",
      languages: ["en-us"],
      defaultLanguage: "en-us",
      messenger: {
        enabled: true,
        fileUpload: {
          enableAttachments: index === 1,
          modes: [{ fileTypes: ["image/png"], maxFileSizeKB: 10_240 }],
        },
        sessionPersistenceType: "AcrossSubdomains",
      },
      cobrowse: { enabled: index < 2, allowAgentControl: index === 1, maskSelectors: ["input"] },
      journeyEvents: { enabled: index === 0 },
      authenticationSettings: index === 2 ? { enabled: true, integrationId: id } : undefined,
      ...stamped,
      datePublished: stamped.dateModified,
      status: "Active",
      selfUri: `/api/v2/webdeployments/configurations/${id}/versions/1`,
    });
  });
}

/** Deployments of web messaging; some may be embedded in any page. */
export function buildWebDeployments(
  base: OrgBase,
  configurations: readonly JsonObject[],
): readonly JsonObject[] {
  return entities(base, "web-deployment", 8, ({ index, id, random }) => {
    const { id: configurationId, name, version } = random.pick(configurations);
    const anywhere = index % 4 === 1;
    const user = random.pick(base.people.users).id;
    return compact({
      id,
      name: `${departments[index % departments.length]} pages`,
      description: "Public web pages",
      allowAllDomains: anywhere,
      allowedDomains: anywhere ? [] : [`www.${emailDomain}`],
      ...dates(base, random),
      lastModifiedUser: { id: user, selfUri: `/api/v2/users/${user}` },
      flow: index === 5 ? undefined : someFlow(base, "INBOUNDSHORTMESSAGE", random),
      status: index === 6 ? "Inactive" : "Active",
      configuration: { id: `${configurationId}`, name: `${name}`, version: `${version}` },
      selfUri: `/api/v2/webdeployments/deployments/${id}`,
    });
  });
}
