import { createHash } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Dataset } from "../model/dataset.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { RunTenant } from "../model/run.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import { writeFileWhole } from "./atomic-file.ts";
import { journalFile } from "./interrupted.ts";
import { type Manifest, type ManifestDataset, manifestFile, snapshotSchemaVersion } from "./manifest.ts";
import { snapshotFolderProblem } from "./snapshot-folder.ts";

/** What a snapshot says about itself. */
export interface SnapshotMeta {
  readonly tool: { readonly name: string; readonly version: string };
  /** The pinned clock, epoch milliseconds. */
  readonly now: number;
  readonly tenants: readonly RunTenant[];
}

/** Makes the folder ready. @returns why it cannot be used */
function prepare(folder: string): Diagnostic | undefined {
  const problem = snapshotFolderProblem(folder);
  if (problem !== undefined) return problem;
  /* The manifest goes first: what is left of a snapshot without one is never taken for a snapshot. */
  rmSync(join(folder, manifestFile), { force: true });
  for (const name of readdirSync(folder))
    if (name !== journalFile) rmSync(join(folder, name), { force: true });
  return undefined;
}

function fileName(dataset: Dataset, index: number): string {
  const name = dataset.source.name.toLowerCase().replaceAll(/[^a-z0-9._-]/g, "_");
  return `${String(index + 1).padStart(3, "0")}-${name}.ndjson`;
}

function writeDataset(folder: string, key: string, dataset: Dataset, index: number): ManifestDataset {
  const file = fileName(dataset, index);
  const hash = createHash("sha256");
  writeFileWhole(join(folder, file), (append) => {
    for (const batch of dataset.batches()) {
      const bytes = Buffer.from(batch.map((record) => `${JSON.stringify(record)}\n`).join(""), "utf8");
      hash.update(bytes);
      append(bytes);
    }
  });
  const { name, tenant, source, parameters, count, ledger } = dataset;
  return { key, name, tenant, source, parameters, file, sha256: hash.digest("hex"), records: count, ledger };
}

/**
 * Writes datasets and a manifest into a folder, each file whole or not at all, the manifest last. An older
 * snapshot in the folder is replaced; a folder with anything else is refused.
 *
 * @param datasets by the key of their read
 * @returns problems; none means that the snapshot is complete on disk
 */
export function writeSnapshot(
  folder: string,
  datasets: ReadonlyMap<string, Dataset>,
  meta: SnapshotMeta,
): readonly Diagnostic[] {
  try {
    const problem = prepare(folder);
    if (problem !== undefined) return [problem];
    const written = [...datasets].map(([key, dataset], index) => writeDataset(folder, key, dataset, index));
    const manifest: Manifest = {
      schemaVersion: snapshotSchemaVersion,
      tool: meta.tool,
      now: formatTimestamp(meta.now),
      tenants: meta.tenants,
      datasets: written,
    };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    writeFileWhole(join(folder, manifestFile), (append) => append(Buffer.from(text, "utf8")));
    return [];
  } catch (error) {
    const code =
      error instanceof Error && "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
    const summary = `The snapshot could not be written${code}.`;
    return [{ code: "snapshot-not-written", severity: "error", summary }];
  }
}
