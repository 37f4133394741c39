import type { JsonObject } from "../../../../model/json.ts";
import type { Oversight } from "../../../org/oversight/index.ts";
import { all, type Route } from "../../../server/route.ts";
import { type ListPaging, listRoute } from "../list-route.ts";
import { settingsRoute } from "../settings-route.ts";

const path = "/api/v2/speechandtextanalytics";
const product = "speechAndTextAnalytics";

/** A list of speech and text analytics. */
function speechList(
  name: string,
  entity: string,
  paging: ListPaging,
  list: (oversight: Oversight) => readonly JsonObject[],
  more: { readonly maxSize?: number; readonly without?: readonly string[] } = {},
): Route {
  return listRoute({
    path: `${path}/${name}`,
    permissions: all(`speechAndTextAnalytics:${entity}:view`),
    product,
    paging,
    ...more,
    list: (_request, { org }) => list(org.oversight),
  });
}

/** What speech and text analytics listens for, and where. */
export const speechRoutes: readonly Route[] = [
  settingsRoute({
    path: `${path}/settings`,
    permissions: all("speechAndTextAnalytics:settings:view"),
    product,
    read: (_params, { org }) => {
      const [first] = org.oversight.programs();
      return {
        defaultProgram: { id: `${first?.["id"]}`, selfUri: `${first?.["selfUri"]}` },
        expectedDialects: ["en-US", "de-DE"],
        textAnalyticsEnabled: true,
        agentEmpathyEnabled: false,
      };
    },
  }),
  speechList("topics", "topic", "number", (oversight) => oversight.topics(), {
    without: ["pageNumber", "firstUri", "lastUri", "previousUri"],
  }),
  speechList("programs", "program", "next-page", (oversight) => oversight.programs()),
  speechList("programs/unpublished", "program", "next-page", (oversight) => oversight.unpublishedPrograms()),
  speechList("programs/mappings", "program", "next-page", (oversight) => oversight.programMappings()),
  speechList("categories", "category", "number", (oversight) => oversight.categories(), { maxSize: 25 }),
];
