import { readFileSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import type { Run } from "../model/run.ts";
import { InconclusiveError, UsageError } from "../model/usage-error.ts";
import { tuneYoungGeneration } from "../runner/tune-young-generation.ts";
import type { OutputTarget } from "./output-target.ts";
import { writeFileAtomic } from "./write-file-atomic.ts";
import { writeAll } from "./write-stream.ts";

/**
 * Writes a run in every format asked for: files first, so that a closed stdout does not cost them.
 *
 * @param root absolute project folder, for source snippets
 * @throws the first error, after every other report was tried
 */
export async function writeReports(
  run: Run,
  targets: readonly OutputTarget[],
  root: string,
  color: boolean,
): Promise<void> {
  tuneYoungGeneration();
  const inOrder = [...targets].sort((a, b) => Number(a.file === undefined) - Number(b.file === undefined));
  const errors: unknown[] = [];
  for (const { reporter, settings, file } of inOrder) {
    try {
      const { render } = await reporter.load();
      const toTerminal = file === undefined && process.stdout.isTTY;
      const pieces = renderedBy(reporter.name, () =>
        render(run, {
          ...(toTerminal ? { width: process.stdout.columns } : {}),
          color: toTerminal && color,
          settings,
          readSource: (name) => readSource(root, name),
        }),
      );
      if (file === undefined) await writeAll(process.stdout, pieces);
      else if (isInput(file, run, root)) errors.push(inTheWay(file));
      else await writeFileAtomic(resolve(file), pieces);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

/** True for a file that records were read from: a report would take its place. */
function isInput(file: string, run: Run, root: string): boolean {
  const paths = run.datasets.map(({ parameters }) => parameters["path"]);
  return paths.some((path) => typeof path === "string" && resolve(root, path) === resolve(file));
}

function inTheWay(file: string): UsageError {
  const summary = `A report cannot be written to '${file}': records were read from it.`;
  return new UsageError([
    { code: "unwritable-report", severity: "error", summary, suggestions: ["Name another file."] },
  ]);
}

/** Text of a report; what goes wrong in the reporter itself is told from what goes wrong in writing. */
function* renderedBy(name: string, render: () => Iterable<string>): Generator<string> {
  try {
    yield* render();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const kind = error instanceof Error ? error.name : typeof error;
    const summary = `Reporter '${name}' failed (${kind}); its report was not written.`;
    throw new InconclusiveError([{ code: "reporter-failed", severity: "error", summary }]);
  }
}

/** Text of a file of the project; a saved run may name any other, and gets nothing of it. */
function readSource(root: string, name: string): string | undefined {
  try {
    const path = realpathSync(join(root, name));
    const inside = relative(realpathSync(root), path);
    return inside.startsWith("..") || isAbsolute(inside) || !inside.endsWith(".yaml")
      ? undefined
      : readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
