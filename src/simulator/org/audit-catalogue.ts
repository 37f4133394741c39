import type { Random } from "./random.ts";

/** A kind of thing whose changes are audited. */
export interface AuditedEntity {
  readonly service: string;
  readonly entityType: string;
  readonly actions: readonly string[];
  /** Properties that change, each with the values it takes. */
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

const seconds = ["15", "30", "45", "60", "90", "120"] as const;
const switches = ["true", "false"] as const;

/** What the pipeline and people change in the ordinary course of work. */
export const auditedEntities: readonly AuditedEntity[] = [
  {
    service: "Architect",
    entityType: "Flow",
    actions: ["CheckIn", "CheckOut", "Save"],
    properties: {
      description: ["Draft", "Reviewed", "Ready"],
      supportedLanguages: ["en-us", "de-de", "fr-fr"],
    },
  },
  {
    service: "Architect",
    entityType: "UserPrompt",
    actions: ["Create", "Update"],
    properties: { ttsString: ["Welcome.", "Please hold.", "Goodbye."], language: ["en-us", "nl-nl"] },
  },
  {
    service: "ContactCenter",
    entityType: "Queue",
    actions: ["Update"],
    properties: {
      acwTimeout: seconds,
      scoringMethod: ["TimestampAndPriority", "PriorityOnly"],
      skillEvaluationMethod: ["ALL", "BEST", "NONE"],
      enableTranscription: switches,
    },
  },
  {
    service: "ContactCenter",
    entityType: "WrapupCode",
    actions: ["Create", "Update", "Delete"],
    properties: { description: ["Resolved", "Follow-up", "Escalated"] },
  },
  {
    service: "Routing",
    entityType: "Skill",
    actions: ["Create", "Delete"],
    properties: { state: ["active", "inactive"] },
  },
  {
    service: "Groups",
    entityType: "Group",
    actions: ["Update", "MemberUpdate"],
    properties: { visibility: ["public", "members"], rulesVisible: switches },
  },
  {
    service: "Integrations",
    entityType: "Integration",
    actions: ["Update"],
    properties: { intendedState: ["ENABLED", "DISABLED"], requestTimeout: seconds },
  },
  {
    service: "Outbound",
    entityType: "Campaign",
    actions: ["Update"],
    properties: { dialingMode: ["preview", "progressive", "predictive"], abandonRate: ["1.0", "2.0", "3.0"] },
  },
  {
    service: "Telephony",
    entityType: "Trunk",
    actions: ["Update"],
    properties: { recordingEnabled: switches, maxConcurrentCalls: ["50", "100", "200"] },
  },
];

/** Publications and changes of roles, which the plan places. */
export const flowPublication: AuditedEntity = {
  service: "Architect",
  entityType: "Flow",
  actions: ["Publish"],
  properties: { publishedVersion: [] },
};

export const roleChange: AuditedEntity = {
  service: "PeoplePermissions",
  entityType: "Role",
  actions: ["Update"],
  properties: {
    permissions: [
      "routing:queue:edit",
      "recording:recording:delete",
      "authorization:role:edit",
      "oauth:client:add",
    ],
  },
};

/** A before and an after of one property; they always differ. */
export function changeOf(
  random: Random,
  entity: AuditedEntity,
): { property: string; before: string; after: string } {
  const property = random.pick(Object.keys(entity.properties));
  const values = entity.properties[property] ?? [];
  const before = random.pick(values);
  return { property, before, after: random.pick(values.filter((value) => value !== before)) };
}
