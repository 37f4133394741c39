import type { Diagnostic } from "../model/diagnostic.ts";
import type { Tenant } from "../model/project.ts";
import type { Registry } from "../model/registry.ts";
import type { ProjectConfig } from "../policy/documents/project-config.ts";
import { schemaDiagnostics } from "../policy/documents/schema-diagnostics.ts";
import { unknownName } from "../policy/resolve/unknown-name.ts";
import { diagnoseValue } from "../policy/text/diagnose.ts";
import { childOf, keyLocation, type MapNode } from "../policy/text/source-node.ts";

/** The tenants of a project, and how their configuration does not fit their providers. */
export function checkTenants(
  config: ProjectConfig,
  registry: Registry,
): { readonly tenants: readonly Tenant[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const tenants = config.tenants.map(({ name, provider: providerName, config: settings, node }): Tenant => {
    const provider = registry.providers.get(providerName);
    if (provider === undefined) {
      const problem = unknownName("provider", providerName, [...registry.providers.keys()]);
      diagnostics.push(diagnoseValue(childOf(node, "provider") ?? node, problem));
    } else if (node.kind === "map") {
      diagnostics.push(
        ...schemaDiagnostics(provider.configSchema, withoutProvider(node), `the tenant "${name}"`),
      );
    }
    return { name, provider: providerName, config: settings, location: keyLocation(node) };
  });
  return { tenants, diagnostics };
}

function withoutProvider(node: MapNode): MapNode {
  return { ...node, entries: new Map([...node.entries].filter(([key]) => key !== "provider")) };
}
