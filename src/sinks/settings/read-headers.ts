import type { JsonObject } from "../../model/json.ts";
import { readSecret } from "../../model/secret.ts";

interface Headers {
  readonly ok: true;
  readonly values: Readonly<Record<string, string>>;
}

/** Looks up the values of headers, each of which is a secret. */
export function readHeaders(
  headers: JsonObject,
  env: (name: string) => string | undefined,
): Headers | { readonly ok: false; readonly problem: string } {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const secret = readSecret(value, false, env);
    if (!secret.ok) return secret;
    values[name.toLowerCase()] = secret.value;
  }
  return { ok: true, values };
}
