import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildCategories } from "./categories.ts";
import { buildMappings, buildPrograms, buildUnpublished } from "./programs.ts";
import { buildTopics } from "./topics.ts";

/** What speech and text analytics listens for. */
export function buildSpeech(base: OrgBase) {
  const topics = once(() => buildTopics(base));
  const programs = once(() => buildPrograms(base));
  return {
    topics,
    programs,
    unpublishedPrograms: once(() => buildUnpublished(base, programs(), topics())),
    programMappings: once(() => buildMappings(base, programs())),
    categories: once(() => buildCategories(base, topics())),
  };
}
