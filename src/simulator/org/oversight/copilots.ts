import type { JsonObject } from "../../../model/json.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { uuidFor } from "../uuid.ts";

/** Rules that show the checklist of the assistant's department when a conversation starts. */
function rules(base: OrgBase, index: number): JsonObject[] {
  return [
    {
      id: uuidFor(base.seed, "copilot-rule", index),
      enabled: index !== 4,
      rule: {
        conditions: [{ conditionType: "ConversationStart", conditionValues: [] }],
        actions: [
          {
            actionType: "Checklist",
            attributes: { checklistId: uuidFor(base.seed, "agent-checklist", index) },
          },
        ],
      },
    },
  ];
}

/** The copilot of an assistant by its place in the list; every fourth has none, some show no checklist. */
export function copilotOf(base: OrgBase, index: number, assistantId: string): JsonObject | undefined {
  if (index % 4 === 3) return undefined;
  const random = randomFor(base.seed, "copilot", index);
  return {
    enabled: index !== 5,
    liveOnQueue: index !== 1,
    defaultLanguage: "en-US",
    summaryGenerationConfig: {
      enabled: index !== 2,
      ...(index === 2 ? {} : { summarySetting: { id: uuidFor(base.seed, "summary-setting", index % 4) } }),
    },
    wrapupCodePredictionConfig: { enabled: random.chance(0.5) },
    nluEngineType: "NluV3",
    nluConfig: {
      domain: { id: uuidFor(base.seed, "nlu-domain", index), useLatestVersion: true },
      intentConfidenceThreshold: 0.5,
    },
    ruleEngineConfig: { rules: index === 2 ? [] : rules(base, index), fallback: { enabled: false } },
    autoSearchConfig: { type: random.chance(0.5) ? "ArticlesOnly" : "AnswerGeneration" },
    manualSearchConfig: { articlesWithAnswerHighlights: true, answerGeneration: index === 0 },
    selfUri: `/api/v2/assistants/${assistantId}/copilot`,
  };
}
