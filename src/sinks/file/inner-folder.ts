import { lstat, mkdir, realpath } from "node:fs/promises";
import { isAbsolute, join, normalize, sep } from "node:path";

/** Where a file is to be: an existing folder, none of whose names below the root is a link. */
export interface Place {
  readonly folder: string;
  readonly name: string;
}

interface NoPlace {
  readonly problem: string;
}

/** Makes a folder for the owner alone, or finds it. @returns false for anything else of that name, a link included */
async function isFolder(path: string): Promise<boolean> {
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    const exists = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (!exists) throw error;
  });
  return (await lstat(path)).isDirectory();
}

/**
 * Finds the place of a path within a folder, name by name, and makes what is missing.
 *
 * @throws the system's error
 */
export async function innerFolder(root: string, path: string): Promise<Place | NoPlace> {
  const names = normalize(path).split(sep);
  const name = names.pop() ?? "";
  if (isAbsolute(path) || names[0] === ".." || ["", ".", ".."].includes(name))
    return { problem: "path is not that of a file within the project folder" };
  let folder = await realpath(root);
  for (const each of names) {
    folder = join(folder, each);
    if (!(await isFolder(folder)))
      return { problem: "path leads over something that is not a folder, such as a link" };
  }
  return { folder, name };
}
