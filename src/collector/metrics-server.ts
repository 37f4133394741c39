import { createServer } from "node:http";
import { openMetricsType } from "./open-metrics.ts";

/** An endpoint for metrics. */
export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves metrics at `/metrics` of the loopback interface, and nothing else to nobody else.
 *
 * @param port 0 picks a free one
 * @throws the system's error when the port is taken
 */
export async function serveMetrics(port: number, text: () => Promise<string>): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: string, type = "text/plain; charset=utf-8"): void => {
      response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
      response.end(request.method === "HEAD" ? "" : body);
    };
    if (request.method !== "GET" && request.method !== "HEAD") return answer(405, "Only GET\n");
    if (request.url?.split("?")[0] !== "/metrics") return answer(404, "See /metrics\n");
    text().then(
      (body) => answer(200, body, openMetricsType),
      () => answer(503, "The state cannot be read\n"),
    );
  });
  server.requestTimeout = 5_000;
  server.headersTimeout = 5_000;
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", done);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
