import type { JsonObject } from "../../../model/json.ts";
import { divisionRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { departments, languages, products } from "../word-lists.ts";
import { entities } from "./entities.ts";
import { dates, stamps } from "./stamps.ts";

/** Skills; a name that differs only in case is there twice. */
export function buildSkills(base: OrgBase): readonly JsonObject[] {
  const names = [...products.map((product) => `${product} expert`), "mobile Expert", ...departments];
  return entities(base, "skill", names.length, ({ index, id, random }) => ({
    id,
    name: names[index] ?? "",
    dateModified: dates(base, random).dateModified,
    state: index === 10 ? "inactive" : "active",
    version: String(random.between(1, 9)),
    selfUri: `/api/v2/routing/skills/${id}`,
  }));
}

/** Languages that agents speak. */
export function buildLanguages(base: OrgBase): readonly JsonObject[] {
  return entities(base, "language", languages.length, ({ index, id, random }) => ({
    id,
    name: languages[index]?.[1] ?? "",
    dateModified: dates(base, random).dateModified,
    state: "active",
    version: "1",
    selfUri: `/api/v2/routing/languages/${id}`,
  }));
}

const outcomes = ["Resolved", "Follow-up", "Escalated", "Wrong number", "Complaint"] as const;

/** Wrap-up codes. */
export function buildWrapUpCodes(base: OrgBase): readonly JsonObject[] {
  return entities(base, "wrapup-code", outcomes.length * products.length, ({ index, id, random }) => {
    const { version: _, ...stamped } = stamps(base, random);
    return {
      id,
      name: `${outcomes[index % outcomes.length]} ${products[Math.floor(index / outcomes.length)]}`,
      division: divisionRef(random.pick(base.people.divisions)),
      ...stamped,
      selfUri: `/api/v2/routing/wrapupcodes/${id}`,
    };
  });
}

/** Wrap-up codes of a queue; some queues have none. */
export function queueWrapUpCodes(
  base: OrgBase,
  codes: readonly JsonObject[],
  queueId: string,
): readonly JsonObject[] {
  const index = base.queues.findIndex(({ id }) => id === queueId);
  return index % 8 === 5
    ? []
    : codes.filter((_, place) => place % products.length === index % products.length);
}

/** Groups of agents by skill; nobody has the skills of some. */
export function buildSkillGroups(base: OrgBase): readonly JsonObject[] {
  return entities(base, "skill-group", departments.length, ({ index, id, random }) => ({
    id,
    name: `${departments[index]} experts`,
    division: divisionRef(random.pick(base.people.divisions)),
    description: `Who can answer for ${departments[index]}`,
    memberCount: index % 4 === 2 ? 0 : random.between(1, base.people.users.length),
    ...dates(base, random),
    selfUri: `/api/v2/routing/skillgroups/${id}`,
  }));
}
