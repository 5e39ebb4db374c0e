import { access, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ProviderError } from "../../adapter/error.ts";
import type { Keygen } from "../authority/keygen.ts";
import { inTemporaryFolder } from "../authority/temporary-folder.ts";
import type { SshConfiguration } from "../configuration.ts";
import { fileOf, type Issued, issuedFolder } from "./issued.ts";
import { replaceFile } from "./replace-file.ts";

/** The key revocation list that hosts fetch: ssh-keygen(1), KEY REVOCATION LISTS. */
export const revocationListFile = ({ folder }: Pick<SshConfiguration, "folder">): string =>
  join(folder, "revoked.krl");

const ANSWER = /^(?<serial>\d+)-cert\.pub \(.*\): (?<verdict>ok|REVOKED)$/gmu;

/** How often to begin again where somebody else writes the list at the same time. */
const TRIES = 5;

/** Which of the certificates the list revokes, by serial, as sshd would judge them. Throws `ProviderError` where it does not tell. */
export async function readRevoked(
  configuration: SshConfiguration,
  keygen: Keygen,
  issued: readonly Issued[],
): Promise<Set<string>> {
  const list = revocationListFile(configuration);
  await access(list);
  if (issued.length === 0) return new Set();
  const files = issued.map(({ certificate }) => fileOf(certificate.serial));
  // 1: some are revoked, or the list cannot be read. The count of verdicts tells which.
  const { stdout, stderr } = await keygen(issuedFolder(configuration), ["-Q", "-f", list, ...files], {
    accept: [0, 1],
  });
  const verdicts = new Map(
    [...stdout.matchAll(ANSWER)].map(({ groups }) => [groups?.serial ?? "", groups?.verdict]),
  );
  if (issued.every(({ certificate }) => verdicts.has(certificate.serial)))
    return new Set([...verdicts].filter(([, verdict]) => verdict === "REVOKED").map(([serial]) => serial));
  throw new ProviderError(configuration.name, "UNEXPECTED", new Error(stderr.slice(0, 500)));
}

/**
 * Adds serials to the list, and replaces it in one step. Keeps the entries of others, also those that an administrator adds meanwhile.
 * Throws `ProviderError`.
 */
export async function addRevoked(
  configuration: SshConfiguration,
  keygen: Keygen,
  issued: readonly Issued[],
  now: Date,
): Promise<void> {
  for (let left = TRIES; left > 0; left--) {
    const isReplaced = await tryAdd(configuration, keygen, issued, now);
    if (isReplaced && (await readRevoked(configuration, keygen, issued)).size === issued.length) return;
  }
  throw new ProviderError(configuration.name, "BUSY", new Error("Somebody else keeps changing the list."));
}

async function tryAdd(
  configuration: SshConfiguration,
  keygen: Keygen,
  issued: readonly Issued[],
  now: Date,
): Promise<boolean> {
  const list = revocationListFile(configuration);
  return inTemporaryFolder(async (folder) => {
    const before = await versionOf(list);
    await writeFile(join(folder, "krl"), await readFile(list));
    await writeFile(join(folder, "ca.pub"), `${configuration.caPublicKey}\n`);
    const lines = issued.map(({ certificate }) => `serial: ${certificate.serial}\n`);
    await writeFile(join(folder, "spec"), lines.join(""));
    const version = String(Math.floor(now.getTime() / 1000));
    await keygen(folder, ["-q", "-k", "-u", "-f", "krl", "-s", "ca.pub", "-z", version, "spec"]);
    const next = await readFile(join(folder, "krl"));
    if ((await versionOf(list)) !== before) return false;
    await replaceFile(list, next);
    return true;
  });
}

async function versionOf(file: string): Promise<string> {
  const { ino, mtimeNs, size } = await stat(file, { bigint: true });
  return `${ino} ${mtimeNs} ${size}`;
}
