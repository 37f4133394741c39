import type { Tenant } from "../model/project.ts";
import type { Connection, Provider, ProviderHost } from "../model/provider.ts";
import { InconclusiveError, UsageError } from "../model/usage-error.ts";
import { providerFailed } from "./provider-failed.ts";

/**
 * Connects to a tenant.
 *
 * @throws InconclusiveError when the provider throws what is no answer of its own: nothing can be read then,
 *   and what it said may hold a secret
 */
export async function connectTenant(
  provider: Provider,
  tenant: Tenant,
  host: ProviderHost,
): Promise<Connection> {
  try {
    return await provider.connect(tenant, host);
  } catch (error) {
    if (host.signal.aborted || error instanceof UsageError || error instanceof InconclusiveError) throw error;
    throw providerFailed(tenant, "connecting", error);
  }
}
