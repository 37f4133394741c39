import { counted } from "../model/counted.ts";
import { visibleText } from "../reporters/visible-text.ts";
import type { ExportOutcome } from "../runner/export/export-source.ts";

/** What an export came to, for people. */
export function* renderExport(outcome: Omit<ExportOutcome, "diagnostics">): Iterable<string> {
  const { records, delivered, unknownTypes, windows } = outcome;
  yield `${counted(records, "record")} read, ${delivered} delivered, ${counted(windows.all, "day")}\n`;
  const types = Object.entries(unknownTypes).map(([type, count]) => `${type} ${count}`);
  if (types.length > 0) yield `Of entity types that no registry has: ${visibleText(types.join(", "))}\n`;
}
