import type { DataSource } from "../model/data-source.ts";
import type { Registry } from "../model/registry.ts";

/** A data source by its full name: one that was registered, else one that its provider brings. */
export function findDataSource(name: string, registry: Registry): DataSource | undefined {
  const registered = registry.dataSources.get(name);
  if (registered !== undefined) return registered;
  for (const provider of registry.providers.values()) {
    if (provider.sourceNames.includes(name)) return provider.source(name);
  }
  return undefined;
}
