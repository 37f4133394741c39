import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildMaskingRules } from "./masking-rules.ts";

/** What is masked, and what people asked for about their data. */
export function buildPrivacy(base: OrgBase) {
  return { maskingRules: once(() => buildMaskingRules(base)) };
}
