import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { promisify } from "node:util";

// The format is OpenSSH's PROTOCOL.sshsig, version 1; keys and signatures are RFC 8709.
const magic = Buffer.from("SSHSIG");
const algorithm = "ssh-ed25519";
const namespace = "git";
const hash = "sha512";
const begin = "-----BEGIN SSH SIGNATURE-----";
const end = "-----END SSH SIGNATURE-----";

/** The armored signature git stores in a commit, over exactly these bytes. Throws when the key is not Ed25519. */
export function signSsh(payload: Uint8Array, privateKey: KeyObject): string {
  const signature = sign(null, signedData(payload), requireEd25519(privateKey));
  const fields = [keyBlob(privateKey), namespace, "", hash, pack(algorithm, signature)];
  const blob = Buffer.concat([magic, version, pack(...fields)]).toString("base64");
  return [begin, ...(blob.match(/.{1,70}/g) ?? []), end, ""].join("\n");
}

/** Did this key sign exactly these bytes for git? False for malformed input. */
export function verifySsh(payload: Uint8Array, armored: string, publicKeyLine: string): boolean {
  const claim = readClaim(payload, armored, publicKeyLine);
  return claim !== undefined && verify(null, claim.data, claim.key, claim.signature);
}

/** The same, on another thread (`crypto.verify` with a callback): many at once take every core. */
export async function verifySshAside(
  payload: Uint8Array,
  armored: string,
  publicKeyLine: string,
): Promise<boolean> {
  const claim = readClaim(payload, armored, publicKeyLine);
  return claim !== undefined && (await verifyAside(null, claim.data, claim.key, claim.signature));
}

const verifyAside = promisify(verify);

/** What the signature is said to be of. undefined: it is malformed, of another key, or not for git. */
function readClaim(payload: Uint8Array, armored: string, publicKeyLine: string) {
  const key = readPublicKey(publicKeyLine);
  const blob = dearmor(armored);
  if (key === undefined || blob === undefined) return undefined;
  if (!blob.subarray(0, 10).equals(Buffer.concat([magic, version]))) return undefined;
  const [signer, space, reserved, hashName, signed, ...rest] = unpack(blob.subarray(10)) ?? [];
  const [signatureAlgorithm, signature, ...more] = (signed && unpack(signed)) ?? [];
  if (signer === undefined || signature === undefined || rest.length > 0 || more.length > 0) return undefined;
  const words = [space, reserved, hashName, signatureAlgorithm].map((field) => field?.toString("latin1"));
  if (words.join("|") !== [namespace, "", hash, algorithm].join("|")) return undefined;
  return signer.equals(keyBlob(key)) ? { key, signature, data: signedData(payload) } : undefined;
}

/** `ssh-ed25519 AAAA…`, as in an authorized_keys file, without a comment. Takes either half of the pair. */
export const publicKeyLine = (key: KeyObject): string =>
  `${algorithm} ${keyBlob(requireEd25519(key)).toString("base64")}`;

/** The key of a `ssh-ed25519 AAAA… comment` line; undefined when it is anything else. The last one is kept: a ledger has one key. */
export function readPublicKey(line: string): KeyObject | undefined {
  if (lastKey?.line !== line) lastKey = { line, key: buildPublicKey(line) };
  return lastKey.key;
}

let lastKey: { readonly line: string; readonly key: KeyObject | undefined } | undefined;

function buildPublicKey(line: string): KeyObject | undefined {
  const [name, encoded] = line.trim().split(/\s+/);
  if (name !== algorithm || encoded === undefined) return undefined;
  const [inner, x, ...rest] = unpack(Buffer.from(encoded, "base64")) ?? [];
  if (inner?.toString("latin1") !== algorithm || x?.length !== 32 || rest.length > 0) return undefined;
  return createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: x.toString("base64url") },
    format: "jwk",
  });
}

/** Exporting a key takes longer than verifying with it. */
const keyBlobs = new WeakMap<KeyObject, Buffer>();

function keyBlob(key: KeyObject): Buffer {
  const known = keyBlobs.get(key);
  if (known !== undefined) return known;
  const { x = "" } = (key.type === "private" ? createPublicKey(key) : key).export({ format: "jwk" });
  const blob = pack(algorithm, Buffer.from(x, "base64url"));
  keyBlobs.set(key, blob);
  return blob;
}

function requireEd25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType === "ed25519") return key;
  throw new Error(`The ledger is signed with Ed25519; this key is ${key.asymmetricKeyType ?? "symmetric"}.`);
}

const signedData = (payload: Uint8Array): Buffer =>
  Buffer.concat([magic, pack(namespace, "", hash, createHash(hash).update(payload).digest())]);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const version = uint32(1);

const pack = (...fields: (string | Buffer)[]): Buffer =>
  Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field);
      return [uint32(bytes.length), bytes];
    }),
  );

function unpack(blob: Buffer): Buffer[] | undefined {
  const fields: Buffer[] = [];
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) return undefined;
    const next = at + 4 + blob.readUInt32BE(at);
    if (next > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, next));
    at = next;
  }
  return fields;
}

function dearmor(armored: string): Buffer | undefined {
  const lines = armored.trim().split("\n");
  if (lines.at(0) !== begin || lines.at(-1) !== end) return undefined;
  return Buffer.from(lines.slice(1, -1).join(""), "base64");
}
