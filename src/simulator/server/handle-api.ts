import type { IncomingMessage } from "node:http";
import type { Json } from "../../model/json.ts";
import type { Org } from "../org/org.ts";
import { type Answer, jsonAnswer } from "./answer.ts";
import { ApiError, badRequest, errorBody } from "./api-error.ts";
import { shapeProblem } from "./body-shape.ts";
import { readQuery } from "./query-values.ts";
import { guideRateHeaders, platformRateHeaders, type RateLimiter } from "./rate-limit.ts";
import { readBody } from "./read-body.ts";
import type { PermissionRule, Route } from "./route.ts";
import type { Router } from "./router.ts";
import type { Handled } from "./serve.ts";
import type { ServerState } from "./server-state.ts";
import type { Token, Tokens } from "./tokens.ts";

/** A request that reached an operation, and what it was answered before any fault. */
export interface Exchange {
  readonly surface: Route["surface"];
  readonly method: string;
  /** Path of the operation, with `{name}` parts. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly request: Json;
  readonly status: number;
  readonly response: Json;
}

/** What the API needs to answer. */
export interface ApiParts {
  readonly org: Org;
  readonly state: ServerState;
  readonly router: Router;
  readonly tokens: Tokens;
  readonly limiters: Record<"platform" | "guide" | "organization", RateLimiter>;
  /** Permissions of the client that reads the organisation. */
  readonly granted: ReadonlySet<string>;
  /** Whether a client has a permission. */
  permits(clientId: string, permission: string): boolean;
  /** Products that the organisation did not buy. */
  readonly unlicensed: ReadonlySet<string>;
  readonly mostPerList: number;
  /** Origin of the API; known once it listens. */
  origin(): string;
  /** Sees every exchange. */
  observe?(exchange: Exchange): void;
}

function authenticate(request: IncomingMessage, tokens: Tokens): Token {
  const header = request.headers.authorization;
  if (header === undefined) {
    throw new ApiError(
      401,
      "authentication.required",
      "No authentication bearer token specified in authorization header.",
    );
  }
  const token = tokens.find(header);
  if (token === undefined) throw new ApiError(401, "bad.credentials", "Invalid login credentials.");
  return token;
}

/** Counts the request for its token and for the organisation; returns the headers of the limit that is nearer. */
function count(route: Route, key: string, limiters: ApiParts["limiters"]): Record<string, string> {
  const organization = limiters.organization("");
  const token = route.surface === "guide" ? limiters.guide(key) : limiters.platform(key);
  const state = organization.exceeded && !token.exceeded ? organization : token;
  const headers = route.surface === "guide" ? guideRateHeaders(state) : platformRateHeaders(state);
  if (!state.exceeded) return headers;
  const params = { limit: String(state.allowed), seconds: String(state.reset) };
  const message = `Rate limit exceeded the maximum. Retry the request in [${state.reset}] seconds`;
  const retry = { ...headers, "Retry-After": String(state.reset) };
  throw new ApiError(429, "too.many.requests.retry.after", message, { params, headers: retry });
}

function authorize(rule: PermissionRule | undefined, permits: (permission: string) => boolean): void {
  if (rule === undefined) return;
  const missing = rule.permissions.filter((permission) => !permits(permission));
  if (missing.length === 0 || (rule.type === "ANY" && missing.length < rule.permissions.length)) return;
  const permissions = missing.join(", ");
  const any = rule.type === "ANY" && rule.permissions.length > 1;
  const message = any
    ? `Unable to perform the requested action. You must have at least one of the following permissions assigned: ${permissions}`
    : `Unable to perform the requested action. You are missing the following permission(s): ${permissions}`;
  const code = any ? "missing.any.permissions" : "missing.permissions";
  throw new ApiError(403, code, message, { params: { permissions } });
}

function license(product: string | undefined, unlicensed: ReadonlySet<string>): void {
  if (product === undefined || !unlicensed.has(product)) return;
  throw new ApiError(403, "feature.forbidden", "Requested feature is forbidden", {
    params: { feature: product },
  });
}

async function bodyOf(request: IncomingMessage, route: Route): Promise<Json> {
  const text = await readBody(request);
  if (route.body === undefined) return null;
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    throw new ApiError(415, "unsupported.media.type", "The request body must be application/json.");
  }
  let body: Json;
  try {
    body = JSON.parse(text);
  } catch {
    throw badRequest("The request body is not JSON.", "bad.request");
  }
  const problem = shapeProblem(body, route.body);
  if (problem !== undefined)
    throw badRequest(`The request is not valid: ${problem}.`, "constraint.validation");
  return body;
}

/** Answers one request to the API: route, token, rate limit, permission, parameters, then the handler. */
export async function handleApi(
  parts: ApiParts,
  request: IncomingMessage,
  correlationId: string,
): Promise<Handled> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const method = request.method ?? "GET";
  const found = parts.router(method, url.pathname);
  const name = "route" in found ? `${method} ${found.route.path}` : "other";
  let headers: Record<string, string> = {};
  const answer = async (): Promise<Answer> => {
    if (!("route" in found)) {
      await readBody(request);
      if (found.allow.length === 0)
        throw new ApiError(404, "not.found", "The requested resource was not found.");
      const allow = { Allow: found.allow.join(", ") };
      throw new ApiError(405, "method.not.allowed", "HTTP method is not allowed.", { headers: allow });
    }
    const { route, params } = found;
    if (route.surface !== "open") {
      const { value, clientId } = authenticate(request, parts.tokens);
      headers = count(route, value, parts.limiters);
      authorize(route.permissions, (permission) => parts.permits(clientId, permission));
    }
    license(route.product, parts.unlicensed);
    const query = readQuery(url.searchParams, route.query ?? {});
    const body = await bodyOf(request, route);
    const { org, state, granted, mostPerList } = parts;
    const context = { org, state, granted, mostPerList, origin: parts.origin() };
    const response = route.handle({ params, query, body }, context);
    const { status, body: answered } = response;
    const asked = { surface: route.surface, method, path: route.path, query: [...url.searchParams] };
    parts.observe?.({ ...asked, request: body, status, response: answered });
    return jsonAnswer(response.status, response.body, { ...headers, ...response.headers });
  };
  try {
    return { route: name, answer: await answer() };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {
      route: name,
      answer: jsonAnswer(error.status, errorBody(error, correlationId), { ...headers, ...error.headers }),
    };
  }
}
