/** What a role of the simulated organisation is made from. */
export interface RoleBlueprint {
  readonly name: string;
  readonly description: string;
  /** The role of the platform that it is, or was made from. */
  readonly defaultRoleId?: string;
  readonly base?: boolean;
  /** Shipped by the platform; the others were made by the organisation. */
  readonly shipped?: boolean;
  /** The platform's role has changed since this one was made from it. */
  readonly needsUpdate?: boolean;
  readonly permissions: readonly string[];
}

/** Roles of every organisation, the mightiest last. */
export const shippedRoles: readonly RoleBlueprint[] = [
  {
    name: "employee",
    description: "Everybody",
    defaultRoleId: "employee",
    base: true,
    shipped: true,
    permissions: ["directory:userProfile:view", "directory:group:view"],
  },
  {
    name: "User",
    description: "Handles interactions",
    defaultRoleId: "engageUser",
    shipped: true,
    permissions: ["conversation:call:accept", "conversation:message:accept", "routing:queue:join"],
  },
  {
    name: "Supervisor",
    description: "Leads a team",
    defaultRoleId: "engageSupervisor",
    shipped: true,
    permissions: [
      "analytics:conversationDetail:view",
      "recording:recording:view",
      "routing:queue:view",
      "routing:queueMember:manage",
      "quality:evaluation:add",
    ],
  },
  {
    name: "Quality Evaluator",
    description: "Evaluates interactions",
    defaultRoleId: "qualityEvaluator",
    shipped: true,
    permissions: ["quality:evaluation:edit", "quality:evaluation:view", "recording:recording:view"],
  },
  {
    name: "Admin",
    description: "Administers the organisation",
    defaultRoleId: "admin",
    shipped: true,
    permissions: [
      "audits:audit:view",
      "authorization:grant:add",
      "authorization:role:edit",
      "authorization:role:view",
      "directory:organization:admin",
      "directory:user:add",
      "mfa:verifier:delete",
      "oauth:client:add",
      "sso:provider:edit",
    ],
  },
  {
    name: "Master Admin",
    description: "May do everything",
    defaultRoleId: "masterAdmin",
    shipped: true,
    permissions: [
      "architect:*:*",
      "authorization:*:*",
      "directory:*:*",
      "oauth:*:*",
      "recording:*:*",
      "routing:*:*",
      "telephony:*:*",
    ],
  },
];

/** Roles that the organisation made for itself; some need a second look. */
export const customRoles: readonly RoleBlueprint[] = [
  {
    name: "Flow author",
    description: "Writes and publishes flows",
    permissions: ["architect:datatable:view", "architect:flow:*", "architect:userPrompt:edit"],
  },
  {
    name: "Deployment",
    description: "The pipeline that deploys configuration",
    permissions: ["architect:flow:publish", "integrations:action:edit", "routing:queue:edit"],
  },
  {
    name: "Privacy officer",
    description: "Answers requests of data subjects",
    permissions: ["gdpr:request:add", "gdpr:request:view", "recording:recording:viewSensitiveData"],
  },
  {
    name: "Recording custodian",
    description: "Keeps and deletes recordings, and reads the audit trail of it",
    permissions: ["audits:audit:view", "recording:recording:delete", "recording:retentionPolicy:edit"],
  },
  {
    name: "Claims supervisor",
    description: "Supervisor with access to claims",
    defaultRoleId: "engageSupervisor",
    needsUpdate: true,
    permissions: ["analytics:conversationDetail:view", "recording:recording:view", "routing:queue:view"],
  },
  {
    name: "Migration 2024",
    description: "",
    permissions: ["*:*:*"],
  },
  {
    name: "Telephony engineer",
    description: "Trunks, sites and numbers",
    permissions: ["telephony:plugin:all"],
  },
];
