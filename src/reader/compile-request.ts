import { ExpressionError, type ExpressionOptions } from "../expression/index.ts";
import type { HttpRequest } from "../http/exchange.ts";
import type { Bindings } from "../model/expression.ts";
import type { Json } from "../model/json.ts";
import type { RequestDescription } from "./description.ts";
import { compilePath, compileValue, TemplateError, type ValueOf } from "./template.ts";

type BuiltRequest =
  | { readonly ok: true; readonly request: HttpRequest }
  | { readonly ok: false; readonly problem: string };

/** Fills a request's templates in. Never throws for what the data does. */
export type BuildRequest = (bindings: Bindings) => BuiltRequest;

/** A query value as text; lists and objects have no text of their own. */
function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function queryOf(values: readonly (readonly [string, ValueOf])[], bindings: Bindings): [string, string][] {
  const query: [string, string][] = [];
  for (const [name, compute] of values) {
    const value = compute(bindings);
    if (value === undefined || value === null) continue;
    for (const item of Array.isArray(value) ? (value as readonly Json[]) : [value])
      query.push([name, textOf(item)]);
  }
  return query;
}

function compileUrl(
  request: RequestDescription,
  options: ExpressionOptions,
  basePath: string,
): (bindings: Bindings) => string {
  if (request.path !== undefined) {
    const path = compilePath(request.path, options);
    return (bindings) => basePath + path(bindings);
  }
  const url = compileValue(request.url ?? "", options);
  return (bindings) => {
    const value = url(bindings);
    if (typeof value === "string" && value !== "") return value;
    throw new TemplateError("a link that its request needs is missing");
  };
}

function compileAll(values: Readonly<Record<string, Json>> | undefined, options: ExpressionOptions) {
  return Object.entries(values ?? {}).map(([name, value]) => [name, compileValue(value, options)] as const);
}

/**
 * Compiles a request description.
 *
 * @param basePath put before every `path`, without a slash at its end
 * @throws ExpressionError when a template cannot be parsed
 */
export function compileRequest(
  description: RequestDescription,
  options: ExpressionOptions,
  basePath: string,
): BuildRequest {
  const { method = "GET" } = description;
  const urlOf = compileUrl(description, options, basePath);
  const query = compileAll(description.query, options);
  const headers = compileAll(description.headers, options);
  const body = description.body === undefined ? undefined : compileValue(description.body, options);
  return (bindings) => {
    try {
      const request: HttpRequest = {
        method,
        url: urlOf(bindings),
        query: queryOf(query, bindings),
        headers: Object.fromEntries(
          queryOf(headers, bindings).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        anyType: description.url !== undefined,
        ...(body === undefined ? {} : { body: JSON.stringify(body(bindings) ?? {}) }),
      };
      return { ok: true, request };
    } catch (error) {
      if (error instanceof TemplateError)
        return { ok: false, problem: `The read was not possible: ${error.message}` };
      if (!(error instanceof ExpressionError)) throw error;
      return { ok: false, problem: `An expression of the data source's request failed (${error.code})` };
    }
  };
}
