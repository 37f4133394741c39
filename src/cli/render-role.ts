import { visibleText } from "../reporters/visible-text.ts";
import type { DescribedRole } from "../runner/describe-role.ts";

/** The role that a tenant's client needs, each permission with the rules that are unknown without it. */
export function* renderRoles(roles: readonly DescribedRole[]): Iterable<string> {
  for (const { tenant, provider, permissions, scopes } of roles) {
    yield `Least role in ${visibleText(tenant)} (${provider})\n`;
    if (permissions.length === 0) yield "  no permission\n";
    for (const { permission, rules } of permissions) {
      yield `  ${permission}\n`;
      for (const rule of rules) yield `    ${rule}\n`;
      if (rules.length === 0) yield "    no rule reads it\n";
    }
    yield "Scopes, where the organisation enforces them\n";
    if (scopes.length === 0) yield "  no scope\n";
    for (const scope of scopes) yield `  ${scope}\n`;
  }
}
