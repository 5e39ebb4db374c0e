import { sign } from "node:crypto";

const encode = (value: object | Buffer): string =>
  (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString("base64url");

/**
 * "Generating a JSON Web Token (JWT) for a GitHub App": RS256, issued a minute ago against clock drift, at most ten minutes long. Throws
 * for text that is no RSA key.
 */
export function signAsApp(appId: number, privateKey: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = { iat: seconds - 60, exp: seconds + 540, iss: String(appId) };
  const text = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${encode(sign("RSA-SHA256", Buffer.from(text), privateKey))}`;
}
