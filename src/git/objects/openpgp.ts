import type { Key } from "openpgp";

// A large package that one option of one command needs.
const load = () => import("openpgp");

/** Public keys that may have signed. */
export type Keyring = readonly Key[];

const BLOCK = /-----BEGIN PGP PUBLIC KEY BLOCK-----[\s\S]*?-----END PGP PUBLIC KEY BLOCK-----/gu;

/** Reads the armored keys of a text, in one block or in several. Throws where one cannot be read; without any, is empty. */
export async function readKeyring(text: string): Promise<Keyring> {
  const { readKeys } = await load();
  const keys: Key[] = [];
  for (const [armoredKeys] of text.matchAll(BLOCK)) keys.push(...(await readKeys({ armoredKeys })));
  return keys;
}

/**
 * Undefined: one of the keys made this detached signature of these bytes, while it was valid. Else says why not. A key that has expired
 * since still proves what it signed before.
 */
export async function findSignatureFault(
  bytes: Uint8Array,
  armored: string,
  keys: Keyring,
  now: Date,
): Promise<string | undefined> {
  if (!armored.startsWith("-----BEGIN PGP SIGNATURE-----")) return "its signature is not an OpenPGP one";
  const { readSignature } = await load();
  let why = "its signature is by another key";
  try {
    const signature = await readSignature({ armoredSignature: armored });
    const ids = signature.getSigningKeyIDs().map((id) => id.toHex());
    for (const key of keys) {
      if (!key.getKeyIDs().some((id) => ids.includes(id.toHex()))) continue;
      const fault = await tryKey(bytes, armored, key, now);
      if (fault === undefined) return undefined;
      why = fault;
    }
  } catch (error) {
    return `its signature cannot be read: ${describe(error)}`;
  }
  return why;
}

async function tryKey(bytes: Uint8Array, armored: string, key: Key, now: Date): Promise<string | undefined> {
  const { createMessage, readSignature, verify } = await load();
  const message = await createMessage({ binary: bytes });
  const signature = await readSignature({ armoredSignature: armored });
  const { signatures } = await verify({
    ...{ message, signature, verificationKeys: key, date: await lastValid(key, now), format: "binary" },
    // A key that was made to last longer says so by a newer signature of its own: what it signed before counts still.
    config: { allowInsecureVerificationWithReformattedKeys: true },
  });
  const [first] = signatures;
  if (first === undefined || signatures.length !== 1) return "it has several signatures";
  try {
    await first.verified;
    return undefined;
  } catch (error) {
    return `its signature does not hold: ${describe(error)}`;
  }
}

/** Signatures from after this time count as from the future. */
async function lastValid(key: Key, now: Date): Promise<Date> {
  const end = await key.getExpirationTime();
  return end instanceof Date && end <= now ? new Date(end.getTime() - 1000) : now;
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));
