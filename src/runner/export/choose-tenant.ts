import type { DataSource } from "../../model/data-source.ts";
import { nearest } from "../../model/nearest.ts";
import type { Tenant } from "../../model/project.ts";
import type { Registry } from "../../model/registry.ts";
import { UsageError } from "../../model/usage-error.ts";
import { findDataSource } from "../find-data-source.ts";

/** @throws UsageError when there is no such source */
export function requireSource(name: string, registry: Registry): DataSource {
  const source = findDataSource(name, registry);
  if (source !== undefined) return source;
  const brought = [...registry.providers.values()].flatMap((provider) => provider.sourceNames);
  const guess = nearest(name, [...registry.dataSources.keys(), ...brought]);
  throw new UsageError([
    {
      code: "unknown-source",
      severity: "error",
      summary: `There is no data source '${name}'.`,
      found: name,
      ...(guess === undefined ? {} : { suggestions: [`Did you mean '${guess}'?`] }),
    },
  ]);
}

/** The tenant that a source is read from: the one named, or the only one. @throws UsageError */
export function chooseTenant(
  name: string | undefined,
  source: DataSource,
  tenants: readonly Tenant[],
): Tenant {
  const able = tenants.filter(({ provider }) => provider === source.provider);
  const chosen = name === undefined ? able : able.filter((tenant) => tenant.name === name);
  const [only, ...more] = chosen;
  if (only !== undefined && more.length === 0) return only;
  const names = able.map((tenant) => tenant.name).join(", ");
  throw new UsageError([
    {
      code: name === undefined ? "which-tenant" : "unknown-tenant",
      severity: "error",
      summary:
        name === undefined
          ? `${able.length === 0 ? "No tenant" : "More than one tenant"} of the project serves ${source.name}; --tenant says which.`
          : `There is no tenant '${name}' that serves ${source.name}.`,
      expected: names === "" ? `a tenant with provider: ${source.provider} in bylaw.yaml` : names,
      ...(name === undefined ? {} : { found: name }),
    },
  ]);
}
