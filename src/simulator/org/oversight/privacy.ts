import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildGdprRequests } from "./gdpr-requests.ts";
import { buildMaskingRules } from "./masking-rules.ts";
import { buildSummarySettings } from "./summary-settings.ts";

/** What is masked, and what people asked for about their data. */
export function buildPrivacy(base: OrgBase) {
  return {
    maskingRules: once(() => buildMaskingRules(base)),
    summarySettings: once(() => buildSummarySettings(base)),
    gdprRequests: once(() => buildGdprRequests(base)),
  };
}
