import { open, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import { UsageError } from "../model/usage-error.ts";
import type { OutputTarget } from "./output-target.ts";

/**
 * Finds reports that cannot be written while nothing has been read yet.
 *
 * @throws UsageError with one diagnostic for each file in the way or folder that cannot be written to
 */
export async function requireWritable(targets: readonly OutputTarget[]): Promise<void> {
  const diagnostics: Diagnostic[] = [];
  for (const { file } of targets) {
    const why = file === undefined ? undefined : await whyNot(resolve(file));
    if (why === undefined || file === undefined) continue;
    diagnostics.push({
      code: "unwritable-report",
      severity: "error",
      summary: `A report cannot be written to '${file}': ${why}.`,
      suggestions: ["Make its folder, or name another file."],
    });
  }
  if (diagnostics.length > 0) throw new UsageError(diagnostics);
}

/** Data of a snapshot or of files, by name: no report has such a name. */
function holdsData(path: string): boolean {
  return /\.(?:ndjson|jsonl|csv|db|sqlite)$|[\\/]manifest\.json$/i.test(path);
}

async function whyNot(path: string): Promise<string | undefined> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory() === true) return "it is a folder";
  // A device or pipe is written to as it is.
  if (there !== undefined && !there.isFile()) return undefined;
  if (there !== undefined && holdsData(path)) return "there is a file of data, which would be lost";
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (folder === undefined) return "its folder does not exist";
  if (!folder.isDirectory()) return "what should be its folder is none";
  // Permissions do not tell everything: a folder may be read-only as a whole.
  const probe = join(dirname(path), `.${basename(path)}.${process.pid}.probe`);
  try {
    const handle = await open(probe, "wx", 0o600);
    await handle.close();
    await rm(probe, { force: true });
    return undefined;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return `its folder cannot be written to (${code})`;
  }
}
