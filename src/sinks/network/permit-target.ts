import { allowedTargets } from "../../http/allowed-targets.ts";
import { isLoopback } from "../../http/origin.ts";
import { isAddress, parseTarget, type Target } from "../../http/target.ts";
import { isPublicAddress } from "./public-address.ts";

export interface PermittedTarget {
  readonly ok: true;
  readonly target: Target;
  /** May be connected to under the target's name: public, or named by the operator for this protocol and port. */
  readonly mayConnect: (address: string) => boolean;
}

interface RefusedTarget {
  readonly ok: false;
  readonly problem: string;
}

/** The one form of an address, as it stands in a URL. */
function formOf(address: string): string | undefined {
  return URL.parse(`https://${address.includes(":") ? `[${address}]` : address}/`)?.hostname;
}

/**
 * Decides whether something may be delivered to a URL: its target has to be among those of the operator.
 *
 * @param setting name of the setting that the URL is from
 */
export function permitTarget(
  setting: string,
  url: string,
  allowedOnes: readonly string[],
): PermittedTarget | RefusedTarget {
  const refused = (problem: string): RefusedTarget => ({ ok: false, problem });
  const target = parseTarget(url);
  if (target === undefined) return refused(`${setting} is not a URL with a host and a port`);
  if (target.protocol === "http:" && !(isAddress(target.host) && isLoopback(target.host))) {
    return refused(`${setting} is plain http: only https, or http to a loopback address such as 127.0.0.1`);
  }
  const allowed = allowedTargets(allowedOnes);
  if (!allowed.some(({ origin }) => origin === target.origin)) {
    return refused(`${setting} leads to ${target.origin}, which is not among the allowed targets`);
  }
  const { protocol, port } = target;
  const same = allowed.filter((each) => each.protocol === protocol && each.port === port);
  const named = new Set(same.map(({ host }) => host).filter(isAddress));
  const mayConnect = (address: string): boolean =>
    isPublicAddress(address) || named.has(formOf(address) ?? "");
  return { ok: true, target, mayConnect };
}
