import { Dirent, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { globSync } from "tinyglobby";

/** Files that a pattern matches, and folders that could not be looked into on the way. */
export interface ExpandedGlob {
  /** Relative to the project, forward slashes, sorted by code unit. */
  readonly files: readonly string[];
  /** Folders that could not be read. */
  readonly unreadable: readonly string[];
  /** Links to folders: they are not followed. */
  readonly links: readonly string[];
}

/**
 * Files below a folder that match a pattern. Links to files count as files; whether they stay inside is
 * found out when they are read. `node_modules` and folders that begin with a dot are left out.
 */
export function expandGlob(root: string, pattern: string): ExpandedGlob {
  const unreadable: string[] = [];
  const links: string[] = [];
  const shown = (path: string) => relative(root, path).split(sep).join("/");
  const list = new Proxy(readdirSync, {
    apply(target, self, args) {
      const folder = String(args[0]);
      try {
        const entries: unknown = Reflect.apply(target, self, args);
        if (Array.isArray(entries)) links.push(...presentLinks(folder, entries).map(shown));
        return entries;
      } catch (error) {
        // A pattern may name a folder that does not exist; it then matches nothing.
        if (!isMissing(error)) unreadable.push(shown(folder));
        throw error;
      }
    },
  });
  const files = globSync([pattern], {
    cwd: root,
    ignore: ["**/node_modules/**"],
    expandDirectories: false,
    followSymbolicLinks: false,
    fs: { readdirSync: list },
  });
  return { files: files.map((file) => file.split(sep).join("/")).sort(), unreadable, links };
}

/** Makes links to files look like files. A link that leads nowhere does too, so that reading it says so. */
function presentLinks(folder: string, entries: readonly unknown[]): string[] {
  const folders: string[] = [];
  for (const entry of entries) {
    if (!(entry instanceof Dirent) || !entry.isSymbolicLink()) continue;
    const path = join(folder, String(entry.name));
    if (leadsToFolder(path)) folders.push(path);
    else {
      entry.isSymbolicLink = () => false;
      entry.isFile = () => true;
    }
  }
  return folders;
}

function leadsToFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
