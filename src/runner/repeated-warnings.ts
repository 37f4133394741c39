import { counted } from "../model/counted.ts";
import type { Ledger } from "../model/dataset.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { PlannedRead } from "./plan.ts";

/**
 * Pages that shift while they are read bring records again, which are counted once. Where that, or anything else
 * about repeated ids, leaves the dataset incomplete, its reason says it.
 */
export function repeatedWarnings(
  { name, source, tenant }: PlannedRead,
  { duplicates = 0, reasons }: Pick<Ledger, "duplicates" | "reasons">,
): readonly Diagnostic[] {
  if (duplicates === 0 || reasons.some(({ code }) => code === "drift")) return [];
  return [
    {
      code: "repeated-record",
      severity: "warning",
      summary: `${counted(duplicates, "record")} of ${source.name} (dataset '${name}') had come before, with the same id and content, and ${duplicates === 1 ? "was" : "were"} counted once.`,
      suggestions: ["Nothing is to be done where the list moved while it was read, page by page."],
      tenant: tenant.name,
    },
  ];
}
