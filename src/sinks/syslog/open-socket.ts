import { connect as connectTcp, isIP, type LookupFunction, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Target } from "../../http/target.ts";

/** Files of a TLS connection, as PEM. */
export interface TlsFiles {
  readonly ca?: string[];
  readonly cert?: string;
  readonly key?: string;
}

/** Begins to connect; certificates are always verified, whatever the environment says. */
export function openSocket(target: Target, lookup: LookupFunction, files: TlsFiles): Socket {
  const host = target.host.replace(/^\[|\]$/g, "");
  const options = { host, port: Number(target.port), lookup };
  if (target.protocol === "tcp:") return connectTcp(options);
  return connectTls({
    ...options,
    ...files,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
  });
}
