import type { Writable } from "node:stream";

/** Thrown when the reader of a stream went away before everything was written. */
export class ClosedStreamError extends Error {
  override readonly name = "ClosedStreamError";
}

/**
 * Writes text piece by piece, waiting for slow readers.
 *
 * @throws ClosedStreamError when the reader is gone (`| head`)
 */
export async function writeAll(stream: Writable, pieces: Iterable<string>): Promise<void> {
  let failed: Error | undefined;
  const onError = (error: Error): void => {
    failed = error;
  };
  stream.on("error", onError);
  try {
    let pending = "";
    for (const piece of pieces) {
      pending += piece;
      if (pending.length < 65_536) continue;
      await write(stream, pending);
      pending = "";
    }
    if (pending !== "") await write(stream, pending);
  } catch (error) {
    throw failed ?? error;
  } finally {
    setImmediate(() => stream.off("error", onError));
  }
}

function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (stream.destroyed || stream.writableEnded) {
      reject(new ClosedStreamError("The output was closed before everything was written."));
      return;
    }
    stream.write(text, (error) => {
      if (error === null || error === undefined) resolve();
      else if ("code" in error && error.code === "EPIPE") {
        reject(new ClosedStreamError("The output was closed before everything was written."));
      } else reject(error);
    });
  });
}
