import { scoringRules } from "../../../org/oversight/scoring-rules.ts";
import { badRequest, notFound } from "../../../server/api-error.ts";
import { any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";
import { settingsRoute } from "../settings-route.ts";

const path = "/api/v2/quality";
const product = "quality";

/** How conversations are evaluated, by what and by whom. */
export const qualityRoutes: readonly Route[] = [
  listRoute({
    path: `${path}/forms/evaluations`,
    permissions: any("quality:evaluationForm:view"),
    product,
    paging: "number",
    query: { expand: { type: "text", values: ["publishHistory"] } },
    list: ({ query }, { org }) => {
      const forms = org.oversight.forms();
      if (query.text("expand") !== undefined) return forms;
      return forms.map(({ publishedVersions: _, ...form }) => form);
    },
  }),
  listRoute({
    path: `${path}/publishedforms/evaluations`,
    permissions: any("quality:evaluationForm:view"),
    product,
    paging: "number",
    query: { onlyLatestPerContext: { type: "boolean" } },
    list: ({ query }, { org }) => {
      const forms = org.oversight.publishedForms();
      return query.flag("onlyLatestPerContext") === true
        ? forms.filter((_, index) => index % 2 === 0)
        : forms;
    },
  }),
  settingsRoute({
    path: `${path}/programs/{programId}/agentscoringrules`,
    permissions: any("quality:scoringRule:view"),
    product,
    read: ({ programId = "" }, { org }) => {
      const index = org.oversight.programs().findIndex(({ id }) => id === programId);
      if (index < 0) throw notFound();
      const entities = scoringRules(org, index, programId);
      return { entities, total: entities.length };
    },
  }),
  settingsRoute({
    path: "/api/v2/users/{userId}",
    read: ({ userId }, { org }) => {
      const user = org.people.users.find(({ id }) => id === userId);
      if (user === undefined) throw notFound();
      const { id, name, email, department } = user;
      return { id, name, email, department, state: "active", version: 1, selfUri: `/api/v2/users/${id}` };
    },
  }),
  listRoute({
    path: `${path}/calibrations`,
    permissions: any("quality:calibration:view"),
    product,
    paging: "number",
    query: { calibratorId: { type: "text" } },
    list: ({ query }, { org }) => {
      const calibratorId = query.text("calibratorId");
      if (calibratorId === undefined) throw badRequest("Parameter [calibratorId] is missing.", "bad.request");
      return org.oversight.calibrations().filter(({ calibrator }) => Object(calibrator).id === calibratorId);
    },
  }),
];
