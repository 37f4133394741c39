import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { uuidFor } from "../uuid.ts";
import { dates } from "./stamps.ts";

/** Numbers that text messages come in at, and are sent from; one is about to be given up. */
export function buildSmsNumbers(base: OrgBase, recipients: readonly JsonObject[]): readonly JsonObject[] {
  return recipients
    .filter((recipient) => recipient["messengerType"] === "sms")
    .map((recipient, index) => {
      const random = randomFor(base.seed, "sms-number", index);
      const stamped = dates(base, random);
      return {
        id: `${recipient["id"]}`,
        name: `${recipient["name"]}`,
        phoneNumber: `${recipient["id"]}`,
        phoneNumberType: "local",
        provisionedThroughPureCloud: true,
        phoneNumberStatus: index === 1 ? "PENDING_CANCELLATION" : "ACTIVE",
        capabilities: ["sms"],
        countryCode: "US",
        ...stamped,
        version: 1,
        purchaseDate: stamped.dateCreated,
        autoRenewable: "Quarterly",
        supportsSms: true,
        supportsMms: false,
        supportsVoice: false,
        selfUri: `/api/v2/routing/sms/phonenumbers/${recipient["id"]}`,
      };
    });
}

/** Connections to messaging services; one reports an error. */
export function buildMessagingIntegrations(
  base: OrgBase,
  recipients: readonly JsonObject[],
): readonly JsonObject[] {
  return recipients
    .filter((recipient) => recipient["messengerType"] !== "sms")
    .map((recipient, index) => {
      const id = uuidFor(base.seed, "messaging-integration", index);
      return compact({
        id,
        name: `${recipient["name"]}`,
        supportedContent: { id: uuidFor(base.seed, "supported-content", 0), name: "Default" },
        status: index === 1 ? "Error" : index === 3 ? "Inactive" : "Active",
        messengerType: recipient["messengerType"],
        recipient: { id: `${recipient["id"]}`, name: `${recipient["name"]}` },
        ...dates(base, randomFor(base.seed, "messaging-integration", index)),
        version: 1,
        selfUri: `/api/v2/conversations/messaging/integrations/${id}`,
      });
    });
}
