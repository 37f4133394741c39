import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import type { RunnerHost } from "./runner-host.ts";

/**
 * Starts a project from the shipped starter. Existing files are left alone.
 *
 * @returns what was done, one line per file, and 2 when a file was in the way
 */
export async function init(
  folder: string,
  host: RunnerHost,
): Promise<{ lines: readonly string[]; exitCode: number }> {
  const target = resolve(folder);
  const starter = join(host.packageRoot, "examples", "starter");
  const lines: string[] = [];
  let kept = 0;
  for (const file of await filesOf(starter)) {
    const path = join(target, file);
    await mkdir(dirname(path), { recursive: true });
    const written = await writeFile(path, await readFile(join(starter, file)), { flag: "wx" }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
        return false;
      },
    );
    kept += written ? 0 : 1;
    lines.push(written ? `created ${file}` : `kept    ${file} (it was there already)`);
  }
  lines.push(`next: ${target === process.cwd() ? "" : `cd ${folder} && `}bylaw check`);
  return { lines, exitCode: kept === 0 ? 0 : 2 };
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
