import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

const generate = promisify(generateKeyPair);

export interface LedgerKey {
  /** PKCS8 PEM. */
  readonly privateKey: string;
  /** One line as in an authorized_keys file. */
  readonly publicKey: string;
}

/** A key the app signs its ledger commits with. */
export async function createLedgerKey(comment: string): Promise<LedgerKey> {
  const { privateKey, publicKey } = await generate("ed25519", {});
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: toOpenSsh(publicKey, comment),
  };
}

/** RFC 8709: the name of the algorithm, then the 32 bytes of the key, each with its length before it. */
function toOpenSsh(key: KeyObject, comment: string): string {
  // The key is the end of its SubjectPublicKeyInfo.
  const raw = key.export({ type: "spki", format: "der" }).subarray(-32);
  const withLength = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const blob = Buffer.concat([withLength(Buffer.from("ssh-ed25519")), withLength(raw)]);
  return `ssh-ed25519 ${blob.toString("base64")} ${comment}`;
}
