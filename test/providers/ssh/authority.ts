import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SshConfiguration } from "../../../src/providers/ssh/configuration.ts";
import { type SshOptions, sshProvider } from "../../../src/providers/ssh/provider.ts";

/** A certificate authority without a host, and one person's public key. */
export interface Authority {
  readonly folder: string;
  readonly configuration: SshConfiguration;
  readonly alice: string;
  open(change?: Partial<SshConfiguration>, options?: Partial<SshOptions>): ReturnType<typeof sshProvider>;
  remove(): void;
}

export function makeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "hallpass-authority-"));
  const makeKey = (name: string): string => {
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", join(folder, name)]);
    return readFileSync(join(folder, `${name}.pub`), "utf8").trim();
  };
  const caPublicKey = makeKey("ca");
  const alice = makeKey("alice");
  const register = join(folder, "register");
  mkdirSync(join(register, "issued"), { recursive: true, mode: 0o755 });
  execFileSync("ssh-keygen", ["-q", "-k", "-f", join(register, "revoked.krl")]);
  const configuration: SshConfiguration = {
    ...{ name: "hosts", caPublicKey, folder: register, deadlineSeconds: 20 },
    signingKey: { kind: "file", path: join(folder, "ca") },
    resources: { web: { roles: { deploy: { principals: ["web-deploy"], forceCommand: "true" } } } },
  };
  return {
    ...{ folder, configuration, alice },
    open: (change = {}, options = {}) =>
      sshProvider(
        { ...configuration, ...change },
        { findPublicKey: async () => alice, now: () => new Date("2026-11-20T12:00:00Z"), ...options },
      ),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }),
  };
}
