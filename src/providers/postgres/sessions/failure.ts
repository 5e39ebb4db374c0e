import { DatabaseError } from "pg";
import { ProviderError, type ProviderErrorCode } from "../../adapter/error.ts";

/** Maps a failed call to an error code. The server's own words stay in `cause`. */
export const toProviderError = (provider: string, error: unknown): ProviderError =>
  error instanceof ProviderError ? error : new ProviderError(provider, classify(error), error);

function classify(error: unknown): ProviderErrorCode {
  if (!(error instanceof Error)) return "UNEXPECTED";
  if (error instanceof DatabaseError) return classifyState(error.code ?? "", error.message);
  if (/timeout/iu.test(error.message)) return "TIMEOUT";
  return isLostConnection(error) ? "UNREACHABLE" : "UNEXPECTED";
}

/** SQLSTATE, https://www.postgresql.org/docs/18/errcodes-appendix.html; the first two characters are the class. */
const states: ReadonlyMap<string, ProviderErrorCode> = new Map([
  ["08", "UNREACHABLE"], // connection exception
  ["53", "UNREACHABLE"], // insufficient resources: too many connections, out of memory
  ["57P", "UNREACHABLE"], // shutting down, starting up, terminated by an administrator
  ["57014", "TIMEOUT"], // statement timeout
  ["55P03", "BUSY"], // lock not available
  ["40", "BUSY"], // serialization failure, deadlock
  ["23505", "BUSY"], // the same membership was inserted by another session
  ["42710", "BUSY"], // the same login was made by another session
  ["28", "LOGIN_REFUSED"], // wrong password, not let in
  ["42501", "REFUSED"], // insufficient privilege
  ["0L", "REFUSED"], // invalid grantor
  ["0P", "REFUSED"], // invalid role specification
  ["3D000", "REFUSED"], // the configured database does not exist
  ["42704", "BUSY"], // the role was dropped or renamed between reading and writing
]);

function classifyState(state: string, message: string): ProviderErrorCode {
  // An internal error without a state of its own: two sessions changed one catalog row.
  if (/tuple concurrently (updated|deleted)/u.test(message)) return "BUSY";
  return states.get(state) ?? states.get(state.slice(0, 3)) ?? states.get(state.slice(0, 2)) ?? "UNEXPECTED";
}

const lostCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
]);

const isLostConnection = (error: Error): boolean =>
  ("code" in error && typeof error.code === "string" && lostCodes.has(error.code)) ||
  /connection (terminated|error)|not queryable|does not support SSL/iu.test(error.message);
