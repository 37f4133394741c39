import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import type { OrgBase } from "../org-base.ts";
import { uuidFor } from "../uuid.ts";
import { cities } from "../word-lists.ts";
import { entities } from "./entities.ts";
import { stamps } from "./stamps.ts";

/** Sites of telephony; one does not say which number its calls come from. */
export function buildSites(base: OrgBase): readonly JsonObject[] {
  return entities(base, "site", 5, ({ index, id, random }) => {
    const city = cities[index] ?? "Main";
    const locationId = uuidFor(base.seed, "location", city);
    return compact({
      id,
      name: `${city} site`,
      ...stamps(base, random),
      state: "active",
      location: { id: locationId, name: city, selfUri: `/api/v2/locations/${locationId}` },
      managed: false,
      mediaModel: index === 0 ? "Cloud" : "Premises",
      coreSite: index === 0,
      mediaRegions: ["us-east-1"],
      mediaRegionsUseLatencyBased: true,
      callerId: index === 3 ? undefined : `+1317555${2_000 + index}`,
      callerName: "Northwind Care",
      selfUri: `/api/v2/telephony/providers/edges/sites/${id}`,
    });
  });
}
