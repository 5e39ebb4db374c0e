import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { publicKeyLine, readPublicKey, signSsh, verifySsh } from "../../../src/git/objects/sshsig.ts";
import { hasOpenSsh, keyPair, temporaryFolder } from "../fixture.ts";

// Made with `ssh-keygen -Y sign -n git` and `-n file` of OpenSSH 9.2.
const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\nhello\n");
const line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOx2CXREV9ScB8v6dPfG4vj3Ee7sjpDUZhArAvhqG2ZC vector";
const forGit = [
  "-----BEGIN SSH SIGNATURE-----",
  "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg7HYJdERX1JwHy/p098bi+PcR7u",
  "yOkNRmECsC+GobZkIAAAADZ2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5",
  "AAAAQLmctL2TE7nzcW8I1v0tiNOoGUejhqRszoP7BD3ajcJPTf/5Pxt4sRt+hKKZuzCWB4",
  "Z66EvjtzWR86N0EtEoOAo=",
  "-----END SSH SIGNATURE-----",
].join("\n");
const forFile = [
  "-----BEGIN SSH SIGNATURE-----",
  "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg7HYJdERX1JwHy/p098bi+PcR7u",
  "yOkNRmECsC+GobZkIAAAAEZmlsZQAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQyNTUx",
  "OQAAAEAW7OsW+6TAccSZmqyyuSl9Nl1af29u9K5fnP38bLzQtqSsiDTP0pR7qKf2XpG/+d",
  "u1kfpFZpZiLS73NHT+zUQG",
  "-----END SSH SIGNATURE-----",
].join("\n");

/** OpenSSH's answer about a signature. */
function verifyWithOpenSsh(signed: Buffer, signature: string, key: string): boolean {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "signers"), `app ${key}\n`);
  writeFileSync(join(folder, "signature"), signature);
  const args = ["-Y", "verify", "-n", "git", "-I", "app", "-f", "signers", "-s", "signature"];
  return spawnSync("ssh-keygen", args, { cwd: folder, input: signed }).status === 0;
}

describe("SSH signatures", () => {
  it("accepts what OpenSSH signed for git", () => {
    expect(verifySsh(payload, forGit, line)).toBe(true);
    expect(verifySsh(payload, forGit, line.replace(" vector", ""))).toBe(true);
  });

  it.runIf(hasOpenSsh())("are accepted by OpenSSH", () => {
    const { privateKey, publicKey } = keyPair();
    expect(verifyWithOpenSsh(payload, signSsh(payload, privateKey), publicKeyLine(publicKey))).toBe(true);
  });

  it.each([
    ["another payload", Buffer.from("tree 0"), forGit, line],
    ["another namespace", payload, forFile, line],
    ["another key", payload, forGit, publicKeyLine(keyPair().publicKey)],
    ["no key", payload, forGit, "ssh-rsa AAAA"],
    ["no armor", payload, forGit.replace("BEGIN", "BEGUN"), line],
    ["half a signature", payload, forGit.replace(/\n[^-]+\n-/, "\n-"), line],
    ["nothing", payload, "", line],
  ])("refuses %s", (_, bytes, signature, key) => {
    expect(verifySsh(bytes, signature, key)).toBe(false);
  });

  it("hold for every payload, and for no other", () => {
    const { privateKey } = keyPair();
    const key = publicKeyLine(privateKey);
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (bytes, other) => {
        const signature = signSsh(bytes, privateKey);
        const same = Buffer.from(bytes).equals(Buffer.from(other));
        return verifySsh(bytes, signature, key) && verifySsh(other, signature, key) === same;
      }),
    );
  });

  it("never throw on what somebody else wrote", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const body = Buffer.from(bytes).toString("base64");
        const armored = `-----BEGIN SSH SIGNATURE-----\n${body}\n-----END SSH SIGNATURE-----`;
        return !verifySsh(payload, armored, line) && readPublicKey(`ssh-ed25519 ${body}`) === undefined;
      }),
    );
  });

  it("need an Ed25519 key", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    expect(() => signSsh(payload, privateKey)).toThrow(/Ed25519; this key is ec/);
    expect(() => publicKeyLine(privateKey)).toThrow(/Ed25519/);
  });
});
