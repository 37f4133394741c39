import { closeSync, fstatSync, fsyncSync, ftruncateSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { syncFolder } from "../snapshot/atomic-file.ts";
import { makeFolder } from "../snapshot/make-folder.ts";
import { fileFailure } from "../stores/file-failure.ts";
import { openOwnFile } from "../stores/own-file.ts";
import { wholeEnd } from "../stores/whole-end.ts";
import { deadLetterLine } from "./dead-letter-line.ts";
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
  /** JSON of the record as it was served. */
  readonly record: string;
}

/** Where dead letters are kept. */
export interface DeadLetters {
  /** They are durable when this returns. @throws StateFailure */
  append(letters: readonly DeadLetter[]): Promise<void>;
}

/** Whether what stands behind the last whole line is a letter of which only the end of its line is missing. */
function isWholeLetter(descriptor: number, from: number, size: number): boolean {
  const bytes = Buffer.alloc(size - from);
  readSync(descriptor, bytes, 0, bytes.byteLength, from);
  try {
    return JSON.parse(bytes.toString("utf8")) !== null;
  } catch {
    return false;
  }
}

/**
 * Takes half a letter away that an interrupted process left: the state knows nothing of it, so it is written again.
 *
 * @returns what has to stand before the next letter
 */
function mendEnd(descriptor: number): string {
  const { size } = fstatSync(descriptor);
  const whole = wholeEnd(descriptor);
  if (whole === size) return "";
  if (isWholeLetter(descriptor, whole, size)) return "\n";
  ftruncateSync(descriptor, whole);
  return "";
}

function write(descriptor: number, letters: readonly DeadLetter[]): void {
  const text = letters.map((letter) => `${deadLetterLine(letter)}\n`).join("");
  const bytes = Buffer.from(mendEnd(descriptor) + text);
  const { size } = fstatSync(descriptor);
  try {
    for (let done = 0; done < bytes.byteLength; ) done += writeSync(descriptor, bytes, done);
    fsyncSync(descriptor);
  } catch (error) {
    // No half letter is left where that can be helped; what is left is mended the next time.
    try {
      ftruncateSync(descriptor, size);
    } catch {}
    throw error;
  }
}

/** A file of dead letters, one JSON object a line, for this user only. It is opened anew each time, so that it may be moved away. */
export function deadLetterFile(path: string): DeadLetters {
  return {
    async append(letters) {
      if (letters.length === 0) return;
      try {
        makeFolder(dirname(path), 0o700);
        const descriptor = openOwnFile(path);
        try {
          const fresh = fstatSync(descriptor).size === 0;
          write(descriptor, letters);
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
