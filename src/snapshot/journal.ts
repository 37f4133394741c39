import {
  closeSync,
  constants as files,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { constants, crc32, deflateSync, inflateSync } from "node:zlib";
import type { Json } from "../model/json.ts";
import type { AnswerJournal } from "../model/provider.ts";

/**
 * Answers of a reading that is not finished, in a file that only grows. A frame is the lengths of key and
 * answer and a checksum of both (32 bits each, little-endian), the key, and the answer as deflated JSON.
 * What a killed process left half-written at the end does not fit its checksum, and is cut off.
 */
export interface JournalFile extends AnswerJournal {
  /** What the journal was begun with. */
  readonly header: Json;
  /** Code of the error after which nothing more was kept: without the journal reading still goes on. */
  readonly failure: string | undefined;
  close(): void;
}

const headerKey = "journal";
const prefix = 12;
/** Answers are at most 32 MB decoded; what claims to be larger is no frame. */
const longest = 64 * 1024 * 1024;

interface Frame {
  readonly key: string;
  /** Of the answer's bytes. */
  readonly offset: number;
  readonly length: number;
  /** Of the next frame. */
  readonly end: number;
}

function readBytes(descriptor: number, offset: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  return readSync(descriptor, bytes, 0, length, offset) === length ? bytes : undefined;
}

/** The frame at an offset; undefined when there is no whole one. */
function frameAt(descriptor: number, offset: number): Frame | undefined {
  const head = readBytes(descriptor, offset, prefix);
  if (head === undefined) return undefined;
  const [keyLength, length, checksum] = [0, 4, 8].map((at) => head.readUInt32LE(at)) as [
    number,
    number,
    number,
  ];
  if (keyLength + length > longest) return undefined;
  const content = readBytes(descriptor, offset + prefix, keyLength + length);
  if (content === undefined || crc32(content) !== checksum) return undefined;
  const start = offset + prefix + keyLength;
  return { key: content.toString("utf8", 0, keyLength), offset: start, length, end: start + length };
}

function encode(key: string, value: Json): Buffer {
  const name = Buffer.from(key, "utf8");
  const answer = deflateSync(JSON.stringify(value), { level: constants.Z_BEST_SPEED });
  const content = Buffer.concat([name, answer]);
  const head = Buffer.alloc(prefix);
  head.writeUInt32LE(name.byteLength, 0);
  head.writeUInt32LE(answer.byteLength, 4);
  head.writeUInt32LE(crc32(content), 8);
  return Buffer.concat([head, content]);
}

function append(descriptor: number, bytes: Uint8Array, end: number): void {
  for (let done = 0; done < bytes.byteLength; )
    done += writeSync(descriptor, bytes, done, bytes.byteLength - done, end + done);
}

function journalOf(descriptor: number, frames: readonly Frame[], header: Json): JournalFile {
  const kept = Map.groupBy(frames, ({ key }) => key);
  let end = frames.at(-1)?.end ?? 0;
  let failure: string | undefined;
  const decode = ({ offset, length }: Frame): Json => {
    const bytes = readBytes(descriptor, offset, length);
    return bytes === undefined ? null : JSON.parse(inflateSync(bytes).toString("utf8"));
  };
  return {
    header,
    take(key) {
      const frame = kept.get(key)?.shift();
      return frame === undefined ? undefined : decode(frame);
    },
    keep(key, answer) {
      if (failure !== undefined) return;
      const bytes = encode(key, answer);
      try {
        append(descriptor, bytes, end);
        end += bytes.byteLength;
      } catch (error) {
        failure = error instanceof Error && "code" in error ? String(error.code) : "unknown";
      }
    },
    get failure() {
      return failure;
    },
    close: () => closeSync(descriptor),
  };
}

/** Begins a journal; a file of that name must not be there. @throws the file system's error */
export function createJournal(path: string, header: Json): JournalFile {
  const descriptor = openSync(path, "wx+", 0o600);
  append(descriptor, encode(headerKey, header), 0);
  const first = frameAt(descriptor, 0);
  return journalOf(descriptor, first === undefined ? [] : [first], header);
}

/**
 * Opens a journal to go on with it.
 *
 * @returns undefined when the file is no journal, or not even its header was written
 * @throws the file system's error
 */
export function openJournal(path: string): JournalFile | undefined {
  const descriptor = openSync(path, files.O_RDWR | files.O_NOFOLLOW);
  const frames: Frame[] = [];
  for (let frame = frameAt(descriptor, 0); frame !== undefined; frame = frameAt(descriptor, frame.end))
    frames.push(frame);
  const end = frames.at(-1)?.end ?? 0;
  if (fstatSync(descriptor).size > end) ftruncateSync(descriptor, end);
  const [first] = frames;
  if (first?.key !== headerKey) {
    closeSync(descriptor);
    return undefined;
  }
  const bytes = readBytes(descriptor, first.offset, first.length);
  const header: Json = bytes === undefined ? null : JSON.parse(inflateSync(bytes).toString("utf8"));
  return journalOf(descriptor, frames, header);
}
