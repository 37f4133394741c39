import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { randomFor } from "../random.ts";
import type { Named } from "../types.ts";
import { everyDivision, type Grant } from "./grants.ts";
import { permissionParts, permissionPolicies } from "./permission-policies.ts";
import type { Role } from "./roles.ts";

/** What a role permits: the role of the client that reads has exactly what was granted to that. */
export function permissionsOf(role: Role, granted: ReadonlySet<string>): readonly string[] {
  return role.reader === true ? [...granted].sort() : role.permissions;
}

interface RoleFacts {
  readonly userCount: number;
  readonly granted: ReadonlySet<string>;
  /** Names what of the role nobody used, where that was asked for. */
  readonly unused: boolean;
}

/** A role as the platform answers it. */
export function renderRole(seed: number, role: Role, { userCount, granted, unused }: RoleFacts): JsonObject {
  const permissions = permissionsOf(role, granted);
  const random = randomFor(seed, "role-use", role.id);
  const idle = random.chance(0.5) ? [] : permissions.filter(() => random.chance(0.4));
  return compact({
    id: role.id,
    name: role.name,
    description: role.description,
    defaultRoleId: role.defaultRoleId,
    permissionPolicies: permissionPolicies(permissions),
    unusedPermissions: unused ? idle : undefined,
    userCount,
    roleNeedsUpdate: role.needsUpdate === true,
    base: role.base === true,
    default: role.shipped === true,
    selfUri: `/api/v2/authorization/roles/${role.id}`,
  });
}

/** A division as grants carry it. */
export function renderDivision({ id, name }: Named, home: boolean): JsonObject {
  const description = id === everyDivision.id ? "All divisions" : `Division ${name}`;
  return { id, name, description, homeDivision: home, selfUri: `/api/v2/authorization/divisions/${id}` };
}

/** A grant as the platform answers it. */
export function renderGrant(grant: Grant, homeId: string, granted: ReadonlySet<string>): JsonObject {
  const { subject, role, division, at } = grant;
  const policies = permissionPolicies(permissionsOf(role, granted)).map((policy) => ({
    actions: policy["actionSet"] ?? [],
    domain: policy["domain"] ?? "",
    entityName: policy["entityName"] ?? "",
  }));
  return {
    subjectId: subject.id,
    division: renderDivision(division, division.id === homeId),
    role: {
      id: role.id,
      name: role.name,
      description: role.description,
      policies,
      default: role.shipped === true,
      selfUri: `/api/v2/authorization/roles/${role.id}`,
    },
    grantMadeAt: formatTimestamp(at),
  };
}

/** Permissions that exist, by domain, as the platform lists them. */
export function renderPermissions(permissions: Iterable<string>): readonly JsonObject[] {
  const domains = new Map<string, Map<string, JsonObject[]>>();
  for (const permission of [...new Set(permissions)].sort()) {
    const [domain, entityType, action] = permissionParts(permission);
    if ([domain, entityType, action].includes("*")) continue;
    const entities = domains.get(domain) ?? new Map<string, JsonObject[]>();
    const label = `${entityType} ${action}`;
    const one = { domain, entityType, action, label, allowsConditions: false, divisionAware: false };
    entities.set(entityType, [...(entities.get(entityType) ?? []), one]);
    domains.set(domain, entities);
  }
  return [...domains].map(([domain, entities]) => ({
    id: domain,
    name: domain,
    domain,
    permissionMap: Object.fromEntries(entities),
  }));
}
