import { type MessagePort, parentPort } from "node:worker_threads";
import type { ScannedDataset } from "../../datasets/scan-dataset.ts";
import { judgePortions, type PolicyEvaluation } from "../../engine/evaluate-policy.ts";
import type { Registry } from "../../model/registry.ts";
import { builtInRegistry } from "../../plugins/built-in-registry.ts";
import { bindDataset } from "../bind-dataset.ts";
import { engineServices } from "../engine-services.ts";
import { openScan } from "../open-scan.ts";
import { copiedDataset } from "./copied-dataset.ts";
import { stop, taken } from "./portions.ts";
import type { ShareAnswer, ShareTask } from "./share-task.ts";

/** What a thread does: it answers one task after the other. What goes wrong ends it without an answer. */
export function work(): void {
  const registry = builtInRegistry();
  const end = (error: unknown) => {
    // Whatever Node is told to do with promises that nobody waits for.
    setImmediate(() => {
      throw error;
    });
  };
  parentPort?.on("message", (task: ShareTask) => void reply(task, registry, parentPort).catch(end));
  parentPort?.on("messageerror", end);
}

async function reply(task: ShareTask, registry: Registry, port: MessagePort | null): Promise<void> {
  const answer = await judge(task, registry);
  if (answer === "odd") stop(task.portions);
  port?.postMessage(answer, answer === "odd" ? [] : answer.fingerprints.map(({ buffer }) => buffer));
}

async function judge(task: ShareTask, registry: Registry): Promise<ShareAnswer> {
  const { root, now, read } = task;
  const host = { root, now, env: () => undefined, signal: new AbortController().signal, progress() {} };
  const subject = await openScan(read, registry.providers, host);
  if (subject === undefined) return "odd";
  try {
    if (subject.identity !== task.identity) return "odd";
    return await judgeScan(subject, task, registry);
  } catch (error) {
    if (subject.failed) return "odd";
    throw error;
  } finally {
    subject.close();
  }
}

async function judgeScan(
  subject: ScannedDataset,
  { now, engine, policy, tenant, dataset, portions, thread, others }: ShareTask,
  { checks, functions }: Registry,
): Promise<ShareAnswer> {
  const input: PolicyEvaluation = {
    ...{ policy, tenant, checks, includePass: false },
    datasets: new Map([
      [dataset, bindDataset(dataset, subject)],
      ...others.map((other) => [other.name, copiedDataset(other)] as const),
    ]),
    services: engineServices(functions, now, engine),
    breathe: async () => undefined,
  };
  const part = subject.part();
  const shares = await judgePortions(input, dataset, taken(part, portions, thread));
  return subject.failed ? "odd" : { shares, fingerprints: part.fingerprints() };
}
