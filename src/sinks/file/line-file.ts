import { constants, type FileHandle, lstat, open } from "node:fs/promises";
import { join } from "node:path";
import type { Place } from "./inner-folder.ts";
import { repairEnd } from "./repair-end.ts";
import { rotate } from "./rotate.ts";
import { syncFolder } from "./sync-folder.ts";

const flags =
  constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Raised for a file that is not to be written to. */
export class NotOurs extends Error {}

/** A file of lines, to whose end whole batches are written or nothing. */
export class LineFile {
  readonly #place: Place;
  readonly #path: string;
  readonly #longest: number;
  #handle: FileHandle | undefined;

  constructor(place: Place, longest: number) {
    this.#place = place;
    this.#path = join(place.folder, place.name);
    this.#longest = longest;
  }

  /**
   * Opens the file and takes away what an interrupted write left at its end.
   *
   * @throws NotOurs, or the system's error
   */
  async open(): Promise<void> {
    const handle = await open(this.#path, flags, 0o600);
    try {
      if (!(await handle.stat()).isFile()) throw new NotOurs("path is not that of a regular file");
      if (!(await repairEnd(handle)))
        throw new NotOurs("path is that of a file that does not hold lines of JSON objects");
      await handle.chmod(0o600);
      await syncFolder(this.#place.folder);
      this.#handle = handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** The open file; opened anew where somebody moved or removed it. */
  async #current(): Promise<FileHandle> {
    const handle = this.#handle;
    if (handle !== undefined) {
      const [ours, named] = await Promise.all([handle.stat(), lstat(this.#path).catch(() => undefined)]);
      if (named !== undefined && named.ino === ours.ino && named.dev === ours.dev) return handle;
      await this.close();
    }
    await this.open();
    if (this.#handle === undefined) throw new Error("The file is not open.");
    return this.#handle;
  }

  /**
   * Appends bytes that end in a newline; they are on the disk when it resolves.
   *
   * @throws NotOurs, or the system's error; then nothing of the bytes is left
   */
  async append(bytes: Uint8Array): Promise<void> {
    let handle = await this.#current();
    let { size } = await handle.stat();
    if (size > 0 && size + bytes.byteLength > this.#longest) {
      await this.close();
      await rotate(this.#place);
      handle = await this.#current();
      ({ size } = await handle.stat());
    }
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } catch (error) {
      await handle.truncate(size).catch(() => undefined);
      /* After a failed flush a handle says that all is well: the next batch gets another one. */
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }
}
