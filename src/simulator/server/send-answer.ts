import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";

/** Waits without keeping the process alive. */
function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

async function drip(body: Buffer, pause: number, response: ServerResponse): Promise<void> {
  for (let at = 0; at < body.length && !response.destroyed; at++) {
    await sleep(pause);
    response.write(body.subarray(at, at + 1));
  }
  response.end();
}

/** Ends an answer early: cut off, or left hanging until the client gives up. */
function endEarly(answer: Answer, response: ServerResponse): boolean {
  const { cutAfter, stallAfter, body } = answer;
  if (stallAfter !== undefined) response.write(body.subarray(0, stallAfter));
  else if (cutAfter !== undefined)
    response.write(body.subarray(0, cutAfter), () => response.socket?.destroy());
  return stallAfter !== undefined || cutAfter !== undefined;
}

/** Writes an answer, with the damage that a fault script asks for. */
export async function sendAnswer(
  answer: Answer,
  headers: Readonly<Record<string, string>>,
  response: ServerResponse,
): Promise<void> {
  if (answer.delayMs !== undefined) await sleep(answer.delayMs);
  if (response.destroyed || answer.stallAfter === 0) return;
  if (answer.cutAfter === 0) {
    response.socket?.resetAndDestroy();
    return;
  }
  if (answer.raw !== undefined) {
    response.socket?.end(answer.raw, "latin1");
    return;
  }
  const framing =
    answer.closeDelimited === true ? { Connection: "close" } : { "Content-Length": answer.body.length };
  if (answer.closeDelimited === true) response.useChunkedEncodingByDefault = false;
  response.writeHead(answer.status, { ...headers, ...framing, ...answer.headers });
  if (answer.dripMs !== undefined) await drip(answer.body, answer.dripMs, response);
  else if (!endEarly(answer, response)) response.end(answer.body);
}
