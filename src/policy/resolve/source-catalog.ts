import type { DataSource } from "../../model/data-source.ts";
import type { Registry } from "../../model/registry.ts";

/** Every data source that policies of a project may name. */
export interface SourceCatalog {
  /** Sorted by code unit. */
  readonly names: readonly string[];
  /** Loads a description; undefined for an unknown name, and for one that cannot be used. */
  get(name: string): DataSource | undefined;
  /** True for a data source that is there but cannot be used, which was reported. */
  isUnusable(name: string): boolean;
}

/**
 * Data sources of the project, of plug-ins and of providers. Descriptions of providers are only loaded
 * when asked for.
 *
 * @param own data sources of the project's files; they may not repeat another's name
 * @param unusable names of further ones in which something is wrong
 */
export function sourceCatalog(
  registry: Registry,
  own: readonly DataSource[],
  unusable: readonly string[] = [],
): SourceCatalog {
  const loaders = new Map<string, () => DataSource>();
  for (const provider of registry.providers.values()) {
    for (const name of provider.sourceNames) loaders.set(name, () => provider.source(name));
  }
  for (const [name, source] of registry.dataSources) loaders.set(name, () => source);
  for (const source of own) loaders.set(source.name, () => source);
  const loaded = new Map<string, DataSource>();
  return {
    names: [...loaders.keys()].sort(),
    isUnusable: (name) => unusable.includes(name),
    get(name) {
      const known = loaded.get(name) ?? loaders.get(name)?.();
      if (known !== undefined) loaded.set(name, known);
      return known;
    },
  };
}
