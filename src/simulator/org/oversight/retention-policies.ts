import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import { entities } from "../contact-centre/entities.ts";
import { entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import type { Random } from "../random.ts";
import { uuidFor } from "../uuid.ts";
import { departments } from "../word-lists.ts";
import { daysAgo } from "./references.ts";

const keys = ["callPolicy", "emailPolicy", "messagePolicy", "callPolicy", "chatPolicy"] as const;

/** Days after which recordings are deleted; one policy keeps them for ever, one for ten years. */
const days = [365, 180, 730, 90, 365, undefined, 3_650];

function actionsAt(base: OrgBase, index: number): JsonObject {
  const deleteDays = days[index % days.length];
  return compact({
    retainRecording: index % 7 !== 3,
    deleteRecording: false,
    alwaysDelete: index % 7 === 3,
    retentionDuration: compact({
      archiveRetention: index % 3 === 0 ? { days: 30, storageMedium: "CLOUDARCHIVE" } : undefined,
      deleteRetention: deleteDays === undefined ? undefined : { days: deleteDays },
    }),
    initiateScreenRecording: index === 0 ? { recordACW: true, deleteRetention: { days: 30 } } : undefined,
    integrationExport:
      index % 5 === 1
        ? {
            integration: { id: uuidFor(base.seed, "integration", 0), name: "Recording export" },
            shouldExportScreenRecordings: true,
          }
        : undefined,
  });
}

/** Conditions of a policy; every third holds for everything. */
function conditionsAt(base: OrgBase, index: number, random: Random): JsonObject {
  if (index % 3 === 0) return {};
  return {
    forQueues: [entityRef(random.pick(base.queues), "/api/v2/routing/queues")],
    ...(index % 3 === 2 ? { forUsers: [{ id: random.pick(base.people.users).id, version: 1 }] } : {}),
  };
}

const deletedQueue = {
  statusCode: 404,
  userMessage: {},
  userParamsMessage: "A queue of the policy no longer exists.",
  errorCode: "queue.not.found",
  userParams: [],
};

/** What a policy holds for; an old one has the same conditions for all its media types. */
function scopeAt(base: OrgBase, index: number, random: Random): JsonObject {
  const key = keys[index % keys.length] ?? "callPolicy";
  const conditions = conditionsAt(base, index, random);
  return index === 6
    ? { conditions: { mediaTypes: ["CALL", "CHAT"] } }
    : { mediaPolicies: { [key]: { actions: actionsAt(base, index), conditions } } };
}

/** Retention policies: the one for chats is off, one is in error, and two have the same place in the order. */
export function buildRetentionPolicies(base: OrgBase, kind: string, path: string): readonly JsonObject[] {
  return entities(base, kind, 6 + base.counts.plants, ({ index, id, random }) => {
    const key = keys[index % keys.length] ?? "callPolicy";
    const modified = random.between(1, 300);
    return compact({
      id,
      name: `${departments[index % departments.length]} ${index === 6 ? "old" : key.replace("Policy", "s")}`,
      createdDate: daysAgo(base, modified + random.between(1, 300), random),
      modifiedDate: daysAgo(base, modified, random),
      order: index === 4 ? 3 : index,
      description: "",
      enabled: key !== "chatPolicy",
      ...scopeAt(base, index, random),
      actions: actionsAt(base, index),
      policyErrors: index === 2 ? { policyErrorMessages: [deletedQueue] } : undefined,
      selfUri: `${path}/${id}`,
    });
  });
}
