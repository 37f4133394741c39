import { type ScannedDataset, scanDataset } from "../datasets/scan-dataset.ts";
import type { Provider, ProviderHost } from "../model/provider.ts";
import { isPlainPath } from "../model/read-path.ts";
import { connectTenant } from "./connect-tenant.ts";
import type { PlannedRead } from "./plan.ts";
import { idReader } from "./read-plan.ts";

/** A read as a scan; undefined where there is none. */
export async function openScan(
  read: PlannedRead,
  providers: ReadonlyMap<string, Provider>,
  host: ProviderHost,
): Promise<ScannedDataset | undefined> {
  const { tenant, name, source } = read;
  const provider = providers.get(tenant.provider);
  if (provider === undefined || provider.needsTenant) return undefined;
  const connection = await connectTenant(provider, tenant, host);
  const scan = connection.scan?.(read);
  await connection.close();
  if (scan === undefined) return undefined;
  const { id } = source.resource;
  return scanDataset(scan, read, name, tenant.name, isPlainPath(id) ? undefined : idReader(id, host.now));
}
