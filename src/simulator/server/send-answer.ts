import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";

/** Waits without keeping the process alive. */
function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

/** Writes an answer, with the damage that a fault script asks for. */
export async function sendAnswer(
  answer: Answer,
  headers: Readonly<Record<string, string>>,
  response: ServerResponse,
): Promise<void> {
  if (answer.delayMs !== undefined) await sleep(answer.delayMs);
  if (response.destroyed) return;
  if (answer.cutAfter === 0) {
    response.socket?.resetAndDestroy();
    return;
  }
  const framing =
    answer.closeDelimited === true ? { Connection: "close" } : { "Content-Length": answer.body.length };
  if (answer.closeDelimited === true) response.useChunkedEncodingByDefault = false;
  response.writeHead(answer.status, { ...answer.headers, ...headers, ...framing });
  if (answer.cutAfter === undefined) {
    response.end(answer.body);
    return;
  }
  response.write(answer.body.subarray(0, answer.cutAfter), () => response.socket?.destroy());
}
