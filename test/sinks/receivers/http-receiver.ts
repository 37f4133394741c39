import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach } from "vitest";

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is text. */
  readonly body?: unknown;
}

/** What goes wrong with a request. */
export type Fault =
  /** Answered so, and nothing taken. */
  | { readonly reply: Reply }
  /** Taken, but answered so. */
  | { readonly takenButReply: Reply }
  /** Cut: while the request is read, before anything is taken, after all is taken, in the middle of the good answer. */
  | { readonly cut: "reading" | "before" | "after" | "within" }
  /** Taken, but answered after so many milliseconds; `Infinity` is never. */
  | { readonly late: number };

export interface HttpReceiver {
  readonly origin: string;
  readonly seen: Seen[];
  /** One for each of the next requests; `undefined` is none. */
  readonly faults: (Fault | undefined)[];
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function send(response: ServerResponse, { status, headers = {}, body }: Reply): void {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" || body === undefined ? {} : { "content-type": "application/json" };
  response.writeHead(status, { ...type, ...headers }).end(text);
}

function breakOff(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"text":"Succ');
  setTimeout(() => response.destroy(), 20);
}

function answer(response: ServerResponse, fault: Fault | undefined, take: () => Reply): void {
  if (fault === undefined) send(response, take());
  else if ("reply" in fault) send(response, fault.reply);
  else if ("cut" in fault && fault.cut === "before") response.destroy();
  else {
    const reply = take();
    if ("takenButReply" in fault) send(response, fault.takenButReply);
    else if ("late" in fault) {
      if (Number.isFinite(fault.late)) setTimeout(() => send(response, reply), fault.late);
    } else if (fault.cut === "after") response.destroy();
    else breakOff(response, reply.status);
  }
}

/** A receiver on loopback: what it does with a request is `take`, and what goes wrong before or after it `faults`. */
export async function httpReceiver(take: (seen: Seen) => Reply): Promise<HttpReceiver> {
  const seen: Seen[] = [];
  const faults: (Fault | undefined)[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    const [fault] = faults;
    if (fault !== undefined && "cut" in fault && fault.cut === "reading") {
      faults.shift();
      request.socket.resetAndDestroy();
      return;
    }
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => undefined);
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const entry: Seen = { method, path: url, headers, bytes: Buffer.concat(chunks) };
      seen.push(entry);
      answer(response, faults.shift(), () => take(entry));
    });
  };
  const server = createServer(handle);
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, seen, faults };
}
