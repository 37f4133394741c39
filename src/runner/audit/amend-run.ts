import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Run } from "../../model/run.ts";
import { runExitCode } from "../../results/exit-code.ts";

/** The run with problems of its audit log, which keep it from being a pass. */
export function amendRun(run: Run, problems: readonly Diagnostic[]): Run {
  const diagnostics = [...run.diagnostics, ...problems];
  return { ...run, diagnostics, exitCode: runExitCode(run.summary, run.rules, diagnostics) };
}
