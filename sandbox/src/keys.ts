import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

const generate = promisify(generateKeyPair);

export interface AppKey {
  /** PKCS8 PEM. */
  readonly privateKey: string;
  readonly publicKey: KeyObject;
}

const appKeys = new Map<string, Promise<AppKey>>();

/** A key that signs an app's JWTs. All sandboxes of this process share it, because generating a key is slow. */
export function createAppKey(slug: string): Promise<AppKey> {
  const key = appKeys.get(slug) ?? generateAppKey();
  appKeys.set(slug, key);
  return key;
}

/** A key of its own, as "Generate a private key" makes it. */
export async function generateAppKey(): Promise<AppKey> {
  const { privateKey, publicKey } = await generate("rsa", { modulusLength: 2048 });
  return { privateKey: toPem(privateKey), publicKey };
}

const toPem = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();
