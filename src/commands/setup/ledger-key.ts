import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { publicKeyLine } from "../../git/objects/sshsig.ts";

export interface LedgerKey {
  /** PKCS 8, in PEM. */
  readonly privateKey: string;
  /** One line of OpenSSH. */
  readonly publicKey: string;
}

/** The key of the configuration, or a new one where it has none. Throws for text that is no Ed25519 key. */
export function findLedgerKey(configured: string | undefined): LedgerKey {
  const key =
    configured === undefined
      ? generateKeyPairSync("ed25519").privateKey
      : createPrivateKey(configured.replaceAll("\\n", "\n"));
  return {
    privateKey: key.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: `${publicKeyLine(key)} hallpass`,
  };
}
