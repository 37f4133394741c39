import type { Delivery } from "../../model/sink.ts";

/** Messages framed by their length in bytes (RFC 6587 3.4.1, RFC 5425), and what is too long for one. */
interface Frames {
  readonly bytes: Buffer;
  readonly rejected: readonly { readonly index: number; readonly reason: string }[];
}

/** Frames a batch. A delivery with a row that is too long is left out as a whole: cut, it would look like all of it. */
export function encodeFrames(
  batch: readonly Delivery[],
  encode: (delivery: Delivery, place: number) => Buffer,
  longest: number,
): Frames {
  const chunks: Buffer[] = [];
  const rejected: { index: number; reason: string }[] = [];
  for (const [index, delivery] of batch.entries()) {
    const messages = delivery.rows.map((_row, place) => encode(delivery, place));
    const size = Math.max(0, ...messages.map(({ byteLength }) => byteLength));
    if (size > longest) {
      const advice = "set maxMessageBytes to what the receiver takes";
      rejected.push({ index, reason: `Its message has ${size} bytes, more than ${longest}: ${advice}` });
      continue;
    }
    for (const message of messages) chunks.push(Buffer.from(`${message.byteLength} `, "ascii"), message);
  }
  return { bytes: Buffer.concat(chunks), rejected };
}
