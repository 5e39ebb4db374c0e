import { randomUUID, sign } from "node:crypto";

interface Signing {
  readonly clientId: string;
  readonly privateKey: string;
  readonly keyId?: string;
  /** The URL of the token endpoint. */
  readonly audience: string;
  readonly now: Date;
}

/** Okta takes at most an hour ("Build a JWT for client authentication"). */
const LIFE_SECONDS = 300;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/**
 * The signed statement with which a service app asks for a token (`private_key_jwt`: RFC 7523; "Implement OAuth for Okta with a service app").
 * Throws for text that is no RSA key.
 */
export function signAssertion({ clientId, privateKey, keyId, audience, now }: Signing): string {
  const issued = Math.floor(now.getTime() / 1000);
  const header = { alg: "RS256", ...(keyId !== undefined && { kid: keyId }) };
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: audience,
    iat: issued,
    exp: issued + LIFE_SECONDS,
    jti: randomUUID(),
  };
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), privateKey).toString("base64url")}`;
}
