/** The entities of the simulated organisation, in neither API's shape; times are epoch milliseconds. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface User extends Named {
  readonly email: string;
  readonly department: string;
  /** The organisation of somebody who comes from another one. */
  readonly homeOrganizationId?: string;
}

/** Who did something: a person through a client, a client by itself, or the platform. */
export interface Actor {
  readonly user?: User;
  readonly client?: Named;
}

export interface FlowVersion {
  readonly id: string;
  /** `3.0` */
  readonly number: string;
  readonly kind: "PUBLISH" | "SAVE";
  readonly at: number;
  readonly by: Actor;
}

export interface Flow extends Named {
  readonly type: string;
  readonly division: Named;
  readonly description: string;
  readonly languages: readonly string[];
  /** Oldest first, at least one. */
  readonly versions: readonly FlowVersion[];
  /** The newest published version; absent for a draft. */
  readonly published?: FlowVersion;
  /** The newest version of any kind. */
  readonly latest: FlowVersion;
  readonly lockedBy?: User;
  /** Ids of the flows that this one transfers to. */
  readonly references: readonly string[];
  readonly deleted: boolean;
}

export interface FlowReference {
  readonly id: string;
  readonly name?: string;
}

export interface Ivr extends Named {
  readonly division: Named;
  readonly description: string;
  readonly numbers: readonly string[];
  readonly open: FlowReference;
  readonly closed?: FlowReference;
  readonly holiday?: FlowReference;
  readonly scheduleGroup: Named;
  readonly version: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly createdBy: User;
  readonly modifiedBy: User;
}

export interface RoutingRule extends Named {
  readonly priority: number;
  readonly enabled: boolean;
  readonly targets: readonly { readonly flowId?: string; readonly queueId?: string }[];
}

export interface PropertyChange {
  readonly property: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface AuditEvent {
  readonly id: string;
  readonly at: number;
  readonly actor: Actor;
  readonly service: string;
  readonly entityType: string;
  readonly action: string;
  readonly entity: Named;
  readonly changes: readonly PropertyChange[];
  readonly remoteIp: string;
  readonly transactionId: string;
}

/** One executed node of a flow run, which is one row of the execution log. */
export interface LogRow {
  readonly id: string;
  readonly nodeId?: string;
  readonly nodeName: string;
  /** `actionCallData` … */
  readonly nodeType: string;
  readonly level: "INFO" | "WARN" | "ERROR";
  readonly message: string;
  readonly at: number;
  /** Variables of the flow at that moment, name to value. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface FlowRun {
  readonly id: string;
  readonly flow: Flow;
  readonly version: string;
  readonly conversationId: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly rows: readonly LogRow[];
}
