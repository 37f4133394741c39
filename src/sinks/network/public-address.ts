import { BlockList, isIP } from "node:net";

/**
 * IPv4 that no sink is on unless the operator says so: what the IANA registry of special-purpose addresses
 * lists, multicast, and the address at which Azure serves its virtual machines.
 */
const special4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;

/** Special parts of the IPv6 addresses that are in use for the public: protocols, documentation, tunnels to IPv4. */
const special6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
] as const;

const special = new BlockList();
for (const [address, prefix] of special4) special.addSubnet(address, prefix, "ipv4");
for (const [address, prefix] of special6) special.addSubnet(address, prefix, "ipv6");

/** All that is not in here is refused: loopback, link-local, private, mapped and translated IPv4 … */
const unicast6 = new BlockList();
unicast6.addSubnet("2000::", 3, "ipv6");

/** True for an address that anybody's machine on the internet may have. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special.check(address, "ipv4");
  if (version !== 6 || address.includes("%")) return false;
  return unicast6.check(address, "ipv6") && !special.check(address, "ipv6");
}
