import type { RunTenant } from "../model/run.ts";
import type { ReadResult } from "./read-plan.ts";

/** Tenants as a run lists them. */
export function describeTenants(
  tenants: readonly { readonly name: string; readonly provider: string }[],
  { organizations }: ReadResult,
): readonly RunTenant[] {
  return tenants.map(({ name, provider }) => {
    const organizationId = organizations.get(name);
    return { name, provider, ...(organizationId === undefined ? {} : { organizationId }) };
  });
}
