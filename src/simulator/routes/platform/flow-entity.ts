import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { divisionRef, entityRef } from "../../org/entity-ref.ts";
import type { Flow, FlowVersion, User } from "../../org/types.ts";

/** A user as other entities carry it. */
function userEntity({ id, name }: User): JsonObject {
  return { id, name, version: 1, selfUri: `/api/v2/users/${id}` };
}

/** A version as the platform serves it: most dates are epoch milliseconds, the publication is ISO 8601. */
export function flowVersionEntity(flow: Flow, version: FlowVersion): JsonObject {
  const { user, client } = version.by;
  const published = version.kind === "PUBLISH";
  return compact({
    id: version.number,
    name: version.number,
    commitVersion: version.number,
    configurationVersion: version.number,
    type: version.kind,
    secure: flow.type === "SECURECALL",
    debug: false,
    createdBy: user === undefined ? undefined : userEntity(user),
    createdByClient: client === undefined ? undefined : entityRef(client, "/api/v2/oauth/clients"),
    dateCreated: version.at,
    dateSaved: version.at,
    dateCheckedIn: published ? version.at : undefined,
    datePublished: published ? formatTimestamp(version.at) : undefined,
    generationId: version.id,
    supportedLanguages: flow.languages.map((language) => ({ language, isDefault: true })),
    selfUri: `/api/v2/flows/${flow.id}/versions/${version.number}`,
  });
}

/** A flow as the platform serves it. */
export function flowEntity(flow: Flow): JsonObject {
  const { published, latest, lockedBy } = flow;
  const publisher = published?.by.user;
  return compact({
    id: flow.id,
    name: flow.name,
    division: divisionRef(flow.division),
    description: flow.description,
    type: flow.type,
    lockedUser: lockedBy === undefined ? undefined : userEntity(lockedBy),
    active: !flow.deleted,
    system: false,
    deleted: flow.deleted,
    publishedVersion: published === undefined ? undefined : flowVersionEntity(flow, published),
    savedVersion: flowVersionEntity(flow, latest),
    checkedInVersion: published === undefined ? undefined : flowVersionEntity(flow, published),
    publishedBy: publisher === undefined ? undefined : userEntity(publisher),
    supportedLanguages: flow.languages.map((language) => ({ language, isDefault: true })),
    selfUri: `/api/v2/flows/${flow.id}`,
  });
}
