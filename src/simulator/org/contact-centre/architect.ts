import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildDataTables } from "./data-tables.ts";
import { buildFlowLogLevels, buildFlowMarks } from "./flow-settings.ts";
import { buildActionDrafts, buildCredentials, buildDataActions, buildIntegrations } from "./integrations.ts";
import { buildPrompts } from "./prompts.ts";
import { buildLanguages, buildSkillGroups, buildSkills, buildWrapUpCodes } from "./routing-lists.ts";
import { buildScheduleGroups, buildSchedules } from "./schedules.ts";
import { buildGrammars, buildKnowledgeBases, buildScripts } from "./scripts.ts";

/** What flows use, and how routing and Architect are set up. */
export function buildArchitect(base: OrgBase) {
  const schedules = once(() => buildSchedules(base));
  const integrations = once(() => buildIntegrations(base));
  return {
    schedules,
    integrations,
    scheduleGroups: once(() => buildScheduleGroups(base, schedules())),
    prompts: once(() => buildPrompts(base)),
    dataTables: once(() => buildDataTables(base)),
    dataActions: once(() => buildDataActions(base, integrations())),
    actionDrafts: once(() => buildActionDrafts(base, integrations())),
    credentials: once(() => buildCredentials(base)),
    flowLogLevels: once(() => buildFlowLogLevels(base)),
    flowOutcomes: once(() => buildFlowMarks(base, "outcome")),
    flowMilestones: once(() => buildFlowMarks(base, "milestone")),
    skills: once(() => buildSkills(base)),
    languages: once(() => buildLanguages(base)),
    wrapUpCodes: once(() => buildWrapUpCodes(base)),
    skillGroups: once(() => buildSkillGroups(base)),
    scripts: once(() => buildScripts(base)),
    grammars: once(() => buildGrammars(base)),
    knowledgeBases: once(() => buildKnowledgeBases(base)),
  };
}
