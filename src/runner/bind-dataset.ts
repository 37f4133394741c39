import type { Dataset } from "../model/dataset.ts";

/** A dataset under another name. */
export function bindDataset(name: string, dataset: Dataset): Dataset {
  const { source, tenant, parameters, ledger } = dataset;
  const lazyBatches = dataset.lazyBatches?.bind(dataset);
  return {
    ...{ name, source, tenant, parameters, ledger, batches: () => dataset.batches() },
    ...(lazyBatches === undefined ? {} : { lazyBatches }),
    // Only known once all records came by, where they are evaluated while they are read.
    get count() {
      return dataset.count;
    },
  };
}
