import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import { entities } from "../contact-centre/entities.ts";
import { dates } from "../contact-centre/stamps.ts";
import type { OrgBase } from "../org-base.ts";
import { uuidFor } from "../uuid.ts";
import { dialects } from "./dialects.ts";

/** How summaries are written: one shows personal data, one is written by another service. */
export function buildSummarySettings(base: OrgBase): readonly JsonObject[] {
  return entities(base, "summary-setting", 4, ({ index, id, random }) => {
    const external = index === 2;
    const prompt = index === 3;
    return compact({
      id,
      name: ["Calls", "Calls with details", "Calls by partner", "E-mails"][index],
      language: dialects[index % 2],
      interactionType: prompt ? "Email" : "Live",
      summaryType: index === 1 ? "Detailed" : "Concise",
      format: "TextBlock",
      maskPII: { all: index !== 1 },
      participantLabels: { internal: "Agent", external: "Customer" },
      predefinedInsights: ["ReasonForCall", "Resolution"],
      settingType: prompt ? "Prompt" : "Basic",
      prompt: prompt ? "Tell in three sentences what was asked and what was promised." : undefined,
      serviceType: external ? "External" : "Native",
      integrationId: external ? uuidFor(base.seed, "integration", 1) : undefined,
      timeoutDuration: external ? 20 : undefined,
      ...dates(base, random),
      selfUri: `/api/v2/conversations/summaries/settings/${id}`,
    });
  });
}
