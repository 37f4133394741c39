import type { JsonObject } from "../../../model/json.ts";

/** Parts of a permission: `routing:queue:view`. */
export function permissionParts(
  permission: string,
): readonly [domain: string, entity: string, action: string] {
  const [domain = "", entity = "", action = ""] = permission.split(":");
  return [domain, entity, action];
}

/** Permissions as a role carries them: the actions of each kind of entity together. */
export function permissionPolicies(permissions: Iterable<string>): readonly JsonObject[] {
  const actions = new Map<string, string[]>();
  for (const permission of [...permissions].sort()) {
    const [domain, entity, action] = permissionParts(permission);
    const kind = `${domain}:${entity}`;
    actions.set(kind, [...(actions.get(kind) ?? []), action]);
  }
  return [...actions].map(([kind, actionSet]) => {
    const [domain, entityName] = permissionParts(kind);
    return { domain, entityName, policyName: kind, actionSet, allowConditions: false };
  });
}
