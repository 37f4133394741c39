import { isIP } from "node:net";

const protocols = ["http:", "https:", "tcp:", "tls:"] as const;
type Protocol = (typeof protocols)[number];
const usualPorts: Partial<Record<Protocol, string>> = { "http:": "80", "https:": "443" };

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
 * Reads the target of a URL. Decisions are made on what was parsed: `2130706433`, `0x7f.1` and `127.1` are all
 * 127.0.0.1.
 *
 * @returns undefined for anything but http, https, tcp and tls to a host and port, without user information
 */
export function parseTarget(text: string): Target | undefined {
  const url = URL.parse(text);
  const protocol = protocols.find((each) => each === url?.protocol);
  if (url === null || protocol === undefined || url.username !== "" || url.password !== "") return undefined;
  const port = url.port === "" ? usualPorts[protocol] : url.port;
  /* Hosts of schemes that browsers do not know are left as they stand: https brings them into their form. */
  const host = URL.parse(`https://${url.hostname}/`)?.hostname ?? "";
  if (port === undefined || host === "") return undefined;
  return { protocol, host, port, origin: `${protocol}//${host}:${port}` };
}
