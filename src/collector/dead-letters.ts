import { closeSync, fstatSync, fsyncSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { JsonObject } from "../model/json.ts";
import { syncFolder } from "../snapshot/atomic-file.ts";
import { makeFolder } from "../snapshot/make-folder.ts";
import { fileFailure } from "../stores/file-failure.ts";
import { openOwnFile } from "../stores/own-file.ts";
import { StateFailure } from "./state.ts";

/** What will never be delivered, and why. */
export interface DeadLetter {
  /** One sentence without content of the record. */
  readonly reason: string;
  /** The sink that refuses it; absent when it got to none. */
  readonly sink?: string;
  readonly organization: string;
  readonly id: string;
  readonly kind: string;
  /** The record as it was read. */
  readonly record: JsonObject;
}

/** Where dead letters are kept. */
export interface DeadLetters {
  /** They are durable when this returns. @throws StateFailure */
  append(letters: readonly DeadLetter[]): void;
}

const lineEnd = 10;

/** A process that was killed may have left half a line, which must not spoil the next one. */
function needsLineEnd(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(descriptor, last, 0, 1, size - 1);
  return last[0] !== lineEnd;
}

/** A file of dead letters, one JSON object a line, for this user only. It is opened anew each time, so that it may be moved away. */
export function deadLetterFile(path: string): DeadLetters {
  return {
    append(letters) {
      if (letters.length === 0) return;
      try {
        makeFolder(dirname(path), 0o700);
        const descriptor = openOwnFile(path);
        try {
          const fresh = fstatSync(descriptor).size === 0;
          const text = letters.map((letter) => `${JSON.stringify(letter)}\n`).join("");
          const bytes = Buffer.from(needsLineEnd(descriptor) ? `\n${text}` : text);
          for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
          fsyncSync(descriptor);
          if (fresh) syncFolder(dirname(path));
        } finally {
          closeSync(descriptor);
        }
      } catch (error) {
        const { problem, lasting } = fileFailure(error, `The file of dead letters ${path}`);
        throw new StateFailure(problem, lasting);
      }
    },
  };
}
