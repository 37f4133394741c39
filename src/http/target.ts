import { isIP } from "node:net";

const protocols = ["http:", "https:", "tcp:", "tls:", "postgres:"] as const;
type Protocol = (typeof protocols)[number];
const usualPorts: Partial<Record<Protocol, string>> = { "http:": "80", "https:": "443", "postgres:": "5432" };

/** Where a connection goes to. Two targets are the same when their `origin` is. */
export interface Target {
  readonly protocol: Protocol;
  /** As a URL says it: lower case, an address in its one form, IPv6 in brackets. */
  readonly host: string;
  readonly port: string;
  readonly origin: string;
}

/** True for a host that is an address and not a name. */
export function isAddress(host: string): boolean {
  return isIP(host.replace(/^\[|\]$/g, "")) !== 0;
}

/**
 * Where a URL leads to. Decisions are made on what was parsed: `2130706433`, `0x7f.1` and `127.1` are all
 * 127.0.0.1.
 *
 * @returns undefined for a protocol that nothing is delivered over, and where there is no host or no port
 */
export function targetOf(url: URL): Target | undefined {
  const named = url.protocol === "postgresql:" ? "postgres:" : url.protocol;
  const protocol = protocols.find((each) => each === named);
  if (protocol === undefined) return undefined;
  const port = url.port === "" ? usualPorts[protocol] : url.port;
  /* Hosts of schemes that browsers do not know are left as they stand: https brings them into their form. */
  const host = URL.parse(`https://${url.hostname}/`)?.hostname ?? "";
  if (port === undefined || host === "") return undefined;
  return { protocol, host, port, origin: `${protocol}//${host}:${port}` };
}

/** Reads the target of a URL that holds no user information, see {@link targetOf}. */
export function parseTarget(text: string): Target | undefined {
  const url = URL.parse(text);
  return url === null || url.username !== "" || url.password !== "" ? undefined : targetOf(url);
}
