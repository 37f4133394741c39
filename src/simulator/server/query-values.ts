import { parseTimestamp } from "../../time/timestamp.ts";
import { badRequest } from "./api-error.ts";

/** What a query parameter may hold. `many` ones may be repeated. */
type QueryParameter =
  | { readonly type: "integer"; readonly min: number; readonly max: number }
  | { readonly type: "text"; readonly many?: boolean; readonly values?: readonly string[] }
  | { readonly type: "boolean" }
  | { readonly type: "timestamp" };

export type QuerySpec = Readonly<Record<string, QueryParameter>>;

/** Query parameters that passed their specification. */
export interface QueryValues {
  integer(name: string, fallback: number): number;
  text(name: string): string | undefined;
  all(name: string): readonly string[];
  flag(name: string): boolean | undefined;
  /** Epoch milliseconds. */
  timestamp(name: string): number | undefined;
}

function check(name: string, value: string, parameter: QueryParameter): void {
  const refuse = (): never => {
    throw badRequest(`Value is not valid for parameter [${name}].`, "invalid.query.param.value");
  };
  if (parameter.type === "integer") {
    const number = Number(value);
    if (!/^\d{1,9}$/.test(value) || number < parameter.min || number > parameter.max) refuse();
  }
  if (parameter.type === "boolean" && value !== "true" && value !== "false") refuse();
  if (parameter.type === "timestamp" && parseTimestamp(value) === undefined) refuse();
  if (parameter.type === "text" && parameter.values !== undefined && !parameter.values.includes(value))
    refuse();
}

/** Reads the query of a request. Throws ApiError 400 for an unknown, repeated or ill-typed parameter. */
export function readQuery(search: URLSearchParams, spec: QuerySpec): QueryValues {
  const seen = new Set<string>();
  for (const [name, value] of search) {
    const parameter = Object.hasOwn(spec, name) ? spec[name] : undefined;
    if (parameter === undefined) throw badRequest(`Unknown query parameter [${name}].`);
    const many = parameter.type === "text" && parameter.many === true;
    if (seen.has(name) && !many) throw badRequest(`Parameter [${name}] is given more than once.`);
    seen.add(name);
    check(name, value, parameter);
  }
  const text = (name: string): string | undefined => search.get(name) ?? undefined;
  return {
    text,
    all: (name) => search.getAll(name),
    integer: (name, fallback) => Number(text(name) ?? fallback),
    flag: (name) => (text(name) === undefined ? undefined : text(name) === "true"),
    timestamp: (name) => parseTimestamp(text(name) ?? ""),
  };
}
