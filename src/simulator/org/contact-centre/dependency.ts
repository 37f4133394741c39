import type { JsonObject } from "../../../model/json.ts";

/** An object of dependency tracking. */
export interface Tracked {
  readonly id: string;
  readonly name: string;
  /** Object type: `INBOUNDCALLFLOW` … */
  readonly type: string;
  /** Only of what has versions. */
  readonly version?: string;
}

/** One object, or one version of it, uses another. */
export interface Use {
  readonly consumer: Tracked;
  readonly consumed: Tracked;
  /** The consumer is a published version, or has no versions. */
  readonly published: boolean;
  /** What is used does not exist any more. */
  readonly deleted?: boolean;
  /** What is used changed after its consumer was published. */
  readonly updated?: boolean;
}

/** Flow type X is object type XFLOW, except for WORKFLOW; speech flows are not tracked. */
export function flowObjectType(flowType: string): string | undefined {
  if (flowType === "SPEECH") return undefined;
  return flowType === "WORKFLOW" ? flowType : `${flowType}FLOW`;
}

/** An entity as an object of dependency tracking. */
export function tracked(entity: JsonObject, type: string): Tracked {
  return { id: `${entity["id"]}`, name: `${entity["name"]}`, type };
}
