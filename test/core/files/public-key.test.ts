import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parsePublicKey } from "../../../src/core/files/public-key.ts";

const folder = mkdtempSync(join(tmpdir(), "hallpass-public-key-"));
afterAll(() => rmSync(folder, { recursive: true }));

function makeKey(type: string, bits?: string): string {
  const file = join(folder, `${type}-${bits}`);
  const size = bits === undefined ? [] : ["-b", bits];
  execFileSync("ssh-keygen", ["-q", "-t", type, ...size, "-N", "", "-C", "a comment", "-f", file]);
  return readFileSync(`${file}.pub`, "utf8").trimEnd();
}

/** A key as it would be on the wire: RFC 4251, section 5. */
const encode = (type: string, ...fields: Buffer[]): string =>
  `${type} ${Buffer.concat([Buffer.from(type), ...fields].flatMap((field) => [lengthOf(field), field])).toString("base64")}`;
const lengthOf = ({ length }: Buffer): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
};

/** The same bytes in a base64 that sets bits which do not count. */
const respell = (line: string): string =>
  line.replace(/.=$/u, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}=`);

describe("an SSH public key", () => {
  it.each([["ed25519"], ["ecdsa", "256"], ["ecdsa", "521"], ["rsa", "3072"]])(
    "of ssh-keygen's is read: %s %s",
    (type: string, bits?: string) => {
      const line = makeKey(type, bits);
      expect(parsePublicKey(line)).toBe(line.replace(" a comment", ""));
    },
  );

  const securityKey = encode("sk-ssh-ed25519@openssh.com", Buffer.alloc(32, 1), Buffer.from("ssh:"));
  it("of a security key is read", () => {
    expect(parsePublicKey(securityKey)).toBe(securityKey);
  });

  const ed25519 = encode("ssh-ed25519", Buffer.alloc(32, 1));
  it.each([
    ["nothing", ""],
    ["two lines", `${ed25519}\n${ed25519}`],
    ["options before it", `command="id" ${ed25519}`],
    [
      "an option for ssh-keygen",
      "-Oclear AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ],
    ["another type than the key itself says", ed25519.replace("ssh-ed25519", "ssh-rsa")],
    ["a length that is too short", encode("ssh-ed25519", Buffer.alloc(31, 1))],
    ["a field too many", encode("ssh-ed25519", Buffer.alloc(32, 1), Buffer.alloc(4))],
    ["a key cut off", ed25519.slice(0, -4)],
    ["base64 of another spelling", respell(securityKey)],
    ["RSA of 2048 bits", encode("ssh-rsa", Buffer.from([1, 0, 1]), Buffer.alloc(256, 255))],
    [
      "DSA",
      encode(
        "ssh-dss",
        Buffer.alloc(128, 1),
        Buffer.alloc(20, 1),
        Buffer.alloc(128, 1),
        Buffer.alloc(128, 1),
      ),
    ],
    ["a certificate", encode("ssh-ed25519-cert-v01@openssh.com", Buffer.alloc(32, 1), Buffer.alloc(32, 1))],
    ["a comment with a control character", `${ed25519} a\u001bb`],
  ])("is not %s", (_, line) => {
    expect(parsePublicKey(line)).toBeUndefined();
  });
});
