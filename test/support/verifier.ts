import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** As the person's own client makes it, https://www.rfc-editor.org/rfc/rfc5802#section-3; PostgreSQL's \password does the same. */
export function makeVerifier(secret: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(secret, salt, 4096, 32, "sha256");
  const keyOf = (what: string) => createHmac("sha256", salted).update(what).digest();
  const stored = createHash("sha256").update(keyOf("Client Key")).digest("base64");
  return `SCRAM-SHA-256$4096:${salt.toString("base64")}$${stored}:${keyOf("Server Key").toString("base64")}`;
}
