import type { LazyBatch } from "../../model/dataset.ts";
import type { Scan } from "../../model/provider.ts";
import { withoutMark } from "./file-records.ts";
import { isBlank } from "./is-blank.ts";
import { LearnedReader } from "./learned-reader.ts";
import { Lines } from "./lines.ts";
import type { OpenFile } from "./open-file.ts";

/** Bytes read at a time: a batch has to be worth its guard, and be judged within the time that the guard allows. */
const chunkSize = 2 * 1024 * 1024;
const newline = 0x0a;
const space = 0x20;
const brace = 0x7b;

/** Most lines of a batch, however short: so many have a place. */
const mostLines = 16 * 1024;

/**
 * Lines that begin from `from` on and before `to`; the last of them ends at `end` at the latest.
 *
 * @param starts a place for where they begin, which is used again for the next batch
 */
function* linesOf(
  buffer: Buffer,
  [from, to, end]: readonly [number, number, number],
  starts: Uint32Array,
  reader: LearnedReader,
): Generator<Lines> {
  let count = 0;
  let at = from;
  while (at < to) {
    const found = buffer.indexOf(newline, at);
    const next = found === -1 || found >= end ? end : found + 1;
    if ((buffer[at] ?? 0) > space || !isBlank(buffer.subarray(at, next))) {
      if (count === mostLines) {
        starts[count] = at;
        yield new Lines(buffer, starts.subarray(0, count + 1), reader);
        count = 0;
      }
      starts[count++] = at;
    }
    at = next;
  }
  starts[count++] = at;
  if (count > 1) yield new Lines(buffer, starts.subarray(0, count), reader);
}

/** Where the first whole line of a buffer begins that was filled from `position` of a file on. */
function firstLine(buffer: Buffer, end: number, position: number): number {
  if (position > 0) return buffer.subarray(0, end).indexOf(newline) + 1 || end;
  const marked = end - withoutMark(buffer.subarray(0, end)).byteLength;
  if (marked > 0 && buffer[marked] !== brace) throw new SyntaxError("The first line holds no object");
  return marked;
}

/** What reading takes room for. */
interface Room {
  readonly buffer: Buffer;
  /** Where lines begin. */
  readonly starts: Uint32Array;
}

const roomFor = (file: OpenFile): Room => ({
  buffer: Buffer.allocUnsafeSlow(Math.min(chunkSize, file.size + 1)),
  starts: new Uint32Array(mostLines + 1),
});

function* batchesOf(
  file: OpenFile,
  [from, to]: readonly [number, number],
  { buffer, starts }: Room,
  reader: LearnedReader,
): Generator<LazyBatch> {
  // The line that begins at `from` is known by the end of the one before it.
  let base = Math.max(0, from - 1);
  let begin: number | undefined;
  let kept = 0;
  while (base < to) {
    const read = file.read(buffer, kept, base + kept);
    const end = kept + read;
    const whole = read === 0 ? end : buffer.lastIndexOf(newline, end - 1) + 1;
    if (read > 0 && whole === 0 && end === buffer.byteLength) throw new RangeError("The line is long");
    if (end > 0 && whole > 0) {
      begin ??= firstLine(buffer, end, from);
      // A mark belongs to the first line: its part has that line, even where another part begins within the mark.
      const until = from === 0 && base === 0 ? Math.max(to, begin + 1) : to - base;
      for (const lines of linesOf(buffer, [begin, Math.min(whole, until), whole], starts, reader)) {
        yield lines;
        lines.release();
      }
      begin = 0;
    }
    if (read === 0) break;
    buffer.copyWithin(0, whole, end);
    kept = end - whole;
    base += whole;
  }
  if (!file.isUnchanged()) throw new Error("The file was written to while it was read");
}

/** Lines of a file as they are read, as long as `readNdjson` would have nothing to say about them. */
export function scanNdjson(file: OpenFile): Scan {
  const reader = new LearnedReader();
  /** What earlier readings left. */
  const rooms: Room[] = [];
  return {
    size: file.size,
    identity: file.identity,
    *batches(from = 0, to = Number.MAX_SAFE_INTEGER) {
      const room = rooms.pop() ?? roomFor(file);
      yield* batchesOf(file, [from, to], room, reader);
      rooms.push(room);
    },
    isUnchanged: () => file.isUnchanged(),
    close: () => file.close(),
  };
}
