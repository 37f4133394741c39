import { gunzipSync } from "node:zlib";
import type { JsonObject } from "../../../src/model/json.ts";
import { type HttpReceiver, httpReceiver, type Reply } from "./http-receiver.ts";

export interface AzureReceiver extends HttpReceiver {
  readonly login: HttpReceiver;
  readonly rows: JsonObject[];
  /** Organisation, id and row of what was taken. */
  readonly taken: string[];
}

const path =
  "/dataCollectionRules/dcr-00000000000000000000000000000001/streams/Custom-Audit_CL?api-version=2023-01-01";

/** Settings of a sink for this receiver; the environment needs ID and SECRET. */
export function azureSettings(receiver: AzureReceiver): JsonObject {
  return {
    endpoint: receiver.origin,
    loginUrl: receiver.login.origin,
    rule: "dcr-00000000000000000000000000000001",
    stream: "Custom-Audit_CL",
    tenantId: "contoso.example",
    clientId: { env: "ID" },
    clientSecret: { env: "SECRET" },
  };
}

const error = (status: number, code: string): Reply => ({
  status,
  body: { error: { code, message: "SECRET" } },
});

/** The ingestion endpoint and the login: tokens of one life, arrays of objects up to 1 MB, answered with 204. */
export async function azureReceiver(secret: string): Promise<AzureReceiver> {
  let issued = 0;
  const login = await httpReceiver(({ path: asked, headers, bytes }) => {
    const form = new URLSearchParams(bytes.toString("utf8"));
    const basic = `Basic ${Buffer.from(`app:${secret}`).toString("base64")}`;
    if (asked !== "/contoso.example/oauth2/v2.0/token") return error(404, "NotFound");
    if (form.get("grant_type") !== "client_credentials")
      return { status: 400, body: { error: "unsupported_grant_type" } };
    if (form.get("scope") !== "https://monitor.azure.com//.default")
      return { status: 400, body: { error: "invalid_scope" } };
    if (headers.authorization !== basic) return { status: 401, body: { error: "invalid_client" } };
    issued++;
    return { status: 200, body: { token_type: "Bearer", expires_in: 3599, access_token: `token.${issued}` } };
  });
  const rows: JsonObject[] = [];
  const taken: string[] = [];
  const receiver = await httpReceiver(({ path: asked, headers, bytes }) => {
    if (asked !== path) return error(404, "NotFound");
    if (headers.authorization !== `Bearer token.${issued}`) return error(401, "InvalidToken");
    if (headers["content-type"] !== "application/json") return error(415, "UnsupportedMediaType");
    const plain = headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes;
    if (plain.byteLength > 1024 * 1024) return error(413, "ContentLengthLimitExceeded");
    const body: unknown = JSON.parse(plain.toString("utf8"));
    if (!Array.isArray(body)) return error(400, "InvalidPayload");
    rows.push(...body);
    taken.push(...body.map((row) => `${row.BylawOrganization}/${row.BylawId}/${row.BylawRow}`));
    return { status: 204 };
  });
  return { ...receiver, login, rows, taken };
}
