import type { IncomingMessage } from "node:http";
import type { Answer } from "./answer.ts";
import { jsonAnswer } from "./answer.ts";
import { ApiError, errorBody } from "./api-error.ts";
import { decodeText } from "./decode-text.ts";
import { readBody } from "./read-body.ts";
import type { Handled } from "./serve.ts";
import type { Tokens } from "./tokens.ts";

/** What the login host needs to answer. */
export interface LoginParts {
  /** Secret of a client that may log in with one; undefined for any other. */
  secretOf(clientId: string): string | undefined;
  readonly tokens: Tokens;
  /** Scopes that answers say tokens have; absent: they say nothing of scopes, as those of the platform. */
  readonly scopes?: readonly string[];
  /** Called for every token that is handed out. */
  issued(): void;
}

const refused = (status: number, error: string, description: string): Answer =>
  jsonAnswer(status, { error, description, error_description: description });

/** Client id and secret from a Basic header, else from the form. */
function credentials(
  request: IncomingMessage,
  form: URLSearchParams,
): { id: string; secret: string; basic: boolean } {
  const [, encoded] = /^basic ([\w+/=]+)$/i.exec(request.headers.authorization ?? "") ?? [];
  if (encoded === undefined) {
    return { id: form.get("client_id") ?? "", secret: form.get("client_secret") ?? "", basic: false };
  }
  const [id = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { id: decodeText(id), secret: decodeText(secret.join(":")), basic: true };
}

function grant(parts: LoginParts, request: IncomingMessage, text: string): Answer {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "")) {
    return refused(400, "invalid_request", "the request must be application/x-www-form-urlencoded");
  }
  const form = new URLSearchParams(text);
  const { id, secret, basic } = credentials(request, form);
  if (form.get("grant_type") !== "client_credentials") {
    return refused(400, "unsupported_grant_type", "the grant type is not allowed for this client");
  }
  if (parts.secretOf(id) !== secret) {
    return refused(basic ? 401 : 400, "invalid_client", "authentication failed");
  }
  parts.issued();
  const token = parts.tokens.issue(id);
  const body = {
    access_token: token.value,
    token_type: "bearer",
    expires_in: parts.tokens.lifetime,
    ...(parts.scopes === undefined ? {} : { scope: parts.scopes.join(" ") }),
  };
  return jsonAnswer(200, body, { "Cache-Control": "no-store" });
}

/** Answers one request to the login host, which knows `POST /oauth/token` and nothing else. */
export async function handleLogin(
  parts: LoginParts,
  request: IncomingMessage,
  correlationId: string,
): Promise<Handled> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const text = await readBody(request);
  const refuse = (error: ApiError): Handled => ({
    route: "other",
    answer: jsonAnswer(error.status, errorBody(error, correlationId), error.headers),
  });
  if (pathname !== "/oauth/token")
    return refuse(new ApiError(404, "not.found", "The requested resource was not found."));
  if (request.method !== "POST") {
    return refuse(
      new ApiError(405, "method.not.allowed", "HTTP method is not allowed.", { headers: { Allow: "POST" } }),
    );
  }
  return { route: "POST /oauth/token", answer: grant(parts, request, text) };
}
