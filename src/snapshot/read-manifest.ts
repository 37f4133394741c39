import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Manifest, manifestFile, snapshotSchemaVersion } from "./manifest.ts";
import { isManifest } from "./parse-manifest.ts";

function broken(code: string, summary: string): Diagnostic {
  return { code, severity: "error", summary };
}

/** A snapshot's manifest, or why there is none. The files that it names are not looked at. */
export function readManifest(folder: string): Manifest | Diagnostic {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(join(folder, manifestFile), { encoding: "utf8", flag: "r" }));
  } catch {
    return broken(
      "no-snapshot",
      `The folder holds no readable ${manifestFile}: it is no snapshot, or an unfinished one.`,
    );
  }
  if (isManifest(value)) return value;
  const summary = `${manifestFile} is not that of a snapshot of version ${snapshotSchemaVersion}.`;
  return broken("invalid-snapshot", summary);
}
