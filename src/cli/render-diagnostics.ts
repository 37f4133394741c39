import type { Diagnostic } from "../model/diagnostic.ts";
import { visibleText } from "../reporters/visible-text.ts";

/** Diagnostics as text for stderr: what, where, expected and found, what to do next. */
export function* renderDiagnostics(diagnostics: readonly Diagnostic[]): Iterable<string> {
  for (const diagnostic of diagnostics) {
    const { severity, code, summary, location, tenant, expected, found, suggestions, correlationId, frame } =
      diagnostic;
    yield `${severity}[${code}]: ${visibleText(summary)}\n`;
    if (location !== undefined)
      yield `  at ${visibleText(location.file)}:${location.line}:${location.column}\n`;
    if (tenant !== undefined) yield `  tenant: ${visibleText(tenant)}\n`;
    if (frame !== undefined) yield `${indent(frame)}\n`;
    if (expected !== undefined) yield `  expected: ${visibleText(expected)}\n`;
    if (found !== undefined) yield `  found: ${visibleText(found)}\n`;
    if (correlationId !== undefined) yield `  correlation id: ${visibleText(correlationId)}\n`;
    for (const suggestion of suggestions ?? []) yield `  → ${visibleText(suggestion)}\n`;
    yield "\n";
  }
}

function indent(frame: string): string {
  return frame
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}
