import type { JsonObject } from "../../../model/json.ts";
import { entities } from "../contact-centre/entities.ts";
import { dates } from "../contact-centre/stamps.ts";
import type { OrgBase } from "../org-base.ts";
import { departments } from "../word-lists.ts";
import { dialects } from "./dialects.ts";
import { someUser } from "./references.ts";

const subjects = ["complaint", "cancellation", "card data"] as const;

/** Topics of each program, in the order of the programs. */
export const topicsPerProgram = subjects.length;

/** Topics that are listened for; the last two belong to no program, some were never published. */
export function buildTopics(base: OrgBase): readonly JsonObject[] {
  const count = departments.length * topicsPerProgram + 2;
  return entities(base, "sta-topic", count, ({ index, id, random }) => {
    const department = departments[Math.floor(index / topicsPerProgram)];
    const used = department !== undefined;
    return {
      id,
      name: used ? `${department} ${subjects[index % topicsPerProgram]}` : `Old promotion ${index}`,
      description: "",
      published: index % 9 !== 4,
      strictness: random.pick(["55", "72", "85"]),
      matchingType: random.chance(0.8) ? "Lexical" : "Semantic",
      programsCount: used ? 1 : 0,
      tags: used ? [department.toLowerCase()] : [],
      dialect: random.pick(dialects),
      participants: random.pick(["External", "Internal", "All"]),
      phrasesCount: index === 7 ? 0 : random.between(3, 20),
      modifiedBy: someUser(base, random),
      dateModified: dates(base, random).dateModified,
      selfUri: `/api/v2/speechandtextanalytics/topics/${id}`,
    };
  });
}
