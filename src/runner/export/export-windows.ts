import { counted } from "../../model/counted.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { formatTimestamp } from "../../time/timestamp.ts";
import type { ExportProgress } from "./export-progress-file.ts";
import { type ExportedWindow, type ExportRun, exportWindow } from "./export-window.ts";
import { remainingTime } from "./remaining-time.ts";
import type { Window } from "./windows.ts";

export interface ExportedAll {
  readonly records: number;
  readonly delivered: number;
  /** Entity types that no registry has, with how many records there were. */
  readonly unknownTypes: ReadonlyMap<string, number>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Exports the windows that are not done yet, oldest first; stops when the target fails. @throws on abort */
export async function exportWindows(
  run: Omit<ExportRun, "progress">,
  windows: readonly Window[],
  progress: ExportProgress,
  tell: (text: string) => void,
): Promise<ExportedAll> {
  const diagnostics: Diagnostic[] = [];
  const left = windows.filter((window) => !progress.has(window));
  const began = performance.now();
  const unknownTypes = new Map<string, number>();
  let [records, delivered] = [0, 0];
  for (const [index, window] of left.entries()) {
    const say = (more: number): void => {
      const share = (index + 0.5) / left.length;
      const speed = remainingTime(records + more, performance.now() - began, share);
      tell(`${nameOf(window)}: ${counted(records + more, "record")}${speed}`);
    };
    const done = await exportWindow({ ...run, progress: say }, window);
    records += done.records;
    delivered += done.delivered;
    for (const [type, count] of done.unknownTypes)
      unknownTypes.set(type, (unknownTypes.get(type) ?? 0) + count);
    const found = problemsOf(window, done);
    diagnostics.push(...found);
    if (!found.some(({ severity }) => severity === "error")) progress.add(window);
    if (done.failed !== undefined) break;
  }
  return { records, delivered, unknownTypes, diagnostics };
}

const nameOf = ({ from }: Window): string => formatTimestamp(from).slice(0, 10);

function problemsOf(window: Window, done: ExportedWindow): readonly Diagnostic[] {
  const { ledger, unmapped, dead, failed } = done;
  const problem = (code: string, text: string): Diagnostic => ({
    code,
    severity: "error",
    summary: `${nameOf(window)}: ${text}.`,
  });
  const found = ledger.reasons.map(({ code, message }) => problem(code, message));
  if (ledger.notApplicable !== undefined) found.push(problem("not-applicable", ledger.notApplicable));
  for (const [why, count] of unmapped)
    found.push(problem("unmapped", `${counted(count, "record")} not delivered: ${why}`));
  const refused = new Map<string, number>();
  for (const { reason } of dead) refused.set(reason, (refused.get(reason) ?? 0) + 1);
  for (const [why, count] of refused)
    found.push(problem("refused-by-target", `${counted(count, "record")} refused by the target: ${why}`));
  if (failed !== undefined) found.push(problem("not-delivered", failed));
  return found;
}
