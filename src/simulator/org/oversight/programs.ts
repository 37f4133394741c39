import type { JsonObject } from "../../../model/json.ts";
import { entities } from "../contact-centre/entities.ts";
import { dates } from "../contact-centre/stamps.ts";
import { entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { departments } from "../word-lists.ts";
import { daysAgo, someUser } from "./references.ts";
import { topicsPerProgram } from "./topics.ts";

const path = "/api/v2/speechandtextanalytics";

/** Programs as the list of them tells: two were changed and not published. */
export function buildPrograms(base: OrgBase): readonly JsonObject[] {
  return entities(base, "sta-program", departments.length, ({ index, id, random }) => ({
    id,
    name: `${departments[index]} conversations`,
    description: "",
    published: index % 4 !== 2,
    topicsCount: topicsPerProgram,
    tags: [],
    modifiedBy: someUser(base, random),
    dateModified: dates(base, random).dateModified,
    selfUri: `${path}/programs/${id}`,
  }));
}

/** Programs that were changed since they were published, with their topics; one never was published. */
export function buildUnpublished(
  base: OrgBase,
  programs: readonly JsonObject[],
  topics: readonly JsonObject[],
): readonly JsonObject[] {
  return entities(base, "sta-unpublished", programs.length, ({ index, random }) => {
    const { topicsCount: _, ...program } = programs[index] ?? {};
    const first = index * topicsPerProgram;
    return {
      ...program,
      topics: topics.slice(first, first + topicsPerProgram).map(({ id, name }) => ({
        id: `${id}`,
        name: `${name}`,
        selfUri: `${path}/topics/${id}`,
      })),
      ...(index === 2
        ? {}
        : { publishedBy: someUser(base, random), datePublished: daysAgo(base, 700, random) }),
    };
  }).filter(({ published }) => published === false);
}

/** Which program listens on which queues and flows; the last one listens nowhere. */
export function buildMappings(base: OrgBase, programs: readonly JsonObject[]): readonly JsonObject[] {
  const calls = base.busyFlows.filter(({ type }) => type === "INBOUNDCALL");
  return entities(base, "sta-mapping", programs.length, ({ index, random }) => {
    const { id, name, selfUri } = programs[index] ?? {};
    const nowhere = index === programs.length - 1;
    const queues = base.queues.filter((_, place) => !nowhere && place % programs.length === index);
    const flows = calls.filter((_, place) => !nowhere && place % programs.length === index);
    const ref = (entity: { id: string; name: string }, to: string): JsonObject => {
      const { name: _, ...address } = entityRef(entity, to);
      return address;
    };
    return {
      program: { id: `${id}`, name: `${name}`, selfUri: `${selfUri}` },
      queues: queues.map((queue) => ref(queue, "/api/v2/routing/queues")),
      flows: flows.map((flow) => ref(flow, "/api/v2/flows")),
      modifiedBy: someUser(base, random),
      dateModified: dates(base, random).dateModified,
    };
  });
}
