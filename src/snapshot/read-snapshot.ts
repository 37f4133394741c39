import { createHash } from "node:crypto";
import { closeSync, constants, openSync } from "node:fs";
import { join } from "node:path";
import { byteChunks } from "../datasets/byte-chunks.ts";
import type { Dataset } from "../model/dataset.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { parseTimestamp } from "../time/timestamp.ts";
import { type Manifest, type ManifestDataset, manifestFile } from "./manifest.ts";
import { readManifest } from "./read-manifest.ts";
import { snapshotDataset } from "./snapshot-dataset.ts";

/** A snapshot, verified and ready to be evaluated. */
export interface Snapshot {
  /** The pinned clock of the reading, epoch milliseconds. */
  readonly now: number;
  readonly tool: Manifest["tool"];
  readonly tenants: Manifest["tenants"];
  /** By the key of their read. */
  readonly datasets: ReadonlyMap<string, Dataset>;
}

export interface SnapshotReading {
  /** Absent when a diagnostic is an error. */
  readonly snapshot?: Snapshot;
  readonly diagnostics: readonly Diagnostic[];
}

const flags = constants.O_RDONLY | constants.O_NOFOLLOW;

function broken(code: string, summary: string): Diagnostic {
  return { code, severity: "error", summary };
}

function hashOf(path: string): string | undefined {
  try {
    const descriptor = openSync(path, flags);
    try {
      const hash = createHash("sha256");
      for (const chunk of byteChunks(descriptor)) hash.update(chunk);
      return hash.digest("hex");
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

function verify(folder: string, { file, sha256 }: ManifestDataset): Diagnostic | undefined {
  const actual = hashOf(join(folder, file));
  if (actual === undefined)
    return broken("snapshot-file-missing", `The snapshot's file ${file} cannot be read.`);
  if (actual === sha256) return undefined;
  return broken(
    "snapshot-changed",
    `The snapshot's file ${file} is not the one that was written: its hash differs.`,
  );
}

/** Reads a snapshot and verifies the hash of every file before anything is evaluated. */
export function readSnapshot(folder: string): SnapshotReading {
  const manifest = readManifest(folder);
  if ("severity" in manifest) return { diagnostics: [manifest] };
  const diagnostics = manifest.datasets
    .map((dataset) => verify(folder, dataset))
    .filter((found) => found !== undefined);
  const now = parseTimestamp(manifest.now);
  if (now === undefined) diagnostics.push(broken("invalid-snapshot", `${manifestFile} has no usable clock.`));
  if (diagnostics.length > 0 || now === undefined) return { diagnostics };
  const datasets = new Map(manifest.datasets.map((each) => [each.key, snapshotDataset(folder, each)]));
  return { snapshot: { now, tool: manifest.tool, tenants: manifest.tenants, datasets }, diagnostics };
}
