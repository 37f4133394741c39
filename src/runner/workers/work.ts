import { parentPort, workerData } from "node:worker_threads";
import { judgeShare } from "../../engine/evaluate-policy.ts";
import { builtInRegistry } from "../../plugins/built-in-registry.ts";
import { bindDataset } from "../bind-dataset.ts";
import { engineServices } from "../engine-services.ts";
import { openScan } from "../open-scan.ts";
import { copiedDataset } from "./copied-dataset.ts";
import type { ShareAnswer, ShareTask } from "./share-task.ts";

/** What a worker does: it judges the part it was given and answers. What goes wrong ends it without an answer. */
export async function work(): Promise<void> {
  const task: ShareTask = workerData;
  const { root, now, engine, policy, tenant, dataset, read, from, to } = task;
  const { checks, providers, functions } = builtInRegistry();
  const host = { root, now, env: () => undefined, signal: new AbortController().signal, progress() {} };
  const subject = await openScan(read, providers, host);
  if (subject === undefined) throw new Error("The dataset cannot be scanned");
  const part = subject.part(from, to);
  const shares = await judgeShare(
    {
      ...{ policy, tenant, checks, includePass: false },
      datasets: new Map([
        [dataset, bindDataset(dataset, subject)],
        ...task.others.map((other) => [other.name, copiedDataset(other)] as const),
      ]),
      services: engineServices(functions, now, engine),
      breathe: async () => undefined,
    },
    dataset,
    part.batches(),
  );
  subject.close();
  if (subject.failed) throw new Error("The dataset is not as it was taken for");
  const fingerprints = part.fingerprints();
  const answer: ShareAnswer = { shares, fingerprints };
  parentPort?.postMessage(answer, [fingerprints.buffer]);
}
