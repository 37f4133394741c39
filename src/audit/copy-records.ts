import { deliverAll } from "../delivery/deliver-all.ts";
import type { JsonObject } from "../model/json.ts";
import type { Delivery, OpenSink, Sink, SinkHost } from "../model/sink.ts";
import { parseTimestamp } from "../time/timestamp.ts";
import type { AuditRecord } from "./audit-record.ts";
import { type CopiesMark, readMark, writeMark } from "./copies-mark.ts";
import { type PlacedRecord, recordsFrom } from "./log-reader.ts";

/** Where records are copied to. */
export interface CopyTarget {
  readonly sink: Sink;
  /** Valid against the sink's schema. */
  readonly config: JsonObject;
  readonly host: SinkHost;
  /** Told when copying begins to fail, and when it works again. */
  readonly tell?: (line: string) => void;
}

/** Which records are copied, and where it is noted up to where that is done. */
export interface CopySource {
  readonly folder: string;
  readonly markPath: string;
}

function deliveryOf(record: AuditRecord): Delivery {
  const { chain, auditId, timestamp, kind } = record;
  const time = parseTimestamp(timestamp) ?? 0;
  return { organization: chain, id: auditId, time, kind, rows: [record], raw: JSON.stringify(record) };
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

/** Copies records to a sink that is kept open while it works. */
export function recordCopies({ folder, markPath }: CopySource, { sink, config, host }: CopyTarget) {
  let opened: OpenSink | undefined;
  async function close(): Promise<void> {
    const last = opened;
    opened = undefined;
    await last?.close();
  }
  return {
    close,
    /**
     * Copies all that a chain has behind its mark, batch by batch; the mark follows what was acknowledged.
     *
     * @param patience milliseconds of waiting for the other side, for one batch
     * @returns why not everything was taken. @throws AuditFailure, the system's error, and on abort
     */
    async copyAll(chain: string, patience: number): Promise<string | undefined> {
      for (let mark = readMark(markPath, chain); ; ) {
        if (opened === undefined) {
          const found = await sink.open(config, host);
          if ("problem" in found) return found.problem;
          opened = found;
        }
        const batch = batchAfter(folder, mark, opened.batch.count);
        const last = batch.at(-1);
        if (last === undefined) return undefined;
        const deliveries = batch.map(({ record }) => deliveryOf(record));
        const settings = { sleep: host.sleep, random: Math.random, patience, waiting: () => undefined };
        const { failed, dead } = await deliverAll(opened, deliveries, settings);
        // What is refused is tried again: a copy is never given up.
        const problem = failed ?? dead[0]?.reason;
        if (problem !== undefined) {
          await close();
          return problem;
        }
        mark = { ...last.after, seq: last.record.seq };
        writeMark(markPath, chain, mark);
      }
    },
  };
}
