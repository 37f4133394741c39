import { once } from "../once.ts";
import type { OrgBase } from "../org-base.ts";
import { buildEdges, buildTrunkBases, buildTrunks, expiredEdges } from "./edges.ts";
import { buildDidPools, buildDids, buildExtensionPools, buildExtensions } from "./numbers.ts";
import { buildPhones, buildStations } from "./phones.ts";
import { buildSites } from "./sites.ts";

/** Edges, trunks, sites, numbers and phones. */
export function buildTelephony(base: OrgBase) {
  const sites = once(() => buildSites(base));
  const edges = once(() => buildEdges(base, sites()));
  const trunkBases = once(() => buildTrunkBases(base));
  const didPools = once(() => buildDidPools(base));
  const extensionPools = once(() => buildExtensionPools(base));
  const phones = once(() => buildPhones(base, sites()));
  return {
    sites,
    edges,
    trunkBases,
    didPools,
    extensionPools,
    phones,
    expiredEdges: once(() => expiredEdges(edges())),
    trunks: once(() => buildTrunks(base, edges(), trunkBases())),
    dids: once(() => buildDids(base, didPools())),
    extensions: once(() => buildExtensions(base, extensionPools())),
    stations: once(() => buildStations(phones())),
  };
}
