import type { Json } from "../../model/json.ts";
import type { Org } from "../org/org.ts";
import type { BodyShape } from "./body-shape.ts";
import type { QuerySpec, QueryValues } from "./query-values.ts";
import type { ServerState } from "./server-state.ts";

/** What a client must have been granted. */
export interface PermissionRule {
  readonly type: "ALL" | "ANY";
  readonly permissions: readonly string[];
}

interface SimulatorRequest {
  /** Values of the `{…}` parts of the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: QueryValues;
  /** Valid against the route's shape; null where the route takes no body. */
  readonly body: Json;
}

export interface SimulatorResponse {
  readonly status: number;
  readonly body: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a handler may use. */
export interface RouteContext {
  readonly org: Org;
  readonly state: ServerState;
  /** Origin of the API, for absolute links. */
  readonly origin: string;
  /** Permissions of the client that reads the organisation: its role has just these. */
  readonly granted: ReadonlySet<string>;
  /** Lists end after so many records. */
  readonly mostPerList: number;
}

/**
 * One operation of the API. `platform` operations are published by Genesys Cloud, `guide` ones exist in
 * tutorials only; they differ in rate-limit headers. `open` ones need no token and count against no limit.
 */
export interface Route {
  readonly surface: "platform" | "guide" | "open";
  readonly method: "GET" | "POST";
  /** Path with `{name}` parts, e.g. `/api/v2/flows/{flowId}/versions`. */
  readonly path: string;
  readonly permissions?: PermissionRule;
  /** Product that the organisation must have bought, e.g. `speechAndTextAnalytics`. */
  readonly product?: string;
  /** Query parameters it knows; any other is refused. */
  readonly query?: QuerySpec;
  /** Shape of the JSON body it takes. */
  readonly body?: BodyShape;
  /** Throws ApiError to refuse. */
  handle(request: SimulatorRequest, context: RouteContext): SimulatorResponse;
}

/** All of the listed permissions. */
export function all(...permissions: readonly string[]): PermissionRule {
  return { type: "ALL", permissions };
}

/** Any one of the listed permissions. */
export function any(...permissions: readonly string[]): PermissionRule {
  return { type: "ANY", permissions };
}

/** A successful answer. */
export function ok(body: Json, headers: Readonly<Record<string, string>> = {}): SimulatorResponse {
  return { status: 200, body, headers };
}

/** Work that was accepted and is not done. */
export function accepted(body: Json): SimulatorResponse {
  return { status: 202, body };
}
