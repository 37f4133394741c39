import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildCalibrations } from "./calibrations.ts";
import { buildForms, buildPublishedForms } from "./evaluation-forms.ts";
import { buildQualityAudits } from "./quality-audits.ts";

/** How conversations are evaluated. */
export function buildQuality(base: OrgBase) {
  const publishedForms = once(() => buildPublishedForms(base));
  return {
    publishedForms,
    forms: once(() => buildForms(base, publishedForms())),
    qualityAudits: once(() => buildQualityAudits(base)),
    calibrations: once(() => buildCalibrations(base, publishedForms())),
  };
}
