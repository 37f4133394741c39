import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keptOfLines } from "./kept-of-lines.ts";
import type { Place } from "./place.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Every file of a folder with its text, by its path below it; the index is not one of them. */
export function filesIn(folder: string): [string, string][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ndjson"))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, "utf8")];
    });
}

export async function ndjsonPlace(): Promise<Place> {
  const root = temporaryFolder();
  return {
    store: "ndjson",
    config: { path: "kept/audits" },
    root,
    read: async () =>
      filesIn(join(root, "kept/audits")).flatMap(([path, text]) =>
        keptOfLines(path.replace(/\.ndjson$/, ""), text),
      ),
  };
}
