import type { IncomingMessage } from "node:http";
import { ApiError } from "./api-error.ts";

const limit = 1_000_000;

/** The body of a request as text. Throws ApiError 413 when it has more than a million bytes. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > limit)
      throw new ApiError(
        413,
        "request.entity.too.large",
        `The request is over the size limit. Maximum bytes: ${limit}`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
