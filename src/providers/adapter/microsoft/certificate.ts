import {
  constants,
  createHash,
  createPrivateKey,
  type KeyObject,
  randomUUID,
  sign,
  X509Certificate,
} from "node:crypto";

/** A certificate that the application's registration has, and its private key. */
export interface Certificate {
  readonly key: KeyObject;
  /** Of the certificate's DER form: SHA-256, base64url. */
  readonly thumbprint: string;
}

/** Reads both from PEM; a variable of an environment may have `\n` for line ends. Throws `Error` that names neither. */
export function readCertificate(key: string, certificate: string, where: string): Certificate {
  try {
    const x509 = new X509Certificate(certificate.replaceAll("\\n", "\n"));
    const privateKey = createPrivateKey(key.replaceAll("\\n", "\n"));
    if (!x509.checkPrivateKey(privateKey) || privateKey.asymmetricKeyType !== "rsa") throw new Error();
    return { key: privateKey, thumbprint: createHash("sha256").update(x509.raw).digest("base64url") };
  } catch {
    throw new Error(
      `${where}/signIn: keyFrom and certificateFrom must hold an RSA key and its certificate, in PEM form.`,
    );
  }
}

/** "So this time should be short: at most 5 to 10 minutes after nbf." */
const LIFE_SECONDS = 300;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The signed statement with which an application asks for a token ("Microsoft identity platform application authentication certificate credentials"). */
export function signAssertion(
  { key, thumbprint }: Certificate,
  { client, audience, now }: { readonly client: string; readonly audience: string; readonly now: Date },
): string {
  const issued = Math.floor(now.getTime() / 1000);
  const header = { alg: "PS256", typ: "JWT", "x5t#S256": thumbprint };
  const claims = {
    ...{ aud: audience, iss: client, sub: client, jti: randomUUID() },
    ...{ iat: issued, nbf: issued, exp: issued + LIFE_SECONDS },
  };
  const text = `${encode(header)}.${encode(claims)}`;
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = constants;
  return `${text}.${sign("sha256", Buffer.from(text), { key, padding, saltLength }).toString("base64url")}`;
}
