import type { Run } from "../model/run.ts";

const most = 20;

/** Rules of records that are mapped to no control, most frequent first, as `id (number)`. */
export function unmappedRules(run: Run): readonly string[] {
  const counts = new Map<string, number>();
  for (const { evidence } of run.findings)
    for (const { name, found = "" } of evidence)
      if (name === "unmapped") counts.set(found, (counts.get(found) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const shown = sorted.slice(0, most).map(([id, count]) => `${id} (${count})`);
  return sorted.length > most ? [...shown, `${sorted.length - most} more, see -f json`] : shown;
}
