import type { Tenant } from "../model/project.ts";
import { InconclusiveError } from "../model/usage-error.ts";

/**
 * Says that a provider threw what is no answer of its own: its message may hold a secret and is left out.
 *
 * @param doing what it was asked to do: `connecting`
 */
export function providerFailed(tenant: Tenant, doing: string, error: unknown): InconclusiveError {
  const kind = error instanceof Error ? error.name : "unknown error";
  const summary = `Provider '${tenant.provider}' failed while ${doing} (${kind}).`;
  return new InconclusiveError([
    { code: "provider-failed", severity: "error", summary, tenant: tenant.name },
  ]);
}
