import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { hour } from "../spans.ts";
import { uuidFor } from "../uuid.ts";
import { entities } from "./entities.ts";
import { stamps } from "./stamps.ts";

const path = "/api/v2/telephony/providers/edges/phones";

/** Phones in the browser, one per user; some are not connected, the line of some is for somebody else. */
export function buildPhones(base: OrgBase, sites: readonly JsonObject[]): readonly JsonObject[] {
  const { users } = base.people;
  return entities(base, "phone", Math.min(users.length, 2_000), ({ index, id, random }) => {
    const user = users[index] ?? random.pick(users);
    const other = index % 8 === 5 ? (users[index + 1] ?? user) : user;
    const site = random.pick(sites);
    const settings = uuidFor(base.seed, "phone-base", 0);
    return {
      id,
      name: `${user.name} browser`,
      ...stamps(base, random),
      state: "active",
      site: entityRef(
        { id: `${site["id"]}`, name: `${site["name"]}` },
        "/api/v2/telephony/providers/edges/sites",
      ),
      phoneBaseSettings: { id: settings, name: "Browser phone" },
      lines: [
        {
          id: uuidFor(base.seed, "line", index),
          name: `${user.name} line`,
          defaultForUser: entityRef(other, "/api/v2/users"),
        },
      ],
      status: {
        id,
        operationalStatus: index % 10 === 4 ? "OFFLINE" : "OPERATIONAL",
        edgesStatus: "IN_SERVICE",
        eventCreationTime: formatTimestamp(base.now - hour),
      },
      webRtcUser: entityRef(user, "/api/v2/users"),
      capabilities: { provisions: false, registers: false },
      selfUri: `${path}/${id}`,
    };
  });
}

/** Stations, one per phone; some are used by nobody. */
export function buildStations(phones: readonly JsonObject[]): readonly JsonObject[] {
  return phones.map((phone, index) => {
    const user = `${Object(phone["webRtcUser"]).id}`;
    const used = index % 3 !== 2;
    return compact({
      id: `${phone["id"]}`,
      name: `${phone["name"]}`,
      status: used ? "ASSOCIATED" : "AVAILABLE",
      userId: used ? user : undefined,
      webRtcUserId: user,
      type: "inin_webrtc_softphone",
      webRtcPersistentEnabled: index % 2 === 0,
      webRtcForceTurn: false,
      selfUri: `/api/v2/stations/${phone["id"]}`,
    });
  });
}
