import { join } from "node:path";
import { fileFailure } from "../stores/file-failure.ts";
import { type FileLock, openFileLock } from "../stores/file-lock.ts";
import { AuditFailure } from "./audit-failure.ts";
import type { Head } from "./audit-record.ts";
import { readMark } from "./copies-mark.ts";
import { type CopyTarget, recordCopies } from "./copy-records.ts";

/**
 * Copies the records of a log to a sink, in their order. The log itself is the spool: a mark says up to where
 * its records were acknowledged, and whoever copies next goes on from there. One process copies at a time.
 */
export interface Copier {
  /** Copies in the background what there is, without waiting for anybody. */
  nudge(head: Head): void;
  /**
   * Copies everything up to a record.
   *
   * @param patience milliseconds of waiting for the other side, or for another process that copies
   * @returns why it is not all there. @throws on abort
   */
  flush(head: Head, patience: number): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Milliseconds between two looks whether another process is done. */
const pollPause = 50;

/** @param folder of the log */
export function createCopier(folder: string, target: CopyTarget): Copier {
  const { host, tell } = target;
  const markPath = join(folder, "copies.json");
  const copies = recordCopies({ folder, markPath }, target);
  let lock: FileLock | undefined;
  let turn: Promise<string | undefined> = Promise.resolve(undefined);
  let nudged = false;
  let failing = false;

  /** @returns undefined when another process copies */
  async function copyAlone(chain: string, patience: number): Promise<{ problem?: string } | undefined> {
    if (lock === undefined) {
      const found = openFileLock(join(folder, "copies.lock"), 0);
      if ("problem" in found) return found;
      lock = found;
    }
    const taken = lock.take();
    if (taken === false) return undefined;
    if (taken !== true) return taken;
    try {
      const problem = await copies.copyAll(chain, patience);
      return problem === undefined ? {} : { problem };
    } catch (error) {
      host.signal.throwIfAborted();
      if (error instanceof AuditFailure) return { problem: error.message };
      return fileFailure(error, `The mark of the copies in ${folder}`);
    } finally {
      lock.release();
    }
  }

  async function copyUntil({ chain, seq }: Head, patience: number): Promise<string | undefined> {
    for (let waited = 0; ; waited += pollPause) {
      if (readMark(markPath, chain).seq >= seq) return undefined;
      const outcome = await copyAlone(chain, patience);
      if (outcome !== undefined) return outcome.problem;
      if (waited >= patience) return "Another process has been copying all the time";
      await host.sleep(pollPause);
    }
  }

  function noteState(problem: string | undefined): void {
    if (problem !== undefined && !failing) tell?.(`the audit log is not copied: ${problem}`);
    if (problem === undefined && failing) tell?.("the audit log is copied again");
    failing = problem !== undefined;
  }

  return {
    nudge({ chain }) {
      if (nudged) return;
      nudged = true;
      turn = turn.then(async () => {
        nudged = false;
        // What fails now is tried again with the next record, and at the end.
        const outcome = await copyAlone(chain, 0).catch(() => undefined);
        if (outcome !== undefined) noteState(outcome.problem);
        return undefined;
      });
    },
    flush(head, patience) {
      turn = turn.then(() => copyUntil(head, patience));
      return turn;
    },
    async close() {
      await turn.catch(() => undefined);
      await copies.close();
      lock?.close();
    },
  };
}
