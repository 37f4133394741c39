import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { RunnerHost } from "../runner-host.ts";
import { compileWithinThreads } from "./compile-within-threads.ts";
import type { ShareAnswer, ShareTask } from "./share-task.ts";

/** From so many bytes on threads are worth their start. */
const large = 64 * 1024 * 1024;
/** Most threads that are used unless more are asked for. */
const most = 4;

/** A thread that is given one task at a time. */
class Thread {
  readonly #worker: Worker;
  /** Rejects when the thread ends. */
  readonly #end: Promise<never>;
  #isFree = true;

  constructor(packageRoot: string) {
    const worker = new Worker(join(packageRoot, "dist/worker.cjs"));
    this.#worker = worker;
    this.#end = new Promise((_, fail) => {
      worker.once("error", fail);
      worker.once("messageerror", fail);
      worker.once("exit", () => fail(new Error("The thread ended without an answer")));
    });
    this.#end.catch(() => {
      this.#isFree = false;
    });
  }

  /** False while it has a task, and once it has ended. */
  get isFree(): boolean {
    return this.#isFree;
  }

  /** @throws when the thread ends without an answer, and DataCloneError when the task is no data */
  async ask(task: ShareTask): Promise<ShareAnswer> {
    this.#isFree = false;
    this.#worker.postMessage(task);
    const [answer] = await Promise.race([once(this.#worker, "message"), this.#end]);
    this.#isFree = true;
    return answer;
  }

  terminate(): void {
    void this.#worker.terminate();
  }
}

/**
 * Threads that judge a dataset beside this one. They are started as soon as it is known that there is one to judge:
 * it takes as long as judging tens of thousands of records, and this thread has something to do meanwhile.
 */
export class ThreadPool {
  readonly #packageRoot: string;
  readonly #asked: number | undefined;
  readonly #signal: AbortSignal;
  readonly #stop = () => this.close();
  #threads: Thread[] = [];

  /** @param asked threads to be used, this one among them; absent: as many as a dataset is worth */
  constructor({ packageRoot, signal }: RunnerHost, asked: number | undefined) {
    this.#packageRoot = packageRoot;
    this.#asked = asked;
    this.#signal = signal;
    signal.addEventListener("abort", this.#stop);
  }

  /** Threads for so many bytes beside this one. */
  for(size: number): readonly Thread[] {
    const cores = availableParallelism();
    const others = (this.#asked ?? (size < large ? 1 : Math.min(most, cores))) - 1;
    this.abandon();
    if (others > 0 && others + 1 >= cores) compileWithinThreads();
    while (this.#threads.length < others) this.#threads.push(new Thread(this.#packageRoot));
    return this.#threads.slice(0, others);
  }

  /** Ends those whose answer nobody waits for any more. */
  abandon(): void {
    for (const thread of this.#threads) if (!thread.isFree) thread.terminate();
    this.#threads = this.#threads.filter((thread) => thread.isFree);
  }

  /** Ends all of them. */
  close(): void {
    this.#signal.removeEventListener("abort", this.#stop);
    for (const thread of this.#threads) thread.terminate();
    this.#threads = [];
  }
}
