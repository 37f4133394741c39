import { randomUUID } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, writeSync } from "node:fs";
import { join } from "node:path";
import { syncFolder } from "../snapshot/atomic-file.ts";
import { makeFolder } from "../snapshot/make-folder.ts";
import { fileFailure } from "../stores/file-failure.ts";
import { type FileLock, openFileLock } from "../stores/file-lock.ts";
import { openOwnFile } from "../stores/own-file.ts";
import { AuditFailure } from "./audit-failure.ts";
import { type AuditEntry, type AuditRecord, type Head, recordLine, sealRecord } from "./audit-record.ts";
import { findEnd, type LogEnd } from "./find-end.ts";
import { logFileName } from "./log-files.ts";
import type { LogPlace } from "./log-reader.ts";

/** Name of the lock in the folder of a log. */
export const lockFile = "log.lock";

/** An append-only log whose records are chained by their hashes. Several processes may write it. */
export interface AuditLog {
  readonly folder: string;
  /** The record is durable when this returns. @throws AuditFailure */
  append(entry: AuditEntry): AuditRecord;
  /** The last record that was appended here. */
  head(): Head | undefined;
  /** Where that record begins. */
  place(): LogPlace | undefined;
  /** Does what no other process may do meanwhile. @throws AuditFailure */
  alone(work: () => void): void;
  close(): void;
}

export interface AuditLogSettings {
  /** Size after which a file of the log is followed by another, bytes. */
  readonly fileBytes: number;
  /** Milliseconds to wait for other processes that write. */
  readonly patience: number;
  /** Epoch milliseconds. */
  now(): number;
}

const defaults: AuditLogSettings = { fileBytes: 16 * 1024 * 1024, patience: 30_000, now: Date.now };

/** Opens the log in a folder, which is made where it is missing. @throws AuditFailure */
export function openAuditLog(folder: string, settings: Partial<AuditLogSettings> = {}): AuditLog {
  const { fileBytes, patience, now } = { ...defaults, ...settings };
  const what = `The audit log ${folder}`;
  const lock = openLock(folder, what, patience);
  let head: Head | undefined;
  let left: LogEnd | undefined;
  let place: LogPlace | undefined;

  /** Writes one line to the end of a file. */
  function write(number: number, line: string): number {
    const descriptor = openOwnFile(join(folder, logFileName(number)));
    try {
      const bytes = Buffer.from(`${line}\n`);
      for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
      fsyncSync(descriptor);
      const { size } = fstatSync(descriptor);
      if (size === bytes.length) syncFolder(folder);
      return size;
    } finally {
      closeSync(descriptor);
    }
  }

  /** Adds a record behind an end. @returns the new end */
  function add(entry: AuditEntry, end: LogEnd): { record: AuditRecord; end: LogEnd } {
    const number = end.torn.length > 0 || end.size >= fileBytes ? end.number + 1 : end.number;
    const record = sealRecord(entry, end.head ?? randomUUID(), now());
    const line = recordLine(record);
    const size = write(number, line);
    place = { number, offset: size - Buffer.byteLength(line) - 1 };
    const { chain, seq, hash } = record;
    return { record, end: { number, size, head: { chain, seq, hash }, torn: [] } };
  }

  function append(entry: AuditEntry): AuditRecord {
    let end = findEnd(folder, what, left);
    // Whoever wrote what is torn was never told that it is there; that something was is kept, and said.
    const torn = end.torn.map(({ number, ...each }) => ({ file: logFileName(number), ...each }));
    const more = torn.length === 0 ? {} : { torn };
    if (end.head === undefined) ({ end } = add({ kind: "chain", ...more }, end));
    else if (torn.length > 0) ({ end } = add({ kind: "torn", ...more }, end));
    const added = add(entry, end);
    left = added.end;
    head = added.end.head;
    return added.record;
  }

  function alone<T>(work: () => T): T {
    take(lock, what);
    try {
      return work();
    } catch (error) {
      if (error instanceof AuditFailure) throw error;
      throw new AuditFailure(fileFailure(error, what).problem);
    } finally {
      lock.release();
    }
  }

  return {
    folder,
    append: (entry) => alone(() => append(entry)),
    head: () => head,
    place: () => place,
    alone,
    close: () => lock.close(),
  };
}

function openLock(folder: string, what: string, patience: number): FileLock {
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    throw new AuditFailure(fileFailure(error, what).problem);
  }
  const lock = openFileLock(join(folder, lockFile), patience);
  if ("problem" in lock) throw new AuditFailure(lock.problem);
  return lock;
}

function take(lock: FileLock, what: string): void {
  const taken = lock.take();
  if (taken === true) return;
  if (taken === false) throw new AuditFailure(`${what} is being written by other processes all the time`);
  throw new AuditFailure(taken.problem);
}
