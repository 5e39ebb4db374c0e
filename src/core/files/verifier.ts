/**
 * A SCRAM verifier: it lets a server check a password, and cannot be used to log in. `SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey`,
 * as PostgreSQL writes it (https://www.postgresql.org/docs/18/catalog-pg-authid.html, RFC 5802). Matched exactly, because a server
 * takes any other text for a password in the clear. RFC 7677 asks for at least 4096 iterations.
 */
const VERIFIER =
  /^SCRAM-SHA-256\$(?<iterations>[1-9]\d{3,6}):(?:[A-Za-z0-9+/]{4}){2,22}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$/u;

export const isVerifier = (text: string): boolean => Number(VERIFIER.exec(text)?.groups?.iterations) >= 4096;
