import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { OrgBase } from "../org-base.ts";
import { day } from "../spans.ts";
import { uuidFor } from "../uuid.ts";

const targets = [
  ["Recordings only from the office", "recording:recording:view", "ALL"],
  ["No deletion of recordings", "recording:recording:delete", "USER"],
  ["Clients read audits only", "audits:audit:view", "CLIENT"],
  ["Contractors see no customers", "externalContacts:contact:view", "GROUP"],
  ["No exports on weekends", "analytics:dataExport:add", "ALL"],
] as const;

/** Access policies; one was never switched on, some do not count for OAuth clients. */
export function buildAccessPolicies({ seed, now, people }: OrgBase, groupId: string): readonly JsonObject[] {
  const [user] = people.users;
  const ids = { ALL: undefined, USER: user?.id, CLIENT: people.pipeline.id, GROUP: groupId };
  return targets.map(([name, targetResource, type], index) => ({
    id: uuidFor(seed, "access-policy", index),
    name,
    targetResource,
    subject: compact({ type, id: ids[type] }),
    effect: index % 2 === 0 ? "ALLOW" : "DENY",
    condition: {
      any: [{ op: "EQUALS", left: { attribute: "request.network" }, right: { literal: "office" } }],
    },
    description: `${name}.`,
    dateModified: formatTimestamp(now - (20 + 90 * index) * day),
    presetAttributes: { office: { type: "STRING", value: "198.51.100.0/24" } },
    active: index !== 3,
    applyToClients: index % 2 === 0,
    selfUri: `/api/v2/authorization/policies/${uuidFor(seed, "access-policy", index)}`,
  }));
}
