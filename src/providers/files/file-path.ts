import { realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";

/** A file that may be read, or why not, as one sentence. */
export type FoundFile = { readonly path: string } | { readonly problem: string };

/**
 * Finds a file inside the project folder, links followed.
 *
 * @param root absolute project folder
 */
export function findFile(root: string, name: string): FoundFile {
  let path: string;
  try {
    path = realpathSync(resolve(root, name));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    return { problem: `File '${name}' cannot be read (${code})` };
  }
  const inside = relative(realpathSync(root), path);
  if (inside.startsWith("..") || isAbsolute(inside))
    return { problem: `File '${name}' lies outside the project folder` };
  if (!statSync(path).isFile()) return { problem: `'${name}' is not a file` };
  return { path };
}
