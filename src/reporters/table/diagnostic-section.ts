import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Run } from "../../model/run.ts";
import { placeText } from "../place-text.ts";
import { cell } from "./cell.ts";
import type { Paint } from "./paint.ts";

const most = 100;

/** Trouble with documents, providers and plug-ins. */
export function* diagnosticSection(run: Run, paint: Paint): Generator<string> {
  if (run.diagnostics.length === 0) return;
  yield `\n${paint(`Diagnostics: ${run.diagnostics.length}`, "strong")}\n`;
  for (const diagnostic of run.diagnostics.slice(0, most)) {
    const tone = diagnostic.severity === "error" ? "bad" : "doubtful";
    yield `\n${paint(diagnostic.severity, tone)} ${cell(diagnostic.code)}: ${cell(diagnostic.summary)}\n`;
    for (const line of details(diagnostic)) yield `  ${line}\n`;
  }
  const more = run.diagnostics.length - most;
  if (more > 0) yield `… ${more} more, see -f json\n`;
}

function details(diagnostic: Diagnostic): string[] {
  const labelled: readonly (readonly [string, string | undefined])[] = [
    ["at", diagnostic.location === undefined ? undefined : placeText(diagnostic.location)],
    ["tenant", diagnostic.tenant],
    ["expected", diagnostic.expected],
    ["found", diagnostic.found],
    ["correlation id", diagnostic.correlationId],
  ];
  return [
    ...labelled.flatMap(([label, text]) => (text === undefined ? [] : [`${label}: ${cell(text)}`])),
    ...(diagnostic.frame ?? "")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => `│ ${cell(line)}`),
    ...(diagnostic.suggestions ?? []).map((text) => `try: ${cell(text)}`),
  ];
}
