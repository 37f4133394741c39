import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { hour } from "../spans.ts";
import type { Named } from "../types.ts";
import { uuidFor } from "../uuid.ts";
import { entities } from "./entities.ts";
import { stamps } from "./stamps.ts";

const edgesPath = "/api/v2/telephony/providers/edges";
const newest = "1.0.0.21640";

const named = (entity: JsonObject | undefined): Named => ({
  id: `${entity?.["id"]}`,
  name: `${entity?.["name"]}`,
});

/** Edges; one is offline, one runs old software, one waits for its update. */
export function buildEdges(base: OrgBase, sites: readonly JsonObject[]): readonly JsonObject[] {
  const count = 4 + Math.ceil(base.counts.queues / 20);
  return entities(base, "edge", count, ({ index, id, random }) => {
    const site = sites[index % sites.length];
    const { name } = named(site);
    const current = index === 2 ? "1.0.0.19002" : newest;
    return compact({
      id,
      name: `${name} edge ${index + 1}`,
      ...stamps(base, random),
      state: "active",
      make: "Genesys",
      model: "BCF-A",
      softwareVersion: current,
      fullSoftwareVersion: current,
      currentVersion: current,
      stagedVersion: index === 3 ? newest : undefined,
      statusCode: index === 1 ? "INACTIVE" : "ACTIVE",
      site: {
        ...entityRef(named(site), `${edgesPath}/sites`),
        location: site?.["location"] ?? {},
      },
      onlineStatus: index === 1 ? "OFFLINE" : "ONLINE",
      serialNumber: `SN-${random.between(100_000, 999_999)}`,
      physicalEdge: true,
      managed: false,
      edgeDeploymentType: "HARDWARE",
      certType: "PureCloud",
      callDrainingState: "NONE",
      conversationCount: random.between(0, 40),
      selfUri: `${edgesPath}/${id}`,
    });
  });
}

/** Edges whose software may not be used any more. */
export function expiredEdges(edges: readonly JsonObject[]): readonly JsonObject[] {
  return edges.slice(2, 3).map((edge) => entityRef(named(edge), edgesPath));
}

const kinds = ["EXTERNAL", "PHONE", "EDGE"] as const;

/** What trunks have in common; one external one does not record. */
export function buildTrunkBases(base: OrgBase): readonly JsonObject[] {
  return entities(base, "trunk-base", 6, ({ index, id, random }) => {
    const trunkType = kinds[index % kinds.length] ?? "EXTERNAL";
    return {
      id,
      name: `${trunkType.toLowerCase()} trunk ${index + 1}`,
      ...stamps(base, random),
      state: "active",
      trunkMetabase: { id: `${trunkType.toLowerCase()}_sip.json`, name: "SIP" },
      trunkType,
      managed: false,
      selfUri: `${edgesPath}/trunkbasesettings/${id}`,
    };
  });
}

/** True for trunk bases whose calls are recorded. */
export function recordsCalls(index: number): boolean {
  return index === 0;
}

/** The trunks of every edge; some are off, some have lost their connection. */
export function buildTrunks(
  base: OrgBase,
  edges: readonly JsonObject[],
  bases: readonly JsonObject[],
): readonly JsonObject[] {
  return edges.flatMap((edge, place) =>
    bases.map((trunkBase, index) => {
      const id = uuidFor(base.seed, "trunk", place, index);
      const up = place !== 1 && (place + index) % 7 !== 5;
      return {
        id,
        name: `${trunkBase["name"]} of ${edge["name"]}`,
        state: "active",
        trunkType: `${trunkBase["trunkType"]}`,
        edge: entityRef(named(edge), edgesPath),
        trunkBase: entityRef(named(trunkBase), `${edgesPath}/trunkbasesettings`),
        inService: up,
        enabled: (place + index) % 9 !== 4,
        connectedStatus: {
          connected: up,
          connectedStateTime: formatTimestamp(base.now - (place + 1) * hour),
        },
        optionsEnabledStatus: "ENABLED",
        registersEnabledStatus: "NOT_SUPPORTED",
        selfUri: `${edgesPath}/trunks/${id}`,
      };
    }),
  );
}
