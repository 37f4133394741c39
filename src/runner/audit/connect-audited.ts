import type { Tenant } from "../../model/project.ts";
import type { Connection, Provider, ProviderHost } from "../../model/provider.ts";
import { connectTenant } from "../connect-tenant.ts";
import type { AuditTrail } from "./audit-trail.ts";

/** Connects a tenant, so that what is read of it is noted where a log is kept. */
export async function connectAudited(
  provider: Provider,
  tenant: Tenant,
  host: ProviderHost,
  trail: AuditTrail,
): Promise<Connection> {
  if (!trail.kept) return connectTenant(provider, tenant, host);
  const { auditedConnection } = await import("./audited-connection.ts");
  return auditedConnection(provider, tenant, host, trail);
}
