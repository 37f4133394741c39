import { createServer } from "node:http";
import type { Fault } from "./faults.ts";

/** What reached the origin that nobody should ask. */
export interface EvilRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A second origin, for links and redirects that lead away from the API. */
export interface EvilOrigin {
  readonly url: string;
  readonly seen: readonly EvilRequest[];
  close(): Promise<void>;
}

/** Listens on 127.0.0.1, answers everything with an empty last page, and records it. */
export async function startEvilOrigin(): Promise<EvilOrigin> {
  const seen: EvilRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { method = "", url = "", headers } = request;
    seen.push({ method, url, headers, body: Buffer.concat(chunks).toString("utf8") });
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ entities: [], total: 0, pageCount: 0, access_token: "evil" }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The faults with the evil origin's address in the place of `{evil}`. */
export function pointAt(faults: readonly Fault[], url: string): readonly Fault[] {
  return JSON.parse(JSON.stringify(faults).replaceAll("{evil}", url));
}
