/**
 * Where an outgoing webhook may go (OWASP, "Server-Side Request Forgery Prevention"): only to the public internet, unless
 * this is a development machine. What a name stands for is checked at the moment of connecting, in the look-up that the
 * connection itself uses, so a name that changes its mind in between gains nothing.
 */
import { lookup as lookUp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const closed = new BlockList();
/** IANA special-purpose registries: this machine, private nets, link-local (clouds' metadata), carriers, documentation, multicast, reserved. */
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(net, bits, 'ipv4');
// Of IPv6 only global unicast is open (2000::/3), without what tunnels or documents inside it.
const open6 = new BlockList();
open6.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed.addSubnet(net, bits, 'ipv6');

/** @param address as text, of either family. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, 'ipv4');
  return family === 6 && open6.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}

export class ClosedAddress extends Error {
  override readonly name = 'ClosedAddress';
}

/** A look-up for connections that fails for every address that is not public. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 4);
    const bad = found.find(({ address }) => !isPublicAddress(address));
    const [first] = found;
    if (bad || !first) {
      const told = new ClosedAddress(
        `${hostname} stands for ${bad?.address ?? 'nothing'}, which is not on the internet`,
      );
      return callback(told, '', 4);
    }
    return options.all ? callback(null, found) : callback(null, first.address, first.family);
  });
};

/**
 * What is wrong with an address that an admin gives; `null` where nothing is.
 * @param open development: this machine and plain http are fine.
 */
export function addressProblem(text: string, open: boolean): string | null {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return 'is not an https:// address';
  if (url.username !== '' || url.password !== '') return 'carries a user name or password';
  if (open) return null;
  if (url.protocol !== 'https:') return 'is not an https:// address';
  return isClosedHost(url.hostname) ? 'is not on the internet' : null;
}

/** Names are looked up when the connection is made; an address that is written out needs no look-up, so it is seen to here. */
export function isClosedHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare)) return !isPublicAddress(bare);
  return bare === 'localhost' || bare.endsWith('.localhost') || bare.endsWith('.local') || bare.endsWith('.internal');
}
