import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { uuidFor } from "../org/uuid.ts";
import { type Answer, jsonAnswer } from "./answer.ts";
import { ApiError, errorBody } from "./api-error.ts";
import { damage, replacement } from "./apply-fault.ts";
import type { FaultScript } from "./faults.ts";
import type { RequestLog } from "./request-log.ts";
import { sendAnswer } from "./send-answer.ts";

/** An answer, and the name of the route that gave it. */
export interface Handled {
  readonly route: string;
  readonly answer: Answer;
}

export type Handler = (request: IncomingMessage, correlationId: string) => Promise<Handled>;

/** What every listener does around its handler. */
export interface ServeParts {
  readonly seed: number;
  readonly faults: FaultScript;
  readonly log: RequestLog;
}

/** A listener on loopback. */
export interface Listener {
  readonly origin: string;
  /** Cuts open connections and frees the port. */
  close(): Promise<void>;
}

async function handleSafely(
  log: RequestLog,
  handler: Handler,
  request: IncomingMessage,
  correlationId: string,
): Promise<Handled> {
  try {
    return await handler(request, correlationId);
  } catch (cause) {
    if (!(cause instanceof ApiError)) log.fail(cause);
    const error =
      cause instanceof ApiError ? cause : new ApiError(500, "internal.server.error", "The simulator failed.");
    return { route: "other", answer: jsonAnswer(error.status, errorBody(error, correlationId)) };
  }
}

async function respond(
  parts: ServeParts,
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const method = request.method ?? "GET";
  const correlationId = uuidFor(parts.seed, "correlation", parts.log.begin());
  const actions = parts.faults(method, url.pathname);
  const [replaced] = actions.flatMap((action) => replacement(action) ?? []);
  const handled =
    replaced === undefined
      ? await handleSafely(parts.log, handler, request, correlationId)
      : { route: "fault", answer: replaced };
  const answer = actions.reduce(damage, handled.answer);
  parts.log.record(handled.route, {
    method,
    path: url.pathname,
    query: url.search.slice(1),
    status: answer.cutAfter === 0 ? 0 : answer.status,
    authorized: request.headers.authorization !== undefined,
    correlationId,
  });
  await sendAnswer(answer, { "ININ-Correlation-Id": correlationId }, response);
}

/** Listens on 127.0.0.1. Rejects with the system's error when the port is taken. */
export async function serve(parts: ServeParts, port: number, handler: Handler): Promise<Listener> {
  const server = createServer((request, response) => {
    respond(parts, handler, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  return {
    origin: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
