import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { SshConfiguration } from "../../src/providers/ssh/configuration.ts";
import { type SshOptions, sshProvider } from "../../src/providers/ssh/provider.ts";
import { type Keys, logIn, makeFolder, makeKey, type Sshd, startSshd } from "./sshd.ts";

export const entitlement = { provider: "hosts", resource: "web", role: "deploy" };

/** A certificate authority, a host that trusts it, and people with a key each. */
export interface Hosts {
  readonly configuration: SshConfiguration;
  readonly sshd: Sshd;
  readonly folder: string;
  /** The keys that the identity map knows, by account. */
  readonly keys: Map<string, string>;
  readonly now: () => Date;
  /** Moves Hallpass's clock. The host has its own. */
  setClock(read: () => Date): void;
  open(change?: Partial<SshConfiguration>, options?: Partial<SshOptions>): ReturnType<typeof sshProvider>;
  /** The person's private key, and her copy of the certificate that was published for her last: she keeps it after the end. */
  keysOf(principal: string, role?: string): Keys;
  addPerson(principal: string, comment?: string): void;
  /** Gives the person another key in the identity map, or the first one again. She keeps the private half of the first. */
  changeKey(principal: string): void;
  canLogIn(principal: string): Promise<boolean>;
  fail(isFailing: boolean): void;
  stop(): Promise<void>;
}

export async function startHosts(): Promise<Hosts> {
  const { folder, remove } = makeFolder();
  const register = join(folder, "register");
  const caFile = join(folder, "ca");
  const caPublicKey = makeKey(caFile);
  mkdirSync(join(register, "issued"), { recursive: true });
  for (const path of [register, join(register, "issued")]) chmodSync(path, 0o755);
  const krl = join(register, "revoked.krl");
  execFileSync("ssh-keygen", ["-q", "-k", "-f", krl]);
  const sshd = await startSshd({ folder, caFile: `${caFile}.pub`, krl, principals: ["web-deploy"] });
  const keys = new Map<string, string>();
  mkdirSync(join(folder, "people"));
  let clock = () => new Date();
  const now = () => clock();
  const configuration: SshConfiguration = {
    name: "hosts",
    caPublicKey: caPublicKey.trim(),
    signingKey: { kind: "file", path: caFile },
    folder: register,
    deadlineSeconds: 20,
    resources: {
      web: {
        ...{ address: "127.0.0.1", port: sshd.port },
        roles: {
          deploy: { principals: ["web-deploy"], login: sshd.login },
          audit: { principals: ["web-audit"] },
        },
      },
    },
  };
  const identity = (principal: string): string => join(folder, "people", principal);
  const keysOf = (principal: string, role = "deploy"): Keys => {
    const published = join(register, "certificates", "web", role, `${principal}-cert.pub`);
    const certificate = `${identity(principal)}.${role}.cert`;
    if (existsSync(published)) copyFileSync(published, certificate);
    return { identity: identity(principal), certificate };
  };
  const findPublicKey = async (principal: string) => keys.get(principal);
  return {
    ...{ configuration, sshd, folder, keys, now, keysOf },
    setClock(read) {
      clock = read;
    },
    open: (change = {}, options = {}) =>
      sshProvider({ ...configuration, ...change }, { findPublicKey, now, ...options }),
    addPerson: (principal, comment) => keys.set(principal, makeKey(identity(principal), comment)),
    changeKey(principal) {
      const [first, second] = [`${identity(principal)}.pub`, `${identity(principal)}-2.pub`].map((file) =>
        existsSync(file) ? readFileSync(file, "utf8").trim() : makeKey(file.replace(/\.pub$/u, "")),
      );
      keys.set(principal, (keys.get(principal) === first ? second : first) ?? "");
    },
    canLogIn: async (principal) => (await logIn(sshd, keysOf(principal), "echo in")) === "in\n",
    fail(isFailing) {
      const away = `${register}-away`;
      if (isFailing) renameSync(register, away);
      else renameSync(away, register);
    },
    async stop() {
      await sshd.stop();
      remove();
    },
  };
}
