import type { JsonObject } from "../../model/json.ts";

/** A refusal: answered as an error body with its status. */
export class ApiError extends Error {
  readonly status: number;
  /** Dotted code, e.g. `bad.request`. */
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { params?: Readonly<Record<string, string>>; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.params = more.params ?? {};
    this.headers = more.headers ?? {};
  }
}

/** A malformed request: 400. */
export function badRequest(message: string, code = "bad.request"): ApiError {
  return new ApiError(400, code, message);
}

/** Something that the path or an id names does not exist: 404. */
export function notFound(message = "The requested resource was not found."): ApiError {
  return new ApiError(404, "not.found", message);
}

/** The error in the shape in which the platform answers it. */
export function errorBody(error: ApiError, contextId: string): JsonObject {
  return {
    message: error.message,
    code: error.code,
    status: error.status,
    messageParams: { ...error.params },
    contextId,
    details: [],
    errors: [],
  };
}
