import { counted } from "../model/counted.ts";
import type { Run } from "../model/run.ts";
import { severities } from "../model/severity.ts";

/** The numbers of a run on one line. Requests and seconds are not among them: they differ between equal runs. */
export function summaryLine(run: Run): string {
  const { summary } = run;
  const size = [
    counted(summary.tenants, "tenant"),
    counted(summary.policies, "policy", "policies"),
    counted(summary.rules, "rule"),
    counted(summary.records, "record"),
  ];
  const failures = severities.map((severity) => `${summary.failures[severity]} ${severity}`);
  return `${size.join(", ")}: ${failures.join(", ")}; ${summary.waived} waived, ${counted(summary.notEvaluated, "rule")} not evaluated`;
}
