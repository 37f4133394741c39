import { parentPort, workerData } from "node:worker_threads";
import { judgeShare, type PolicyEvaluation } from "../../engine/evaluate-policy.ts";
import { builtInRegistry } from "../../plugins/built-in-registry.ts";
import { bindDataset } from "../bind-dataset.ts";
import { engineServices } from "../engine-services.ts";
import { openScan } from "../open-scan.ts";
import { copiedDataset } from "./copied-dataset.ts";
import type { ShareAnswer, ShareTask } from "./share-task.ts";

/** What a worker does: it judges the part it was given and answers. What goes wrong ends it without an answer. */
export async function work(): Promise<void> {
  const answer = await judge(workerData);
  parentPort?.postMessage(answer, answer === "odd" ? [] : answer.fingerprints.map(({ buffer }) => buffer));
}

async function judge(task: ShareTask): Promise<ShareAnswer> {
  const { root, now, engine, policy, tenant, dataset, read, from, to } = task;
  const { checks, providers, functions } = builtInRegistry();
  const host = { root, now, env: () => undefined, signal: new AbortController().signal, progress() {} };
  const subject = await openScan(read, providers, host);
  if (subject === undefined) return "odd";
  const part = subject.part(from, to);
  const input: PolicyEvaluation = {
    ...{ policy, tenant, checks, includePass: false },
    datasets: new Map([
      [dataset, bindDataset(dataset, subject)],
      ...task.others.map((other) => [other.name, copiedDataset(other)] as const),
    ]),
    services: engineServices(functions, now, engine),
    breathe: async () => undefined,
  };
  try {
    const shares = await judgeShare(input, dataset, part.batches());
    return subject.failed ? "odd" : { shares, fingerprints: part.fingerprints() };
  } catch (error) {
    if (subject.failed) return "odd";
    throw error;
  } finally {
    subject.close();
  }
}
