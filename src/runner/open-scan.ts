import { type ScannedDataset, scanDataset } from "../datasets/scan-dataset.ts";
import type { Connection, Provider, ProviderHost, Scan } from "../model/provider.ts";
import { isPlainPath } from "../model/read-path.ts";
import { connectTenant } from "./connect-tenant.ts";
import type { PlannedRead } from "./plan.ts";
import { providerFailed } from "./provider-failed.ts";
import { idReader } from "./read-plan.ts";

async function scanOf(connection: Connection, read: PlannedRead): Promise<Scan | undefined> {
  try {
    return connection.scan?.(read);
  } finally {
    await connection.close();
  }
}

/** A read as a scan; undefined where there is none. @throws InconclusiveError when the provider throws */
export async function openScan(
  read: PlannedRead,
  providers: ReadonlyMap<string, Provider>,
  host: ProviderHost,
): Promise<ScannedDataset | undefined> {
  const { tenant, name, source } = read;
  const provider = providers.get(tenant.provider);
  if (provider === undefined || provider.needsTenant) return undefined;
  const connection = await connectTenant(provider, tenant, host);
  const scan = await scanOf(connection, read).catch((error: unknown) => {
    throw providerFailed(tenant, `opening ${source.name}`, error);
  });
  if (scan === undefined) return undefined;
  const { id } = source.resource;
  return scanDataset(scan, read, name, tenant.name, isPlainPath(id) ? undefined : idReader(id, host.now));
}
