import type { HttpFailure } from "../../http/exchange.ts";
import { errorCode } from "../../http/failure.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { Explain } from "../../reader/read-context.ts";

/** Codes that say: this organisation does not have the feature. Nothing vaguer counts. */
const notLicensed = new Set([
  "architect.feature.unavailable",
  "architect.feature.toggle.unavailable",
  "feature.forbidden",
]);

/** Codes that say: the client has no such permission, whatever the division. */
const nowhere = new Set(["missing.permissions", "missing.any.permissions"]);

const permission = /\b[A-Za-z][A-Za-z0-9]{0,60}:[A-Za-z][A-Za-z0-9]{0,60}:(?:[A-Za-z][A-Za-z0-9]{0,60}|\*)/g;

/** Permissions that an error body names; only what has their shape is taken from it. */
function permissionsIn(body: Json | undefined): string[] {
  if (!isJsonObject(body)) return [];
  const params = isJsonObject(body["messageParams"]) ? Object.values(body["messageParams"]) : [];
  const texts = [body["message"], ...params].filter((text) => typeof text === "string");
  return [...new Set(texts.flatMap((text) => text.slice(0, 2_000).match(permission) ?? []))].sort();
}

/** The token is not for this: its application was not given a scope. */
function withoutScope(failure: HttpFailure, scopes: readonly string[]): ReturnType<Explain> {
  const which = scopes.length === 1 ? "the scope" : "one of the scopes";
  const message = `${failure.reason.message}: missing ${which} ${scopes.join(", ")}`;
  return { reason: { ...failure.reason, message }, lasting: true };
}

function forbidden(failure: HttpFailure): ReturnType<Explain> {
  const permissions = permissionsIn(failure.body);
  if (permissions.length === 0) return {};
  const code = errorCode(failure.body) ?? "";
  const where = code.includes("division") ? " in one of the divisions" : "";
  const message = `${failure.reason.message}: missing ${permissions.join(", ")}${where}`;
  return { reason: { ...failure.reason, message, permissions }, lasting: nowhere.has(code) };
}

/** What the platform's error bodies say beyond their status. */
export const explain: Explain = (failure, scopes) => {
  const code = errorCode(failure.body);
  if (code !== undefined && notLicensed.has(code)) {
    return { notApplicable: `The organisation does not have this feature (${code})` };
  }
  if (code === "app.not.authorized.for.scope" && scopes.length > 0) return withoutScope(failure, scopes);
  if (failure.status === 403) return forbidden(failure);
  if (code === "ip.not.authorized") {
    const message = `${failure.reason.message}: the organisation's allow-list does not have this machine's address`;
    return { reason: { ...failure.reason, message } };
  }
  return {};
};
