import type { Severity } from "../../model/severity.ts";

export type Level = "error" | "warning" | "note";

const levels: Readonly<Record<Severity, Level>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** SARIF level of a severity. */
export function levelOf(severity: Severity): Level {
  return levels[severity];
}
