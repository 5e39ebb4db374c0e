import type { KeyObject } from "node:crypto";
import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import type { Caller } from "./caller.ts";
import { HttpError } from "./http/error.ts";
import type { State } from "./state.ts";
import { readToken } from "./tokens.ts";

const longestJwt = 10 * 60;
const skew = 60;

/**
 * The sender of this Authorization header: a token as `Bearer`, `token` or Basic password, or an app's JWT. Without a header the caller
 * is anonymous. Throws 401 for wrong credentials.
 */
export async function authenticate(state: State, header: string | undefined): Promise<Caller> {
  const credential = readCredential(header);
  if (credential === undefined) return { kind: "anonymous" };
  if (credential.split(".").length === 3) return { kind: "app", app: await verifyJwt(state, credential) };
  const actor = readToken(state.tokens, credential, state.clock());
  if (actor === undefined) throw new HttpError(401, "Bad credentials");
  if (state.suspended.has(actor.account.id)) throw new HttpError(403, "Sorry. Your account was suspended.");
  return actor;
}

function readCredential(header: string | undefined): string | undefined {
  const [, scheme = "", value = ""] = /^(\S+) +(\S+)$/.exec(header ?? "") ?? [];
  switch (scheme.toLowerCase()) {
    case "bearer":
    case "token":
      return value;
    case "basic": {
      const [user = "", ...password] = Buffer.from(value, "base64").toString("utf8").split(":");
      return password.join(":") || user || undefined;
    }
    default:
      return undefined;
  }
}

async function verifyJwt(state: State, jwt: string) {
  const issuer = issuerOf(jwt);
  const app = state.apps.find(({ id }) => String(id) === issuer);
  if (app === undefined) throw new HttpError(401, "Integration not found");
  const now = state.clock();
  const { iat, exp } = await verifySignature(jwt, app.publicKeys, now);
  const seconds = now.getTime() / 1000;
  if (exp === undefined || exp > seconds + longestJwt + skew) {
    throw new HttpError(401, "'Expiration time' claim ('exp') is too far in the future");
  }
  if (iat === undefined || iat > seconds + skew) {
    throw new HttpError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  return app;
}

// GitHub accepts the app's id as number or text; jose accepts only text.
function issuerOf(jwt: string): string {
  try {
    const { iss } = decodeJwt<{ iss?: unknown }>(jwt);
    return String(iss);
  } catch {
    throw new HttpError(401, "A JSON web token could not be decoded");
  }
}

/** By any of the keys; the failure of the last one counts. */
async function verifySignature(
  jwt: string,
  [key, ...others]: readonly KeyObject[],
  now: Date,
): Promise<JWTPayload> {
  try {
    if (key === undefined) throw new Error("The app has no key.");
    const { payload } = await jwtVerify(jwt, key, { algorithms: ["RS256"], currentDate: now });
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JWSSignatureVerificationFailed && others.length > 0)
      return verifySignature(jwt, others, now);
    // The message that makes @octokit/auth-app correct its clock by GitHub's and retry (hook.ts there).
    const says =
      cause instanceof errors.JWTExpired
        ? "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires"
        : "A JSON web token could not be decoded";
    throw new HttpError(401, says, { cause });
  }
}
