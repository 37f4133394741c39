import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";

/** An open file of the project. */
export interface OpenFile {
  readonly ok: true;
  /** In bytes. */
  readonly size: number;
  /** Which file it is, whatever its path leads to by now, and when it was written to. */
  readonly identity: string;
  /** Bytes from the start, a megabyte at a time. */
  chunks(): Generator<Uint8Array>;
  /**
   * Fills a buffer from `offset` on with what the file holds from `position` on.
   *
   * @returns bytes read; 0 at the end
   */
  read(buffer: Uint8Array, offset: number, position: number): number;
  /** True when nobody wrote to the file since it was opened, as far as its times tell. */
  isUnchanged(): boolean;
  close(): void;
}

export interface NoFile {
  readonly ok: false;
  readonly code: "unreachable" | "refused";
  readonly problem: string;
}

const chunkSize = 1024 * 1024;

/** True for a path that does not lead out of the folder it is relative to. */
export function staysInside(path: string): boolean {
  const inner = relative(".", path);
  return !isAbsolute(path) && inner !== ".." && !inner.startsWith(`..${sep}`);
}

function* chunksOf(descriptor: number): Generator<Uint8Array> {
  for (let position = 0; ; ) {
    const chunk = Buffer.allocUnsafe(chunkSize);
    const size = readSync(descriptor, chunk, 0, chunkSize, position);
    if (size === 0) return;
    position += size;
    yield chunk.subarray(0, size);
  }
}

/** Real path of a file, links followed, or why it is not to be opened. */
function locate(root: string, path: string): string | NoFile {
  const outside: NoFile = { ok: false, code: "refused", problem: "its path leads out of the project folder" };
  if (!staysInside(path)) return outside;
  const folder = realpathSync(root);
  const real = realpathSync(join(folder, path));
  return staysInside(relative(folder, real)) ? real : outside;
}

function identityOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join();
}

function opened(descriptor: number, stat: BigIntStats): OpenFile {
  const identity = identityOf(stat);
  return {
    ok: true,
    size: Number(stat.size),
    identity,
    chunks: () => chunksOf(descriptor),
    read: (buffer, offset, position) =>
      readSync(descriptor, buffer, offset, buffer.byteLength - offset, position),
    isUnchanged: () => identityOf(fstatSync(descriptor, { bigint: true })) === identity,
    close: () => closeSync(descriptor),
  };
}

/** Opens a regular file within the project folder. */
export function openFile(root: string, path: string): OpenFile | NoFile {
  let descriptor: number | undefined;
  try {
    const real = locate(root, path);
    if (typeof real !== "string") return real;
    /* Not blocking: a pipe would keep the run waiting for a writer. */
    descriptor = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor, { bigint: true });
    if (stat.isFile()) return opened(descriptor, stat);
    closeSync(descriptor);
    return { ok: false, code: "refused", problem: "it is not a regular file" };
  } catch (error) {
    if (descriptor !== undefined) closeSync(descriptor);
    const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
    return { ok: false, code: "unreachable", problem: `it cannot be read (${code})` };
  }
}
