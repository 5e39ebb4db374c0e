import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

interface Pair {
  readonly key: string;
  readonly cert: string;
}

/** A certificate that no authority signed, for a TLS server that nobody should believe. */
export const makeSelfSigned = (host: string): Pair => make(host, "ec");

/** The same with an RSA key, for a client that is known by its certificate. */
export const makeSelfSignedRsa = (host: string): Pair => make(host, "rsa");

function make(host: string, kind: "ec" | "rsa"): Pair {
  const { privateKey, publicKey } =
    kind === "ec"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("rsa", { modulusLength: 2048 });
  const name = sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(host)))));
  // RFC 5758, section 3.2, and RFC 4055, section 5.
  const algorithm =
    kind === "ec"
      ? sequence(oid("2a8648ce3d040302"))
      : sequence(oid("2a864886f70d01010b"), Buffer.from([5, 0]));
  // Fields of TBSCertificate in their order, https://www.rfc-editor.org/rfc/rfc5280#section-4.1
  const toSign = sequence(
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    sequence(utcTime("200101000000Z"), utcTime("491231235959Z")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign("sha256", toSign, privateKey)]));
  const cert = sequence(toSign, algorithm, signature).toString("base64").replaceAll(/.{64}/gu, "$&\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${cert}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = Buffer.from([length >> 8, length & 0xff]);
  return Buffer.concat([Buffer.from([tag, 0x82]), bytes, content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));
const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text));
