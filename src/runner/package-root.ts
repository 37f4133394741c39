import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of bylaw's own package: the nearest one above with a package.json. */
export function findPackageRoot(from: string): string {
  if (existsSync(join(from, "package.json"))) return from;
  const parent = dirname(from);
  if (parent === from)
    throw new Error("The installation is damaged: there is no package.json above the program.");
  return findPackageRoot(parent);
}
