import type { Json, JsonObject } from "../../model/json.ts";
import { compact } from "../compact.ts";
import type { QuerySpec, QueryValues } from "./query-values.ts";

/** Query parameters of a list that is paged by number on the platform. */
export const platformPaging: QuerySpec = {
  pageNumber: { type: "integer", min: 1, max: 1_000_000 },
  pageSize: { type: "integer", min: 1, max: 500 },
};

/** One page of a list as the platform answers it, with its links, which may repeat `more` of the query. */
export function platformPage<T>(
  list: readonly T[],
  query: QueryValues,
  path: string,
  render: (element: T) => Json,
  more = "",
): JsonObject {
  const pageNumber = query.integer("pageNumber", 1);
  const pageSize = query.integer("pageSize", 25);
  const pageCount = Math.ceil(list.length / pageSize);
  const link = (number: number): string => `${path}?pageSize=${pageSize}&pageNumber=${number}${more}`;
  const start = (pageNumber - 1) * pageSize;
  return compact({
    entities: list.slice(start, start + pageSize).map(render),
    pageSize,
    pageNumber,
    total: list.length,
    firstUri: link(1),
    selfUri: link(pageNumber),
    nextUri: pageNumber < pageCount ? link(pageNumber + 1) : undefined,
    previousUri: pageNumber > 1 ? link(pageNumber - 1) : undefined,
    lastUri: link(Math.max(1, pageCount)),
    pageCount,
  });
}

/** Query parameters of a list that is paged as the guides describe. */
export const guidePaging: QuerySpec = {
  page: { type: "integer", min: 1, max: 1_000_000 },
  pageSize: { type: "integer", min: 1, max: 250 },
};

export interface GuidePage {
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
}

/** One page as the guides describe it: the number of pages is in a header. */
export function guidePage<T>(
  list: readonly T[],
  query: QueryValues,
  render: (element: T) => Json,
): GuidePage {
  const page = query.integer("page", 1);
  const pageSize = query.integer("pageSize", 25);
  const start = (page - 1) * pageSize;
  const entities = list.slice(start, start + pageSize).map(render);
  return {
    body: { entities, page, pageSize, total: list.length },
    headers: { "X-Genesys-Page-Count": String(Math.max(1, Math.ceil(list.length / pageSize))) },
  };
}
