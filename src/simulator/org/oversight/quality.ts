import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildCalibrations } from "./calibrations.ts";
import { buildForms, buildPublishedForms } from "./evaluation-forms.ts";

/** How conversations are evaluated. */
export function buildQuality(base: OrgBase) {
  const publishedForms = once(() => buildPublishedForms(base));
  return {
    publishedForms,
    forms: once(() => buildForms(base, publishedForms())),
    calibrations: once(() => buildCalibrations(base, publishedForms())),
  };
}
