import type { Json, JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import { platformPage, platformPaging } from "../../server/pages.ts";
import type { QuerySpec, QueryValues } from "../../server/query-values.ts";
import { ok, type PermissionRule, type Route, type RouteContext } from "../../server/route.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import { seenBy } from "./seen-by.ts";

/**
 * How the platform pages a list.
 * - `number`: `pageNumber`, with `total` and `pageCount`.
 * - `number-only`: `pageNumber`, without any total.
 * - `after`: `after` of the link `nextUri`; no total.
 * - `next-page`: `nextPage` of the link `nextUri`, with `pageCount`.
 * - `cursor`: `cursor`, given in the body; no total.
 * - `cursor-link`: `cursor` of the link `nextUri`; no total.
 * - `none`: the whole list at once.
 */
export type ListPaging = "number" | "number-only" | "after" | "next-page" | "cursor" | "cursor-link" | "none";

/** What a list is made of. */
interface ListRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: QueryValues;
}

export interface ListOptions {
  readonly path: string;
  readonly permissions?: PermissionRule;
  readonly product?: string;
  readonly paging: ListPaging;
  /** Largest page; 500 unless given, as most lists of the platform take. */
  readonly maxSize?: number;
  /** Further query parameters. */
  readonly query?: QuerySpec;
  /** Paging properties that this listing's type does not have; `before`: it cannot be read backwards. */
  readonly without?: readonly string[];
  /** All records, in their order. Throws ApiError to refuse. */
  list(request: ListRequest, context: RouteContext): readonly JsonObject[];
}

function pagingQuery(paging: ListPaging, maxSize: number, without: readonly string[]): QuerySpec {
  const pageSize = { type: "integer", min: 1, max: maxSize } as const;
  switch (paging) {
    case "number":
    case "number-only":
      return { ...platformPaging, pageSize };
    case "after":
      return {
        after: { type: "text" },
        ...(without.includes("before") ? {} : { before: { type: "text" } }),
        pageSize,
      };
    case "next-page":
      return { nextPage: { type: "text" }, pageSize };
    case "cursor":
    case "cursor-link":
      return { cursor: { type: "text" }, pageSize };
    case "none":
      return {};
  }
}

const cursorNames = {
  after: "after",
  "next-page": "nextPage",
  cursor: "cursor",
  "cursor-link": "cursor",
} as const;

/** What else was asked for, as links repeat it. */
function repeated(query: QueryValues, names: readonly string[]): string {
  return names
    .flatMap((name) => query.all(name).map((value) => `&${name}=${encodeURIComponent(value)}`))
    .join("");
}

/** One page behind an opaque cursor; the cursor of another list is refused. */
function cursorPage(
  list: readonly JsonObject[],
  query: QueryValues,
  path: string,
  paging: keyof typeof cursorNames,
  more: readonly string[],
): JsonObject {
  const name = cursorNames[paging];
  const given = query.text(name);
  const pageSize = query.integer("pageSize", 25);
  const start = given === undefined ? 0 : readCursor(given, path);
  const end = start + pageSize;
  const next = end < list.length ? writeCursor(path, end) : undefined;
  const link =
    next === undefined ? undefined : `${path}?pageSize=${pageSize}&${name}=${next}${repeated(query, more)}`;
  return compact({
    entities: list.slice(start, end),
    ...(paging === "cursor" ? { cursor: next } : { nextUri: link }),
    ...(paging === "next-page" ? { pageCount: Math.ceil(list.length / pageSize) } : {}),
  });
}

function page(
  list: readonly JsonObject[],
  query: QueryValues,
  path: string,
  paging: ListPaging,
  more: readonly string[],
): JsonObject {
  if (paging === "none") return { entities: list };
  if (paging !== "number" && paging !== "number-only") return cursorPage(list, query, path, paging, more);
  const whole = platformPage(list, query, path, (record): Json => record, repeated(query, more));
  return paging === "number" ? whole : leaveOut(whole, ["total", "pageCount", "lastUri"]);
}

function leaveOut(body: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}

/** A GET operation of the platform that answers a list. */
export function listRoute(options: ListOptions): Route {
  const { path, permissions, product, paging, maxSize = 500, query, without = [], list } = options;
  return {
    surface: "platform",
    method: "GET",
    path,
    query: { ...pagingQuery(paging, maxSize, without), ...query },
    ...(permissions === undefined ? {} : { permissions }),
    ...(product === undefined ? {} : { product }),
    handle: (request, context) => {
      const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(request.params[name] ?? ""),
      );
      const records = list(request, context).filter(seenBy(context)).slice(0, context.mostPerList);
      return ok(leaveOut(page(records, request.query, address, paging, Object.keys(query ?? {})), without));
    },
  };
}
