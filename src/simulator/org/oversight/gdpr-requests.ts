import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import { entities } from "../contact-centre/entities.ts";
import { entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { personalValue } from "../personal-data.ts";
import { uuidFor } from "../uuid.ts";
import { daysAgo } from "./references.ts";

const types = ["GDPR_EXPORT", "GDPR_DELETE", "GDPR_UPDATE"] as const;
const states = ["COMPLETED", "COMPLETED", "ERROR", "DELETING", "INITIATED", "SEARCHING"] as const;

/** What people asked for about their data; one failed, one has been waiting for months. */
export function buildGdprRequests(base: OrgBase): readonly JsonObject[] {
  return entities(base, "gdpr-request", 6 + 3 * base.counts.plants, ({ index, id, random }) => {
    const requestType = types[index % types.length] ?? "GDPR_EXPORT";
    const status = states[index % states.length] ?? "COMPLETED";
    const waiting = index === 4;
    return compact({
      id,
      createdBy: entityRef(random.pick(base.people.users), "/api/v2/users"),
      requestType,
      createdDate: daysAgo(base, waiting ? 95 : random.between(1, 20), random),
      status,
      subject: compact({
        externalContactId: index % 2 === 0 ? uuidFor(base.seed, "external-contact", index) : undefined,
        emailAddresses: index % 2 === 0 ? undefined : [personalValue(random, "email")],
      }),
      replacementTerms:
        requestType === "GDPR_UPDATE"
          ? [{ type: "EMAIL", existingValue: personalValue(random, "email"), updatedValue: "removed" }]
          : undefined,
      selfUri: `/api/v2/gdpr/requests/${id}`,
    });
  });
}
