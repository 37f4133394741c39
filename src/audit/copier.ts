import { join } from "node:path";
import { deliverAll } from "../delivery/deliver-all.ts";
import type { JsonObject } from "../model/json.ts";
import type { Delivery, OpenSink, Sink, SinkHost } from "../model/sink.ts";
import { fileFailure } from "../stores/file-failure.ts";
import { type FileLock, openFileLock } from "../stores/file-lock.ts";
import { parseTimestamp } from "../time/timestamp.ts";
import { AuditFailure } from "./audit-failure.ts";
import type { AuditRecord } from "./audit-record.ts";
import { type CopiesMark, readMark, writeMark } from "./copies-mark.ts";
import { type PlacedRecord, recordsFrom } from "./log-reader.ts";

/** Where records are copied to. */
export interface CopyTarget {
  readonly sink: Sink;
  /** Valid against the sink's schema. */
  readonly config: JsonObject;
  readonly host: SinkHost;
}

/**
 * Copies the records of a log to a sink, in their order. The log itself is the spool: a mark says up to where
 * its records were acknowledged, and whoever copies next goes on from there. One process copies at a time.
 */
export interface Copier {
  /** Copies in the background what there is, without waiting for anything. */
  nudge(): void;
  /**
   * Copies everything up to a record.
   *
   * @param patience milliseconds of waiting for the other side, or for another process that copies
   * @returns why it is not all there. @throws on abort
   */
  flush(seq: number, patience: number): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Milliseconds between two looks whether another process is done. */
const pollPause = 50;

function deliveryOf(record: AuditRecord): Delivery {
  const { chain, auditId, timestamp, kind } = record;
  const time = parseTimestamp(timestamp) ?? 0;
  return { organization: chain, id: auditId, time, kind, rows: [record], raw: record };
}

/** Records behind a mark, at most so many. */
function batchAfter(folder: string, mark: CopiesMark, count: number): readonly PlacedRecord[] {
  const found: PlacedRecord[] = [];
  for (const placed of recordsFrom(folder, mark)) {
    if (found.length >= count) break;
    found.push(placed);
  }
  return found;
}

/** @param folder of the log */
export function createCopier(folder: string, { sink, config, host }: CopyTarget): Copier {
  const markPath = join(folder, "copies.json");
  const what = `The mark of the copies in ${folder}`;
  let opened: OpenSink | undefined;
  let lock: FileLock | undefined;
  let turn: Promise<string | undefined> = Promise.resolve(undefined);
  let nudged = false;

  async function close(): Promise<void> {
    const last = opened;
    opened = undefined;
    await last?.close();
  }

  /** Copies batch by batch, holding the lock. @returns why not everything was taken */
  async function copyAll(patience: number): Promise<string | undefined> {
    const { sleep } = host;
    for (let mark = readMark(markPath); ; ) {
      if (opened === undefined) {
        const found = await sink.open(config, host);
        if ("problem" in found) return found.problem;
        opened = found;
      }
      const batch = batchAfter(folder, mark, opened.batch.count);
      const last = batch.at(-1);
      if (last === undefined) return undefined;
      const deliveries = batch.map(({ record }) => deliveryOf(record));
      const settings = { sleep, random: Math.random, patience, waiting: () => undefined };
      const { failed, dead } = await deliverAll(opened, deliveries, settings);
      // What is refused is tried again: a record is never given up for a copy.
      const problem = failed ?? dead[0]?.reason;
      if (problem !== undefined) {
        await close();
        return problem;
      }
      mark = { ...last.after, seq: last.record.seq };
      writeMark(markPath, mark);
    }
  }

  /** @returns undefined when another process copies */
  async function copyAlone(patience: number): Promise<{ readonly problem?: string } | undefined> {
    if (lock === undefined) {
      const found = openFileLock(join(folder, "copies.lock"), 0);
      if ("problem" in found) return found;
      lock = found;
    }
    const taken = lock.take();
    if (taken === false) return undefined;
    if (taken !== true) return taken;
    try {
      const problem = await copyAll(patience);
      return problem === undefined ? {} : { problem };
    } catch (error) {
      host.signal.throwIfAborted();
      if (error instanceof AuditFailure) return { problem: error.message };
      return fileFailure(error, what);
    } finally {
      lock.release();
    }
  }

  async function copyUntil(seq: number, patience: number): Promise<string | undefined> {
    for (let waited = 0; ; waited += pollPause) {
      if (readMark(markPath).seq >= seq) return undefined;
      const outcome = await copyAlone(patience);
      if (outcome !== undefined) return outcome.problem;
      if (waited >= patience) return "Another process has been copying all the time";
      await host.sleep(pollPause);
    }
  }

  return {
    nudge() {
      if (nudged) return;
      nudged = true;
      turn = turn.then(async () => {
        nudged = false;
        // What fails now is tried again with the next record, and at the end.
        await copyAlone(0).catch(() => undefined);
        return undefined;
      });
    },
    flush(seq, patience) {
      turn = turn.then(() => copyUntil(seq, patience));
      return turn;
    },
    async close() {
      await turn.catch(() => undefined);
      await close();
      lock?.close();
    },
  };
}
