import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import type { AuthzenConfiguration, CallerEntry } from "./contract/configuration.ts";

/** Tells who asks; `undefined` for a stranger. */
export type Recognise = (request: IncomingMessage) => CallerEntry | undefined;

/** Fewer characters could be guessed. */
const SHORTEST_TOKEN = 32;

/** Throws `Error` where the variable of a token is not set, or the token is too short or another caller's, too. */
export function createCallers(
  { callers }: AuthzenConfiguration,
  secrets: Readonly<Record<string, string | undefined>>,
): Recognise {
  const known = callers.flatMap((caller) =>
    caller.tokenFrom === undefined ? [] : [{ caller, hash: digest(readToken(caller, secrets)) }],
  );
  const repeated = known.find(
    ({ hash }, index) => known.findIndex((other) => other.hash.equals(hash)) < index,
  );
  if (repeated !== undefined)
    throw new Error(
      `HALLPASS_AUTHZEN/callers ("${repeated.caller.name}"): another caller has the same token. Make one for each.`,
    );
  return (request) => {
    const token = /^Bearer (?<token>[\w.~+/=-]+)$/iu.exec(request.headers.authorization ?? "")?.groups?.token;
    return token === undefined
      ? findByCertificate(callers, request)
      : known.find(({ hash }) => timingSafeEqual(hash, digest(token)))?.caller;
  };
}

function readToken(
  { name, tokenFrom = "" }: CallerEntry,
  secrets: Readonly<Record<string, string | undefined>>,
): string {
  const token = secrets[tokenFrom] ?? "";
  if (token.length >= SHORTEST_TOKEN) return token;
  throw new Error(
    `HALLPASS_AUTHZEN/callers ("${name}"): the variable ${tokenFrom} ${token === "" ? "is not set" : `has ${token.length} characters`}. Set it to a random token of ${SHORTEST_TOKEN} characters or more.`,
  );
}

function findByCertificate(
  callers: readonly CallerEntry[],
  { socket }: IncomingMessage,
): CallerEntry | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const { fingerprint256 } = socket.getPeerCertificate();
  return callers.find(({ certificate }) => certificate !== undefined && certificate === fingerprint256);
}

/** Hashes have one length, so that comparing them tells nothing of the token. */
const digest = (token: string): Buffer => createHash("sha256").update(token).digest();
