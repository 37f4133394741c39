import { type CollectOptions, collectDataset, type OpenDataset } from "../../src/datasets/collect-dataset.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Connection, Provider, ProviderHost } from "../../src/model/provider.ts";

export const now = Date.UTC(2026, 10, 20, 12);

/** A host without environment, whose progress nobody sees. */
export function testHost(more: Partial<ProviderHost> = {}): ProviderHost {
  return {
    now,
    root: "/nowhere",
    env: () => undefined,
    signal: new AbortController().signal,
    progress: () => {},
    ...more,
  };
}

/** Reads a source to its end. */
export async function collect(
  provider: Provider,
  connection: Connection,
  name: string,
  parameters: JsonObject = {},
  options: CollectOptions = {},
): Promise<OpenDataset & { readonly records: JsonObject[]; readonly codes: string[] }> {
  const described = provider.source(name);
  const source = provider.sourceFor?.(described, parameters) ?? described;
  const dataset = await collectDataset(connection, { source, parameters }, name, "test", options);
  const records = [...dataset.batches()].flat();
  return { ...dataset, records, codes: dataset.ledger.reasons.map(({ code }) => code) };
}
