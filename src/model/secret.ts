import { isJsonObject, type Json, type JsonSchema } from "./json.ts";

/** JSON Schema of a secret in a configuration: only ever the name of an environment variable. */
export const secretSchema: JsonSchema = {
  type: "object",
  description: "Names the environment variable that holds the value",
  properties: {
    env: {
      type: "string",
      pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
      "x-expected": "the name of an environment variable",
    },
  },
  required: ["env"],
  additionalProperties: false,
};

export type Secret =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly code: "unauthenticated" | "refused"; readonly problem: string };

/**
 * Looks a secret up.
 *
 * @param literal true where the value itself may stand there: a system on this machine
 */
export function readSecret(
  value: Json | undefined,
  literal: boolean,
  env: (name: string) => string | undefined,
): Secret {
  if (typeof value === "string" && literal) return { ok: true, value };
  const name = isJsonObject(value) ? value["env"] : undefined;
  if (typeof name !== "string") {
    return { ok: false, code: "refused", problem: "Secrets name environment variables: { env: NAME }" };
  }
  const found = env(name);
  if (found === undefined || found === "") {
    return { ok: false, code: "unauthenticated", problem: `The environment variable ${name} is not set` };
  }
  return { ok: true, value: found };
}
