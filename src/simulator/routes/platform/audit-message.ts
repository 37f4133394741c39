import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { Org } from "../../org/org.ts";
import type { AuditEvent } from "../../org/types.ts";

/** An event as the platform's audit service serves it; the user's name only on request. */
export function auditMessage(org: Org, event: AuditEvent, withUserName: boolean): JsonObject {
  const { user, client } = event.actor;
  const isSystem = user === undefined && client === undefined;
  const userRef =
    user === undefined ? undefined : withUserName ? { id: user.id, name: user.name } : { id: user.id };
  const message = `${event.action} ${event.entityType} ${event.entity.name}`;
  return compact({
    id: event.id,
    userHomeOrgId: user === undefined ? undefined : (user.homeOrganizationId ?? org.id),
    user: userRef,
    client:
      client === undefined ? undefined : { id: client.id, selfUri: `/api/v2/oauth/clients/${client.id}` },
    remoteIp: isSystem ? undefined : [event.remoteIp],
    serviceName: event.service,
    level: isSystem ? "SYSTEM" : "USER",
    eventDate: formatTimestamp(event.at),
    message: { message, messageWithParams: message, messageParams: {} },
    action: event.action,
    entity: { id: event.entity.id, name: event.entity.name },
    entityType: event.entityType,
    status: "SUCCESS",
    application: client?.name,
    initiatingAction: { transactionId: event.transactionId },
    transactionInitiator: true,
    propertyChanges: event.changes.map((change) => ({
      property: change.property,
      oldValues: change.before,
      newValues: change.after,
    })),
    context: {},
  });
}
