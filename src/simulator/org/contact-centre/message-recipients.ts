import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { uuidFor } from "../uuid.ts";
import { departments } from "../word-lists.ts";
import { someFlow } from "./flow-ref.ts";
import { dates } from "./stamps.ts";

const channels = ["sms", "whatsapp", "open", "instagram", "apple", "facebook"] as const;

/** Addresses that messages come in at; some have no flow, so that nobody answers. */
export function buildMessageRecipients(base: OrgBase): readonly JsonObject[] {
  return departments.map((department, index) => {
    const random = randomFor(base.seed, "recipient", index);
    const messengerType = channels[index % channels.length] ?? "open";
    const number = `+1317555${4_000 + index}`;
    const id = messengerType === "sms" ? number : uuidFor(base.seed, "recipient", index);
    const flow = index % 5 === 4 ? undefined : someFlow(base, "INBOUNDSHORTMESSAGE", random);
    return compact({
      id,
      name: messengerType === "sms" ? number : `${department} ${messengerType}`,
      flow,
      ...dates(base, random),
      messengerType,
      selfUri: `/api/v2/routing/message/recipients/${encodeURIComponent(id)}`,
    });
  });
}
