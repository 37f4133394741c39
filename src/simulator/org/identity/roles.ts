import type { OrgBase } from "../org-base.ts";
import type { Named } from "../types.ts";
import { uuidFor } from "../uuid.ts";
import { departments, products } from "../word-lists.ts";
import { customRoles, type RoleBlueprint, shippedRoles } from "./role-blueprints.ts";

export interface Role extends RoleBlueprint, Named {
  /** The client that reads the organisation has this one; it is exactly what was granted to that. */
  readonly reader?: boolean;
}

function teamRoles(count: number): RoleBlueprint[] {
  return Array.from({ length: count }, (_, index) => {
    const department = departments[index % departments.length] ?? "Support";
    const product = products[Math.floor(index / departments.length) % products.length] ?? "Mobile";
    return {
      name: `${department} ${product} lead`,
      description: `Leads ${department} for ${product}`,
      permissions: ["recording:recording:view", "routing:queue:view", "routing:queueMember:manage"],
    };
  });
}

/** The platform's roles, the organisation's own, and the one of the client that reads it. */
export function buildRoles({ seed, counts }: OrgBase): readonly Role[] {
  const reader = { name: "Policy reader", description: "Reads what policies need", permissions: [] };
  const teams = teamRoles(6 * (counts.plants - 1));
  return [
    ...[...shippedRoles, ...customRoles, ...teams].map((role) => ({
      ...role,
      id: uuidFor(seed, "role", role.name),
    })),
    { ...reader, id: uuidFor(seed, "role", reader.name), reader: true },
  ];
}
