import { lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { addressRefused } from "../../http/network-failure.ts";

/**
 * A resolver that gives away only addresses that may be connected to. It is asked by the very connection that
 * is being opened, so a name that leads elsewhere the next time is checked the next time.
 */
export function guardedLookup(
  mayConnect: (address: string) => boolean,
  lookup: LookupFunction = systemLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : [];
      const usable = addresses.filter(({ address }) => mayConnect(address));
      const [first] = usable;
      if (error) callback(error, "", 0);
      else if (first === undefined) {
        const message = "The name leads to no address that is allowed.";
        callback(Object.assign(new Error(message), { code: addressRefused }), "", 0);
      } else if (options.all === true) callback(null, usable);
      else callback(null, first.address, first.family);
    });
  };
}
