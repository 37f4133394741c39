import type { JsonObject } from "../../../model/json.ts";
import { entities } from "../contact-centre/entities.ts";
import type { OrgBase } from "../org-base.ts";
import { uuidFor } from "../uuid.ts";
import { departments } from "../word-lists.ts";
import { daysAgo } from "./references.ts";

const path = "/api/v2/quality";

/** The id that all versions of a form share. */
export function formContext({ seed }: OrgBase, index: number): string {
  return uuidFor(seed, "form-context", index);
}

function question(text: string, fatal: boolean, critical: boolean): JsonObject {
  return {
    text,
    type: "multipleChoiceQuestion",
    naEnabled: false,
    commentsRequired: fatal,
    isKill: fatal,
    isCritical: critical,
    answerOptions: [
      { text: "Yes", value: 1 },
      { text: "No", value: 0 },
    ],
  };
}

function questionGroups(index: number): JsonObject[] {
  const greeting = [question("Did the agent say their name?", false, false)];
  const compliance = [
    question("Was the customer identified?", index !== 1, true),
    question("Was the recording announced?", false, true),
  ];
  return [
    { name: "Greeting", type: "questionGroup", weight: 30, manualWeight: true, questions: greeting },
    { name: "Compliance", type: "questionGroup", weight: 70, manualWeight: true, questions: compliance },
  ];
}

/** Versions of forms that were published, the newest of each form first; the last form never was. */
export function buildPublishedForms(base: OrgBase): readonly JsonObject[] {
  const forms = departments.length - 1;
  return entities(base, "published-form", forms * 2, ({ index, id, random }) => {
    const form = Math.floor(index / 2);
    const old = index % 2 === 1;
    return {
      id,
      name: `${departments[form]} quality${old ? " (old)" : ""}`,
      modifiedDate: daysAgo(base, old ? 700 : random.between(5, 400), random),
      published: true,
      contextId: formContext(base, form),
      questionGroups: questionGroups(form),
      weightMode: "SCALED",
      evaluationSettings: {
        revisionsEnabled: true,
        disputesEnabled: form !== 3,
        disputesAllowedPerEvaluation: 1,
      },
      dialect: "en-US",
      selfUri: `${path}/publishedforms/evaluations/${id}`,
    };
  });
}

/** Forms as they are edited, with the versions that were published of them. */
export function buildForms(base: OrgBase, published: readonly JsonObject[]): readonly JsonObject[] {
  return entities(base, "evaluation-form", departments.length, ({ index, id, random }) => {
    const contextId = formContext(base, index);
    const versions = published
      .filter((version) => version["contextId"] === contextId)
      .map(({ weightMode: _, ...version }) => version);
    return {
      id,
      name: `${departments[index]} quality`,
      modifiedDate: daysAgo(base, index === 4 ? 2 : random.between(400, 600), random),
      // The platform says so of every form in this list.
      published: false,
      contextId,
      weightMode: "SCALED",
      publishedVersions: {
        entities: versions,
        pageSize: Math.max(1, versions.length),
        pageNumber: 1,
        total: versions.length,
        pageCount: 1,
      },
      dialect: "en-US",
      selfUri: `${path}/forms/evaluations/${id}`,
    };
  });
}
