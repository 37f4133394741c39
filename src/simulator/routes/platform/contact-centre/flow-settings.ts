import type { JsonObject } from "../../../../model/json.ts";
import { formatTimestamp } from "../../../../time/timestamp.ts";
import { logLevel } from "../../../org/contact-centre/flow-settings.ts";
import type { Org } from "../../../org/org.ts";
import { day } from "../../../org/spans.ts";
import type { QuerySpec, QueryValues } from "../../../server/query-values.ts";
import { all, any, ok, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";
import { settingsRoute } from "../settings-route.ts";

const levelsPath = "/api/v2/flows/instances/settings/loglevels";
const characteristics = "logLevelCharacteristics.characteristics";

/** A switch of execution data: on, by the first user. */
function executionData({ now, people }: Org, days: number): JsonObject {
  const [first] = people.users;
  return {
    id: "executiondata",
    enabled: true,
    dateModified: formatTimestamp(now - days * day),
    ...(first === undefined ? {} : { modifiedBy: { id: first.id, selfUri: `/api/v2/users/${first.id}` } }),
  };
}

/** A log level with as much of it as was asked for. */
function expanded(setting: JsonObject, query: QueryValues): JsonObject {
  const asked = query.all("expand");
  const { name, type, logLevelCharacteristics, ...rest } = setting;
  const level = Object(logLevelCharacteristics);
  return {
    ...rest,
    ...(asked.includes("name") && name !== undefined ? { name } : {}),
    ...(asked.includes("type") && type !== undefined ? { type } : {}),
    logLevelCharacteristics: asked.includes(characteristics) ? level : { level: level.level },
  };
}

const expand: QuerySpec[string] = { type: "text", many: true, values: ["name", "type", characteristics] };

/** What is written down of executions, and what flows report as reached. */
export const flowSettingRoutes: readonly Route[] = [
  settingsRoute({
    path: "/api/v2/settings/executiondata",
    permissions: any("settings:executiondata:view"),
    read: (_params, { org }) => executionData(org, 300),
  }),
  settingsRoute({
    path: "/api/v2/flows/instances/settings/executiondata",
    permissions: any("architect:flowinstanceexecutiondata:view"),
    read: (_params, { org }) => executionData(org, 200),
  }),
  listRoute({
    path: levelsPath,
    permissions: all("architect:flowLogLevel:view", "architect:flow:search"),
    paging: "number",
    maxSize: 200,
    query: { expand },
    list: ({ query }, { org }) =>
      org.contactCentre.flowLogLevels().map((setting) => expanded(setting, query)),
  }),
  {
    surface: "platform",
    method: "GET",
    path: `${levelsPath}/default`,
    permissions: any("architect:flowLogLevelDefault:view"),
    query: { expand: { type: "text", many: true, values: [characteristics] } },
    handle: ({ query }, { org }) => {
      const dateModified = formatTimestamp(org.now - 400 * day);
      const setting = { id: "default", dateModified, logLevelCharacteristics: logLevel("Notes") };
      return ok(expanded({ ...setting, selfUri: `${levelsPath}/default` }, query));
    },
  },
  listRoute({
    path: "/api/v2/flows/outcomes",
    permissions: all("architect:flowOutcome:view"),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.flowOutcomes(),
  }),
  listRoute({
    path: "/api/v2/flows/milestones",
    permissions: all("architect:flowMilestone:view"),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.flowMilestones(),
  }),
];
