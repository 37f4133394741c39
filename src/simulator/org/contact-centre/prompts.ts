import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import type { OrgBase } from "../org-base.ts";
import type { Random } from "../random.ts";
import { departments, languages, purposes } from "../word-lists.ts";
import { entities } from "./entities.ts";

function resource(promptId: string, language: string, index: number, random: Random): JsonObject {
  const silent = index % 9 === 4;
  const failed = index % 9 === 7;
  const recorded = !silent && !failed && random.chance(0.6);
  const selfUri = `/api/v2/architect/prompts/${promptId}/resources/${language}`;
  return compact({
    id: language,
    promptId,
    language,
    mediaUri: recorded ? `https://prompts.example${selfUri}/audio` : undefined,
    ttsString: silent || recorded ? undefined : "Thank you for calling.",
    uploadStatus: failed ? "transcodeFailed" : recorded ? "transcoded" : "created",
    languageDefault: language === "en-us",
    durationSeconds: recorded ? random.between(2, 40) + 0.5 : undefined,
    selfUri,
  });
}

/** Prompts; some have no audio and no text, the audio of some could not be converted, some are empty. */
export function buildPrompts(base: OrgBase): readonly JsonObject[] {
  return entities(base, "prompt", base.counts.queues * 2, ({ index, id, random }) => {
    const name = `${random.pick(departments)}_${random.pick(purposes).replaceAll(" ", "_")}_${index + 1}`;
    const spoken = [languages[0][1], ...(random.chance(0.4) ? [random.pick(languages.slice(1))[1]] : [])];
    return {
      id,
      name,
      description: `Played by ${random.pick(departments)}`,
      resources: index % 13 === 6 ? [] : spoken.map((language) => resource(id, language, index, random)),
      selfUri: `/api/v2/architect/prompts/${id}`,
    };
  });
}
