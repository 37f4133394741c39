import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { hour } from "../spans.ts";
import { uuidFor } from "../uuid.ts";
import { departments } from "../word-lists.ts";
import { someFlow } from "./flow-ref.ts";

const domains = ["care", "billing", "claims", "news"].map((part) => `${part}.northwind-care.example`);
const unfinished = "news.northwind-care.example";

function dmarc({ now }: OrgBase, domain: string): JsonObject {
  const records = [{ name: `_dmarc.${domain}`, type: "TXT", value: "v=DMARC1; p=reject" }];
  const dateChecked = formatTimestamp(now - 6 * hour);
  return domain === unfinished
    ? { status: "NotPresent", detectedPolicy: "unknown", dateChecked, records: [] }
    : { status: "Valid", detectedPolicy: "reject", dateChecked, records };
}

/** Domains that e-mail comes in at; the mail exchanger of one was never set up. */
export function buildEmailDomains(base: OrgBase): readonly JsonObject[] {
  return domains.map((id) => ({
    id,
    name: id,
    mxRecordStatus: id === unfinished ? "INVALID" : "VALID",
    subDomain: false,
    dmarcVerificationResult: dmarc(base, id),
    selfUri: `/api/v2/routing/email/domains/${id}`,
  }));
}

/** Domains that e-mail is sent from; one is not verified. */
export function buildOutboundDomains(base: OrgBase): readonly JsonObject[] {
  return domains.map((id) => {
    const done = id !== unfinished;
    return {
      id,
      name: id,
      cnameVerificationResult: { status: "VERIFIED", records: [] },
      dkimVerificationResult: { status: done ? "VERIFIED" : "PENDING", records: [] },
      senderType: "EmailDomain",
      dmarcVerificationResult: dmarc(base, id),
      selfUri: `/api/v2/routing/email/outbound/domains/${id}`,
    };
  });
}

/** Addresses of a domain: to a flow, to a queue, or (some) to neither. Nothing comes in at the last one. */
export function emailRoutes(base: OrgBase, domain: string): readonly JsonObject[] {
  if (domain === unfinished || !domains.includes(domain)) return [];
  return departments.slice(0, 5).map((department, index) => {
    const random = randomFor(base.seed, "email-route", domain, index);
    const id = uuidFor(base.seed, "email-route", domain, index);
    const queue = entityRef(random.pick(base.queues), "/api/v2/routing/queues");
    return compact({
      id,
      name: `${department} mail`,
      pattern: department.toLowerCase(),
      priority: 0,
      fromName: `Northwind ${department}`,
      fromEmail: `${department.toLowerCase()}@${domain}`,
      flow: index < 3 ? someFlow(base, "INBOUNDEMAIL", random) : undefined,
      queue: index === 3 ? queue : undefined,
      spamFlow: index === 0 ? someFlow(base, "INBOUNDEMAIL", random) : undefined,
      historyInclusion: "Optional",
      selfUri: `/api/v2/routing/email/domains/${domain}/routes/${id}`,
    });
  });
}
