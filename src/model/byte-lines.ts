/** A line of a file of lines, without its end. */
export interface ByteLine {
  /** 1-based. */
  readonly number: number;
  /** Undefined when the line is longer than the limit; its bytes are not kept. */
  readonly bytes: Uint8Array | undefined;
}

const newline = 0x0a;

/**
 * Splits chunks of bytes into lines at LF, holding no more than one line. A last line without an end counts;
 * an empty rest behind the last end does not.
 *
 * @param maxBytes longest line kept
 */
export function* byteLines(chunks: Iterable<Uint8Array>, maxBytes: number): Generator<ByteLine> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let size = 0;
  const take = (part: Uint8Array): void => {
    size += part.byteLength;
    if (size <= maxBytes) parts.push(part);
    else parts = [];
  };
  const line = (): ByteLine => {
    const bytes = size > maxBytes ? undefined : join(parts, size);
    parts = [];
    size = 0;
    return { number: number++, bytes };
  };
  for (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      take(chunk.subarray(from, end));
      yield line();
      from = end + 1;
    }
    if (from < chunk.byteLength) take(chunk.slice(from));
  }
  if (size > 0) yield line();
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const joined = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.byteLength;
  }
  return joined;
}
