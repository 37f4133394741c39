import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";
import type { OrgBase } from "../org-base.ts";
import { flowObjectType, type Tracked, tracked, type Use } from "./dependency.ts";

/** Lists of what refers to flows. */
export interface Referrers {
  queues(): readonly JsonObject[];
  emergencyGroups(): readonly JsonObject[];
  messageRecipients(): readonly JsonObject[];
  webDeployments(): readonly JsonObject[];
  emailRoutes(): readonly JsonObject[];
}

/** Finds the flow with an id, deleted ones too; nothing is known of one that never existed. */
function flowFinder(base: OrgBase): (id: string | undefined) => Tracked | undefined {
  const all = new Map([...base.flows, ...base.deletedFlows].map((flow) => [flow.id, flow]));
  return (id) => {
    const flow = all.get(id ?? "");
    const type = flow && flowObjectType(flow.type);
    return flow === undefined || type === undefined ? undefined : { id: flow.id, name: flow.name, type };
  };
}

function idOf(reference: Json | undefined): string | undefined {
  return isJsonObject(reference) ? `${reference["id"]}` : undefined;
}

function* references(
  lists: Referrers,
): Iterable<readonly [JsonObject, string, readonly (Json | undefined)[]]> {
  for (const queue of lists.queues())
    yield [queue, "QUEUE", [queue["queueFlow"], queue["emailInQueueFlow"], queue["messageInQueueFlow"]]];
  for (const group of lists.emergencyGroups()) {
    const flows = [group["emergencyCallFlows"]].flat().filter(isJsonObject);
    yield [group, "EMERGENCYGROUP", flows.map((flow) => flow["emergencyFlow"])];
  }
  for (const recipient of lists.messageRecipients())
    if (recipient["messengerType"] === "sms") yield [recipient, "SMSPHONENUMBER", [recipient["flow"]]];
  for (const deployment of lists.webDeployments()) yield [deployment, "WIDGET", [deployment["flow"]]];
  for (const route of lists.emailRoutes()) yield [route, "EMAILROUTE", [route["flow"], route["spamFlow"]]];
}

/**
 * Flows used by what has an object type. Triggers, call-analysis sets and most message addresses have none:
 * dependency tracking does not know what they lead to.
 */
export function* referrerUses(base: OrgBase, lists: Referrers): Iterable<Use> {
  const find = flowFinder(base);
  const deleted = new Set(base.deletedFlows.map(({ id }) => id));
  const uses = function* (consumer: Tracked, ids: readonly (string | undefined)[]): Iterable<Use> {
    for (const consumed of ids.map(find)) {
      if (consumed === undefined) continue;
      yield { consumer, consumed, published: true, ...(deleted.has(consumed.id) ? { deleted: true } : {}) };
    }
  };
  for (const { id, name, open, closed, holiday, scheduleGroup } of base.ivrs) {
    const consumer = { id, name, type: "IVRCONFIGURATION" };
    yield* uses(consumer, [...new Set([open.id, closed?.id, holiday?.id])]);
    yield { consumer, consumed: { ...scheduleGroup, type: "SCHEDULEGROUP" }, published: true };
  }
  for (const [entity, type, flows] of references(lists))
    yield* uses(tracked(entity, type), [...new Set(flows.map(idOf))]);
}
