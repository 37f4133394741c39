import { statSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { UsageError } from "../model/usage-error.ts";
import { makeFolder } from "../snapshot/make-folder.ts";
import type { RunnerHost } from "./runner-host.ts";

/**
 * Starts a project from the shipped starter. Existing files are left alone.
 *
 * @returns what was done, one line per file, and 2 when a file was in the way
 * @throws UsageError when the folder cannot be made or written to
 */
export async function init(
  folder: string,
  host: RunnerHost,
): Promise<{ lines: readonly string[]; exitCode: number }> {
  const target = resolve(folder);
  if (statSync(target, { throwIfNoEntry: false })?.isFile() === true) throw unusable(folder, "it is a file");
  const starter = join(host.packageRoot, "examples", "starter");
  const lines: string[] = [];
  let kept = 0;
  for (const file of await filesOf(starter)) {
    const path = join(target, file);
    const written = await create(path, await readFile(join(starter, file))).catch((error) => {
      throw unusable(
        folder,
        error instanceof Error && "code" in error ? String(error.code) : "unknown error",
      );
    });
    kept += written ? 0 : 1;
    lines.push(written ? `created ${file}` : `kept    ${file} (it was there already)`);
  }
  lines.push(`next: ${target === process.cwd() ? "" : `cd ${folder} && `}bylaw check`);
  return { lines, exitCode: kept === 0 ? 0 : 2 };
}

/** @returns false when there is such a file already */
async function create(path: string, content: Uint8Array): Promise<boolean> {
  makeFolder(dirname(path));
  return writeFile(path, content, { flag: "wx" }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
      return false;
    },
  );
}

function unusable(folder: string, why: string): UsageError {
  return new UsageError([
    {
      code: "unusable-folder",
      severity: "error",
      summary: `A project cannot be started in '${folder}' (${why}).`,
      expected: "a folder that this user may write to, or the name of a new one",
    },
  ]);
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
