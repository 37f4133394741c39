import type { Socket } from "node:net";
import { addressRefused } from "../../http/network-failure.ts";
import type { DeliveryOutcome } from "../../model/sink.ts";

const shortestWatch = 20;
const longestWatch = 2000;

function failed(problem: string, lasting = false): DeliveryOutcome {
  return { ok: false, problem: `syslog: ${problem}`, lasting };
}

function describe(error: Error): DeliveryOutcome {
  const code = "code" in error && typeof error.code === "string" ? error.code : "no code";
  if (code === addressRefused) return failed("the name leads to an address that is not allowed", true);
  return failed(`the connection failed (${code})`);
}

/**
 * Writes to a connection, and ends it. A receiver that closed it a moment before would answer with a reset: so
 * what was written is watched for as long as connecting took before the end is said. The close that comes after
 * it is that of a receiver that has read everything, for one with unread bytes resets.
 *
 * @param untilClosed false: content with a connection that is still open after that time
 */
function converse(
  socket: Socket,
  bytes: Uint8Array,
  untilClosed: boolean,
  tell: (outcome: DeliveryOutcome) => void,
): void {
  const started = performance.now();
  let ended = false;
  const end = (): void => {
    if (socket.destroyed) return;
    ended = true;
    socket.end();
    if (!untilClosed) tell({ ok: true, rejected: [] });
  };
  socket.on("error", (error) => tell(describe(error)));
  socket.once("end", () => {
    tell(ended ? { ok: true, rejected: [] } : failed("the receiver closed the connection by itself"));
  });
  socket.once("close", () => tell(failed("the connection was cut")));
  socket.once("encrypted" in socket ? "secureConnect" : "connect", () => {
    const watch = Math.min(longestWatch, Math.max(shortestWatch, performance.now() - started));
    socket.write(bytes, (error) => {
      if (!error) setTimeout(end, watch);
    });
  });
  socket.resume();
}

/**
 * Opens a connection, writes to it and closes it.
 *
 * @throws only when the signal is aborted
 */
export async function sendAndClose(
  open: () => Socket,
  bytes: Uint8Array,
  untilClosed: boolean,
  timeout: number,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  signal.throwIfAborted();
  const { promise, resolve } = Promise.withResolvers<DeliveryOutcome>();
  const deadline = AbortSignal.timeout(timeout);
  const either = AbortSignal.any([signal, deadline]);
  const giveUp = (): void => resolve(failed(`not taken within ${timeout / 1000} s`));
  either.addEventListener("abort", giveUp, { once: true });
  const socket = open();
  converse(socket, bytes, untilClosed, resolve);
  try {
    const outcome = await promise;
    signal.throwIfAborted();
    return outcome;
  } finally {
    either.removeEventListener("abort", giveUp);
    if (untilClosed || either.aborted) socket.destroy();
  }
}
