import { BlockList, isIP, isIPv4 } from "node:net";

/** Private and special networks of IPv4: the registry of RFC 6890 with its later entries, multicast and 240.0.0.0/4. */
const special4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"],
  ...["192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4"],
];

/** Of IPv6 only 2000::/3 is public (RFC 4291, section 2.4; IANA's registry), without what carries or documents other addresses. */
const special6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];
const global6 = ["2000::/3"];

/**
 * Where clouds hand out the credentials of the machine: AWS, Google, Azure and others (169.254.169.254), AWS (fd00:ec2::254), Google (fd20:ce::254),
 * AWS's credentials of containers (169.254.170.2, 169.254.170.23), Azure's host (168.63.129.16), Alibaba (100.100.100.200), Oracle (192.0.0.192). No configuration allows them.
 */
const metadata = [
  ...["169.254.169.254/32", "169.254.170.2/32", "169.254.170.23/32", "168.63.129.16/32"],
  ...["100.100.100.200/32", "192.0.0.192/32", "fd00:ec2::254/128", "fd00:ec2::23/128", "fd20:ce::254/128"],
];

const specials = listNetworks([...special4, ...special6]);
const globals = listNetworks(global6);
const metadataServices = listNetworks(metadata);
const loopback = listNetworks(["127.0.0.0/8", "::1/128"]);

/** Reads networks such as `10.20.0.0/16`. Throws `Error` that names the first that is none. */
export function listNetworks(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [, address = "", length = ""] = /^([\da-f:.]+)\/(\d{1,3})$/iu.exec(network) ?? [];
    const version = isIP(address);
    if (version === 0 || Number(length) > (version === 4 ? 32 : 128))
      throw new Error(`"${network}" is no network. Write one as 10.20.0.0/16.`);
    list.addSubnet(address, Number(length), version === 4 ? "ipv4" : "ipv6");
  }
  return list;
}

/** Why Hallpass does not connect to this address; `undefined` if it does: to a public one, or to one in the networks allowed. */
export function refuseAddress(address: string, allowed: BlockList): string | undefined {
  const plain = unwrap(address);
  if (plain === undefined) return `${address} is no address`;
  if (has(metadataServices, plain)) return `${address} is a cloud's metadata service`;
  if (has(allowed, plain) || isPublic(plain)) return undefined;
  return `${address} is not public, and \`networks\` does not list it`;
}

export function isLoopback(address: string): boolean {
  const plain = unwrap(address);
  return plain !== undefined && has(loopback, plain);
}

const has = (list: BlockList, address: string): boolean =>
  list.check(address, isIPv4(address) ? "ipv4" : "ipv6");

const isPublic = (address: string): boolean =>
  !has(specials, address) && (isIPv4(address) || has(globals, address));

/** IPv4 inside IPv6: mapped (RFC 4291, section 2.5.5.2) and behind a NAT64 (RFC 6052, section 2.1). */
const carriers = listNetworks(["::ffff:0:0/96", "64:ff9b::/96"]);

/** The address that packets go to: the IPv4 address that an IPv6 one stands for. `undefined` for what is no plain address. */
function unwrap(address: string): string | undefined {
  if (isIPv4(address)) return address;
  if (isIP(address) === 0 || address.includes("%")) return undefined;
  // The short form, in hexadecimal alone: https://url.spec.whatwg.org/#concept-ipv6-serializer
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  if (!isCarrier(short)) return short;
  const [high = 0, low = 0] = readLastGroups(short);
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
}

const isCarrier = (address: string): boolean => carriers.check(address, "ipv6");

function readLastGroups(short: string): number[] {
  const groups = short.split(":").map((group) => Number.parseInt(group || "0", 16));
  return groups.slice(-2);
}
