import { isJsonObject, type Json } from "../../model/json.ts";

/** What a role grants, as `domain:entity:action`; any part may be `*`. */
export function permissionsOfRole(role: Json | undefined): readonly string[] {
  const policies = isJsonObject(role) ? role["permissionPolicies"] : undefined;
  if (!Array.isArray(policies)) return [];
  return policies.flatMap((policy: Json) => {
    if (!isJsonObject(policy) || !Array.isArray(policy["actionSet"])) return [];
    const { domain, entityName } = policy;
    if (typeof domain !== "string" || typeof entityName !== "string") return [];
    return policy["actionSet"]
      .filter((action: Json) => typeof action === "string")
      .map((action) => `${domain}:${entityName}:${action}`);
  });
}

/** True when what is granted includes what is needed. */
export function grants(granted: string, needed: string): boolean {
  const wanted = needed.split(":");
  const parts = granted.split(":");
  return parts.length === 3 && parts.every((part, index) => part === "*" || part === wanted[index]);
}

const readOnly = /:(?:view|read|readonly|search|viewall)$/i;

/** True for a permission that lets its holder change something. */
export function writes(granted: string): boolean {
  return !readOnly.test(granted);
}
