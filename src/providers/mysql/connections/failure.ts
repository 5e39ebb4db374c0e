import { ProviderError, type ProviderErrorCode } from "../../adapter/error.ts";

/**
 * The server's number of an error (https://mariadb.com/kb/en/mariadb-error-codes/). The symbolic names that the client library adds are those
 * of MySQL, and wrong for MariaDB's own numbers.
 */
export function errnoOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errno" in error)) return undefined;
  return typeof error.errno === "number" && error.errno > 0 ? error.errno : undefined;
}

/** Maps a failed call to an error code. The server's own words stay in `cause`. */
export const toProviderError = (provider: string, error: unknown): ProviderError =>
  error instanceof ProviderError ? error : new ProviderError(provider, classify(error), error);

/** The same for a connection that the server did not let in. */
export function toConnectError(provider: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const code = refusedLogins.has(errnoOf(error) ?? 0) ? "LOGIN_REFUSED" : classify(error);
  return new ProviderError(provider, code, error);
}

/** Wrong password, host not allowed, no password used, password expired (1820, 1862), account locked (3118, MariaDB 4151). */
const refusedLogins = new Set([1044, 1045, 1130, 1698, 1820, 1862, 3118, 4151]);

const numbers: ReadonlyMap<number, ProviderErrorCode> = new Map([
  ...all("UNREACHABLE", [
    1040, // too many connections
    1053, // shutting down
    1129, // host blocked after failed connections
    1158,
    1159,
    1160,
    1161, // the network
    1203,
    1226, // too many connections of our account
    1290,
    1836, // read only: a replica, until it takes over
    1317,
    1927, // our statement or connection was killed
  ]),
  ...all("BUSY", [
    1133,
    1396,
    1959,
    1961,
    1962,
    3530, // the account or role was dropped, or the mapping changed, between reading and writing
    1205,
    1213, // lock wait, deadlock
    1537, // the same event was made by another call
  ]),
  ...all("TIMEOUT", [1969, 3024]), // max_statement_time, max_execution_time
  ...all("REFUSED", [1044, 1045, 1049, 1095, 1142, 1143, 1146, 1227, 1370, 1698, 1820, 1862, 3118, 4151]),
]);

function all(code: ProviderErrorCode, errnos: readonly number[]): [number, ProviderErrorCode][] {
  return errnos.map((errno) => [errno, code]);
}

function classify(error: unknown): ProviderErrorCode {
  if (!(error instanceof Error)) return "UNEXPECTED";
  const code = numbers.get(errnoOf(error) ?? 0);
  if (code !== undefined) return code;
  if (/timeout|ETIMEDOUT/iu.test(error.message)) return "TIMEOUT";
  return isLost(error) ? "UNREACHABLE" : "UNEXPECTED";
}

const lostCodes = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "HANDSHAKE_NO_SSL_SUPPORT",
  "HANDSHAKE_SSL_ERROR",
  "PROTOCOL_CONNECTION_LOST",
]);

const isLost = (error: Error): boolean =>
  ("code" in error && typeof error.code === "string" && lostCodes.has(error.code)) ||
  /closed state|connection (is|was) (closed|lost)/iu.test(error.message);
