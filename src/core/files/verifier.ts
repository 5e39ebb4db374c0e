/**
 * What a server needs to recognise a password, and cannot log in with: `SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey`, as
 * PostgreSQL writes it (https://www.postgresql.org/docs/18/catalog-pg-authid.html, RFC 5802). Exact, because a server takes
 * whatever else stands there for a password in the clear. 4096 iterations are the least that RFC 7677 asks for.
 */
const VERIFIER =
  /^SCRAM-SHA-256\$(?<iterations>[1-9]\d{3,6}):(?:[A-Za-z0-9+/]{4}){2,22}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$/u;

export const isVerifier = (text: string): boolean => Number(VERIFIER.exec(text)?.groups?.iterations) >= 4096;
