import type { Diagnostic } from "../model/diagnostic.ts";

/** Says of a permission that the client does not have what it is needed for. */
export function missingPermission(
  tenant: string,
  permission: string,
  sources: readonly string[],
): Diagnostic {
  return {
    code: "missing-permission",
    severity: "error",
    summary: `The client does not have the permission ${permission}, which reading ${sources.join(", ")} needs.`,
    suggestions: ["Add it to a role of the client; 'bylaw plan --permissions' lists all that are needed."],
    tenant,
  };
}
