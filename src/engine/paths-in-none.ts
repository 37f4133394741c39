import type { Dataset } from "../model/dataset.ts";
import type { UnseenPaths } from "./unseen-paths.ts";

/** Those of some paths that no record of a dataset has. */
export function pathsInNone(dataset: Dataset, paths: UnseenPaths): readonly string[] {
  if (paths.names.length === 0) return [];
  for (const batch of dataset.batches()) {
    for (const record of batch) paths.see(record);
    if (paths.names.length === 0) break;
  }
  return paths.names;
}
