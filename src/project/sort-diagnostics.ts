import type { Diagnostic } from "../model/diagnostic.ts";

/** Sorts by file, line and column, those without a place first, and drops what is said twice. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  const distinct = diagnostics.filter((diagnostic) => {
    const key = JSON.stringify([diagnostic.code, diagnostic.summary, diagnostic.found, diagnostic.location]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return distinct.sort(compare);
}

function compare(one: Diagnostic, other: Diagnostic): number {
  const [a, b] = [one.location, other.location];
  return (
    compareTexts(a?.file ?? "", b?.file ?? "") ||
    (a?.line ?? 0) - (b?.line ?? 0) ||
    (a?.column ?? 0) - (b?.column ?? 0) ||
    compareTexts(one.code, other.code) ||
    compareTexts(one.summary, other.summary)
  );
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
