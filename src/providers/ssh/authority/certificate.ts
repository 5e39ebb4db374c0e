import { createHash } from "node:crypto";

/** An OpenSSH user certificate, read from its bytes: PROTOCOL.certkeys of OpenSSH. */
export interface Certificate {
  /** The line of the file, without a comment. */
  readonly text: string;
  /** `SHA256:…` of the key that was signed. */
  readonly keyFingerprint: string;
  /** `SHA256:…` of the key that signed. */
  readonly caFingerprint: string;
  readonly serial: string;
  readonly keyId: string;
  readonly principals: readonly string[];
  readonly validAfter: Date;
  /** The first moment at which it is no longer valid. */
  readonly validBefore: Date;
  readonly criticalOptions: ReadonlyMap<string, string>;
  readonly extensions: readonly string[];
}

const SUFFIX = "-cert-v01@openssh.com";
const USER = 1;

/** The fields of a key after its type, by the type without "@openssh.com". */
const FIELDS = new Map([
  ["ssh-ed25519", 1],
  ["sk-ssh-ed25519", 2],
  ["ecdsa-sha2-nistp256", 2],
  ["ecdsa-sha2-nistp384", 2],
  ["ecdsa-sha2-nistp521", 2],
  ["sk-ecdsa-sha2-nistp256", 3],
  ["ssh-rsa", 2],
]);

/** Reads a user certificate. Its signature is not verified. Throws `Error` for anything else. */
export function parseCertificate(line: string): Certificate {
  const [type = "", base64 = ""] = line.trimEnd().split(" ");
  const kind = type.endsWith(SUFFIX) ? type.slice(0, -SUFFIX.length) : "";
  const fields = FIELDS.get(kind);
  const reader = readBytes(Buffer.from(base64, "base64"));
  if (fields === undefined || reader.string().toString() !== type) throw new Error("This is no certificate.");
  reader.string(); // The nonce.
  const plainType = kind.startsWith("sk-") ? `${kind}@openssh.com` : kind;
  const key = [Buffer.from(plainType), ...Array.from({ length: fields }, reader.string)];
  const serial = reader.uint64().toString();
  if (reader.uint32() !== USER) throw new Error("This certificate is for a host.");
  const keyId = reader.string().toString();
  const principals = readStrings(reader.string()).map(String);
  const [validAfter, validBefore] = [dateOf(reader.uint64()), dateOf(reader.uint64())];
  const criticalOptions = readOptions(reader.string());
  const extensions = [...readOptions(reader.string()).keys()];
  reader.string(); // Reserved.
  const caFingerprint = fingerprintOf(reader.string());
  return {
    ...{
      text: `${type} ${base64}`,
      keyFingerprint: fingerprintOf(encode(key)),
      caFingerprint,
      serial,
      keyId,
    },
    ...{ principals, validAfter, validBefore, criticalOptions, extensions },
  };
}

/** The fingerprint of a public key, given as a line: `SHA256:…`, as ssh-keygen prints it. */
export const fingerprintOfLine = (line: string): string =>
  fingerprintOf(Buffer.from(line.split(" ")[1] ?? "", "base64"));

const fingerprintOf = (blob: Buffer): string =>
  `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/u, "")}`;

/** Beyond a date's range lies a certificate without an end. */
function dateOf(seconds: bigint): Date {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) throw new Error("This certificate has no end.");
  return date;
}

interface Reader {
  string(): Buffer;
  uint32(): number;
  uint64(): bigint;
  isAtEnd(): boolean;
}

/** Reads the data types of RFC 4251, section 5. Throws `RangeError` past the end. */
function readBytes(bytes: Buffer): Reader {
  let at = 0;
  const uint32 = (): number => {
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
  return {
    uint32,
    uint64() {
      at += 8;
      return bytes.readBigUInt64BE(at - 8);
    },
    string() {
      const length = uint32();
      if (at + length > bytes.length) throw new RangeError("The certificate is cut off.");
      at += length;
      return bytes.subarray(at - length, at);
    },
    isAtEnd: () => at === bytes.length,
  };
}

function readStrings(bytes: Buffer): Buffer[] {
  const reader = readBytes(bytes);
  const strings: Buffer[] = [];
  while (!reader.isAtEnd()) strings.push(reader.string());
  return strings;
}

/** Pairs of a name and its data, which is a string within the string, or empty. */
function readOptions(bytes: Buffer): Map<string, string> {
  const reader = readBytes(bytes);
  const options = new Map<string, string>();
  while (!reader.isAtEnd()) {
    const name = reader.string().toString();
    options.set(name, readStrings(reader.string()).map(String).join(""));
  }
  return options;
}

const encode = (fields: readonly Buffer[]): Buffer =>
  Buffer.concat(
    fields.flatMap((field) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(field.length);
      return [length, field];
    }),
  );
