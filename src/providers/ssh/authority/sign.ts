import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ProviderError } from "../../adapter/error.ts";
import type { Role, SshConfiguration } from "../configuration.ts";
import { type Certificate, fingerprintOfLine, parseCertificate } from "./certificate.ts";
import type { Keygen } from "./keygen.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

export interface CertificateOrder {
  /** `ssh-ed25519 AAAA…`, without a comment. */
  readonly publicKey: string;
  readonly keyId: string;
  readonly serial: string;
  readonly role: Role;
  readonly validAfter: Date;
  readonly validBefore: Date;
}

/**
 * Signs a certificate with ssh-keygen (ssh-keygen(1), CERTIFICATES), and compares it with the order: a certificate that lasts longer or
 * permits more never leaves this function. Throws `ProviderError`.
 */
export const signCertificate = (
  { name, caPublicKey, signingKey }: SshConfiguration,
  keygen: Keygen,
  order: CertificateOrder,
): Promise<Certificate> =>
  inTemporaryFolder(async (folder) => {
    const secret = { mode: 0o600 };
    await writeFile(join(folder, "id.pub"), `${order.publicKey}\n`);
    if (signingKey.kind === "agent") await writeFile(join(folder, "ca.pub"), `${caPublicKey}\n`);
    if (signingKey.kind === "text")
      await writeFile(join(folder, "ca"), `${signingKey.text.trim()}\n`, secret);
    const key =
      signingKey.kind === "file"
        ? ["-s", signingKey.path]
        : signingKey.kind === "agent"
          ? ["-U", "-s", "ca.pub"]
          : ["-s", "ca"];
    const args = ["-q", ...key, ...describeOrder(order), "id.pub"];
    await keygen(folder, args, signingKey.kind === "agent" ? { agentSocket: signingKey.socket } : {});
    const certificate = parseCertificate(await readFile(join(folder, "id-cert.pub"), "utf8"));
    const difference = findDifference(certificate, order, fingerprintOfLine(caPublicKey));
    if (difference === undefined) return certificate;
    throw new ProviderError(name, "UNEXPECTED", new Error(`The certificate has another ${difference}.`));
  });

const describeOrder = ({ keyId, serial, role, validAfter, validBefore }: CertificateOrder): string[] => [
  ...["-I", keyId, "-z", serial, "-n", role.principals.join(",")],
  ...["-V", `${inUtc(validAfter)}:${inUtc(validBefore)}`],
  ...["-O", "clear"],
  ...(role.permit ?? []).flatMap((name) => ["-O", `permit-${name}`]),
  ...(role.forceCommand === undefined ? [] : ["-O", `force-command=${role.forceCommand}`]),
  ...(role.sourceAddresses === undefined ? [] : ["-O", `source-address=${role.sourceAddresses.join(",")}`]),
];

/** YYYYMMDDHHMMSS, which ssh-keygen reads in its own time zone: UTC. A "Z" after it needs OpenSSH 9.1. */
const inUtc = (time: Date): string => time.toISOString().slice(0, 19).replace(/[-:T]/gu, "");

/** The first part of a certificate that is not as ordered. */
function findDifference(
  certificate: Certificate,
  { publicKey, keyId, serial, role, validBefore }: CertificateOrder,
  caFingerprint: string,
): string | undefined {
  const parts: readonly [string, unknown, unknown][] = [
    ["authority", certificate.caFingerprint, caFingerprint],
    ["key", certificate.keyFingerprint, fingerprintOfLine(publicKey)],
    ["key id", certificate.keyId, keyId],
    ["serial", certificate.serial, serial],
    ["end", certificate.validBefore.getTime(), validBefore.getTime()],
    ["list of principals", certificate.principals.join(), role.principals.join()],
    ["list of extensions", [...certificate.extensions].sort().join(), permitted(role)],
    ["force-command", certificate.criticalOptions.get("force-command"), role.forceCommand],
    ["source-address", certificate.criticalOptions.get("source-address"), role.sourceAddresses?.join()],
  ];
  return parts.find(([, seen, ordered]) => seen !== ordered)?.[0];
}

const permitted = ({ permit = [] }: Role): string =>
  permit
    .map((name) => `permit-${name}`)
    .sort()
    .join();
