// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX14: A provider's address leads into the internal network.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLoopback, listNetworks, refuseAddress } from "../../../src/outbound/address.ts";

const none = listNetworks([]);
const everything = listNetworks(["0.0.0.0/0", "::/0"]);

describe("without a network in the configuration", () => {
  it.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450:4001::1"])(
    "%s is public",
    (address) => {
      expect(refuseAddress(address, none)).toBeUndefined();
    },
  );

  it.each([
    ...["0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.1.1", "172.16.0.1"],
    ...["172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "203.0.113.9"],
    ...["224.0.0.1", "255.255.255.255"],
    ...[
      "::",
      "::1",
      "fe80::1",
      "fc00::1",
      "fd12:3456::1",
      "ff02::1",
      "2001:db8::1",
      "2002:7f00:1::",
      "2001::1",
    ],
    // IPv4 inside IPv6: mapped, compatible, NAT64, and the NAT64 of one network
    ...["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1"],
    ...["64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "::ffff:0:7f00:1"],
    // What is no plain address
    ...["fe80::1%eth0", "127.1", "0x7f.0.0.1", "2130706433", "localhost", "", "1.2.3.4.5"],
  ])("%s is refused", (address) => {
    expect(refuseAddress(address, none)).toMatch(/is not public|is no address/u);
  });

  it.each(["::ffff:8.8.8.8", "64:ff9b::808:808"])("%s stands for a public address", (address) => {
    expect(refuseAddress(address, none)).toBeUndefined();
  });
});

describe("with a network in the configuration", () => {
  const lan = listNetworks(["10.20.0.0/16", "fd12:3456::/32"]);

  it.each(["10.20.3.4", "::ffff:10.20.3.4", "64:ff9b::a14:304", "fd12:3456::9"])(
    "%s is allowed",
    (address) => {
      expect(refuseAddress(address, lan)).toBeUndefined();
    },
  );

  it.each(["10.21.0.1", "127.0.0.1", "fd12:3457::9"])("%s is not", (address) => {
    expect(refuseAddress(address, lan)).toContain("`networks` does not list it");
  });

  it.each([
    ...[
      "169.254.169.254",
      "::ffff:169.254.169.254",
      "64:ff9b::a9fe:a9fe",
      "168.63.129.16",
      "100.100.100.200",
    ],
    ...["169.254.170.2", "192.0.0.192", "fd00:ec2::254", "fd00:0ec2:0:0::254", "fd20:ce::254"],
  ])("GX14: a cloud's metadata service at %s is not, whatever the networks", (address) => {
    expect(refuseAddress(address, everything)).toContain("metadata service");
    expect(refuseAddress(address, none)).toContain("metadata service");
  });

  it.each(["10.20.0.0", "10.20.0.0/33", "fd00::/129", "ten/8", "10.20.0.0/-1", "10.20.0.0/16/1", ""])(
    "%j is no network",
    (network) => {
      expect(() => listNetworks([network])).toThrow("is no network");
    },
  );
});

it("an IPv4 address is judged alike in each notation of IPv6", () => {
  const octet = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
      const plain = refuseAddress(octets.join("."), none) === undefined;
      const hex = octets.map((each) => each.toString(16).padStart(2, "0"));
      const groups = `${hex[0]}${hex[1]}:${hex[2]}${hex[3]}`;
      for (const carrier of [`::ffff:${octets.join(".")}`, `::ffff:${groups}`, `64:ff9b::${groups}`])
        expect(refuseAddress(carrier, none) === undefined, carrier).toBe(plain);
    }),
    { seed: 20_261_128, numRuns: 500 },
  );
});

it.each([
  ["127.0.0.1", true],
  ["127.9.9.9", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["10.0.0.1", false],
  ["::", false],
  ["localhost", false],
])("%s is this machine: %s", (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});
