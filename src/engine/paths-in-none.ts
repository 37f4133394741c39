import type { Dataset } from "../model/dataset.ts";
import type { UnseenPaths } from "./unseen-paths.ts";

/** Those of some paths that no record of a dataset has. */
export function pathsInNone(dataset: Dataset, paths: UnseenPaths): readonly string[] {
  for (const batch of dataset.batches()) {
    for (const record of batch) paths.see(record);
    if (paths.isEmpty) break;
  }
  return paths.names;
}
