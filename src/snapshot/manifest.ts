import type { DataSource } from "../model/data-source.ts";
import type { Ledger } from "../model/dataset.ts";
import type { JsonObject } from "../model/json.ts";
import type { RunTenant } from "../model/run.ts";

export const snapshotSchemaVersion = "1.0";

/** Name of the manifest in a snapshot's folder. */
export const manifestFile = "manifest.json";

/** One dataset of a snapshot. */
export interface ManifestDataset {
  /** Identity of the read: tenant, source and parameters. */
  readonly key: string;
  readonly name: string;
  readonly tenant: string;
  /** As it was when read: mapping, schema and all. */
  readonly source: DataSource;
  readonly parameters: JsonObject;
  /** File in the snapshot's folder. */
  readonly file: string;
  /** Of the file, in hexadecimal. */
  readonly sha256: string;
  readonly records: number;
  /** Completeness and the request log in numbers. */
  readonly ledger: Ledger;
}

/** `manifest.json` of a snapshot. */
export interface Manifest {
  readonly schemaVersion: typeof snapshotSchemaVersion;
  readonly tool: { readonly name: string; readonly version: string };
  /** The pinned clock of the reading, ISO 8601 UTC. */
  readonly now: string;
  readonly tenants: readonly RunTenant[];
  readonly datasets: readonly ManifestDataset[];
}
