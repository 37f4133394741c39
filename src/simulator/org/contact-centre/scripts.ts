import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import { divisionRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { departments, languages } from "../word-lists.ts";
import { entities } from "./entities.ts";
import { dates } from "./stamps.ts";

/** Scripts that agents follow; some were never published. */
export function buildScripts(base: OrgBase): readonly JsonObject[] {
  return entities(base, "script", departments.length, ({ index, id, random }) => {
    const { dateCreated, dateModified } = dates(base, random);
    return compact({
      id,
      name: `${departments[index]} script`,
      division: divisionRef(random.pick(base.people.divisions)),
      versionId: id,
      createdDate: dateCreated,
      modifiedDate: dateModified,
      publishedDate: index % 4 === 3 ? undefined : dateModified,
      versionDate: dateModified,
      selfUri: `/api/v2/scripts/${id}`,
    });
  });
}

/** Grammars of speech recognition; one has no language. */
export function buildGrammars(base: OrgBase): readonly JsonObject[] {
  return entities(base, "grammar", 4, ({ index, id, random }) => ({
    id,
    name: `${departments[index]} words`,
    description: "What callers may say",
    languages:
      index === 2
        ? []
        : [{ id: `${id}-1`, grammarId: id, language: random.pick(languages)[1], voiceFileMetadata: {} }],
    selfUri: `/api/v2/architect/grammars/${id}`,
  }));
}

/** Bases of knowledge; one is empty, one was never published. */
export function buildKnowledgeBases(base: OrgBase): readonly JsonObject[] {
  return entities(base, "knowledge-base", 4, ({ index, id, random }) => ({
    id,
    name: `${departments[index]} answers`,
    description: "Questions and answers",
    coreLanguage: "en-US",
    ...dates(base, random),
    faqCount: 0,
    articleCount: index === 1 ? 0 : random.between(5, 400),
    published: index !== 3,
    selfUri: `/api/v2/knowledge/knowledgebases/${id}`,
  }));
}
