import type { LookupFunction } from "node:net";
import type { Dispatcher } from "undici";
import type { HttpLimits } from "./limits.ts";
import { isLoopback } from "./origin.ts";

export interface TransportOptions {
  /** PEM of an additional certificate authority. */
  readonly ca?: string | string[];
  /** URL of a CONNECT proxy; never used for this machine. */
  readonly proxy?: string;
  /** Finds the addresses of a name; the system's resolver unless given. */
  readonly lookup?: LookupFunction;
  readonly limits: HttpLimits;
}

/** Opens connections; undici is loaded when the first one is asked for. */
export interface Transport {
  dispatcher(url: URL): Promise<Dispatcher>;
  close(): Promise<void>;
}

/** Connections with certificates always verified, whatever the environment says. */
export function createTransport(options: TransportOptions): Transport {
  const { ca, proxy, lookup, limits } = options;
  const tls = {
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca }),
    ...(lookup === undefined ? {} : { lookup }),
  };
  const shared = {
    connections: limits.connections,
    pipelining: 1,
    headersTimeout: limits.headersTimeout,
    bodyTimeout: limits.bodyTimeout,
    maxHeaderSize: 16 * 1024,
  };
  let direct: Promise<Dispatcher> | undefined;
  let proxied: Promise<Dispatcher> | undefined;
  const openDirect = async (): Promise<Dispatcher> => {
    const { Agent } = await import("./undici.ts");
    return new Agent({ ...shared, connect: { timeout: limits.connectTimeout, ...tls } });
  };
  const openProxied = async (uri: string): Promise<Dispatcher> => {
    const { ProxyAgent } = await import("./undici.ts");
    return new ProxyAgent({ ...shared, uri, requestTls: { timeout: limits.connectTimeout, ...tls } });
  };
  return {
    dispatcher(url) {
      if (proxy === undefined || isLoopback(url.hostname)) {
        direct ??= openDirect();
        return direct;
      }
      proxied ??= openProxied(proxy);
      return proxied;
    },
    async close() {
      for (const opened of [direct, proxied]) await (await opened?.catch(() => undefined))?.destroy();
    },
  };
}
