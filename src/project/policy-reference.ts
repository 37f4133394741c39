import { dirname } from "node:path/posix";
import type { DocumentPlace } from "./document-store.ts";
import { outside, type PathFault, pathFault, resolveInside } from "./project-path.ts";

/** Folders that policies may come from. */
export interface PolicyRoots {
  /** Absolute project folder. */
  readonly project: string;
  /** Absolute folder of the packs that come with bylaw; absent: there are none. */
  readonly packs?: string;
}

const packName = /^bylaw\/([a-z0-9][a-z0-9_-]*)\/([a-z0-9][a-z0-9_-]*)$/;

/** A policy of a shipped pack: `pack/name`. */
function packPlace(roots: PolicyRoots, pack: string, name: string): DocumentPlace | undefined {
  if (roots.packs === undefined) return undefined;
  const path = `${pack}/${name}.policy.yaml`;
  return { root: roots.packs, path, file: `bylaw:${path}` };
}

/**
 * What an `extends` means: `bylaw/pack/name`, or a path relative to the file it stands in.
 *
 * @param from where the reference stands; it cannot lead out of that place's folder
 */
export function policyReference(
  text: string,
  from: DocumentPlace,
  roots: PolicyRoots,
): DocumentPlace | PathFault {
  if (text.startsWith("bylaw/")) {
    const [, pack, name] = packName.exec(text) ?? [];
    const place = pack === undefined || name === undefined ? undefined : packPlace(roots, pack, name);
    return place ?? { code: "unknown-pack", summary: `There is no policy "${text}" that comes with bylaw.` };
  }
  const fault = pathFault(text);
  if (fault !== undefined) return fault;
  const folder = dirname(from.path);
  const path = resolveInside(folder === "." ? "" : folder, text);
  if (path === undefined) return outside("leads above it");
  return { root: from.root, path, file: from.root === roots.project ? path : `bylaw:${path}` };
}
