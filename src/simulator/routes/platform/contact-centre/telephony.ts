import { recordsCalls } from "../../../org/contact-centre/edges.ts";
import { badRequest } from "../../../server/api-error.ts";
import { all, any, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";
import { settingsRoute } from "../settings-route.ts";

const path = "/api/v2/telephony/providers/edges";
const plugin = any("telephony:plugin:all");
const extensionPool = "telephony:extensionPool:view";

/** Edges, trunks, sites, numbers and phones. */
export const telephonyRoutes: readonly Route[] = [
  listRoute({
    path,
    permissions: plugin,
    paging: "number",
    list: (_request, { org }) => org.contactCentre.edges(),
  }),
  listRoute({
    path: `${path}/expired`,
    permissions: any("telephony:plugin:all", "internal:edge:view"),
    paging: "none",
    list: (_request, { org }) => org.contactCentre.expiredEdges(),
  }),
  listRoute({
    path: `${path}/trunks`,
    permissions: plugin,
    paging: "number",
    list: (_request, { org }) => org.contactCentre.trunks(),
  }),
  listRoute({
    path: `${path}/trunkbasesettings`,
    permissions: plugin,
    paging: "number",
    query: { recordingEnabled: { type: "boolean" } },
    list: ({ query }, { org }) => {
      const recording = query.flag("recordingEnabled");
      const bases = org.contactCentre.trunkBases();
      return recording === undefined ? bases : bases.filter((_, index) => recordsCalls(index) === recording);
    },
  }),
  settingsRoute({
    path: `${path}/trunkswithrecording`,
    permissions: any("recording:retentionPolicy:view", "telephony:plugin:all"),
    read: (_params, { org }) => {
      const bases = org.contactCentre.trunkBases();
      const enabledCount = bases.filter((_, index) => recordsCalls(index)).length;
      return { enabledCount, disabledCount: bases.length - enabledCount };
    },
  }),
  listRoute({
    path: `${path}/didpools`,
    permissions: plugin,
    paging: "number",
    list: (_request, { org }) => org.contactCentre.didPools(),
  }),
  listRoute({
    path: `${path}/didpools/dids`,
    permissions: plugin,
    paging: "number",
    query: { type: { type: "text", values: ["ASSIGNED_AND_UNASSIGNED", "UNASSIGNED"] } },
    list: ({ query }, { org }) => {
      const type = query.text("type");
      if (type === undefined) throw badRequest("Parameter [type] is missing.", "bad.request");
      const dids = org.contactCentre.dids();
      return type === "UNASSIGNED" ? dids.filter((did) => did["assigned"] === false) : dids;
    },
  }),
  listRoute({
    path: `${path}/extensions`,
    permissions: any(extensionPool),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.extensions(),
  }),
  listRoute({
    path: `${path}/extensionpools`,
    permissions: all(extensionPool),
    paging: "number",
    list: (_request, { org }) => org.contactCentre.extensionPools(),
  }),
  listRoute({
    path: `${path}/phones`,
    permissions: plugin,
    paging: "number",
    query: {
      expand: { type: "text", many: true, values: ["lines", "status"] },
      fields: { type: "text", many: true, values: ["webRtcUser", "lines.defaultForUser"] },
    },
    list: (_request, { org }) => org.contactCentre.phones(),
  }),
  listRoute({
    path: `${path}/sites`,
    paging: "number",
    list: (_request, { org }) => org.contactCentre.sites(),
  }),
  listRoute({
    path: "/api/v2/stations",
    paging: "number",
    list: (_request, { org }) => org.contactCentre.stations(),
  }),
];
