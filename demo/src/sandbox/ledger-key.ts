import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

const generate = promisify(generateKeyPair);

export interface LedgerKey {
  /** PKCS8 PEM. */
  readonly privateKey: string;
  /** One line of an authorized_keys file. */
  readonly publicKey: string;
}

/** A key for the app's ledger commits. */
export async function createLedgerKey(comment: string): Promise<LedgerKey> {
  const { privateKey, publicKey } = await generate("ed25519", {});
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: toOpenSsh(publicKey, comment),
  };
}

/** RFC 8709: the name of the algorithm and the key's 32 bytes, each after its length. */
function toOpenSsh(key: KeyObject, comment: string): string {
  // A SubjectPublicKeyInfo ends with the key.
  const raw = key.export({ type: "spki", format: "der" }).subarray(-32);
  const withLength = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const blob = Buffer.concat([withLength(Buffer.from("ssh-ed25519")), withLength(raw)]);
  return `ssh-ed25519 ${blob.toString("base64")} ${comment}`;
}
