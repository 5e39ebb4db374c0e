import { createVerify, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { HttpFetch } from "../../../src/providers/adapter/http.ts";
import type { Disturbance } from "../conformance.ts";
import { findDescribed } from "./description.ts";
import { accountOfHallpass, publicKeyOfHallpass } from "./key.ts";

export interface FakeAnswer {
  readonly status: number;
  readonly body?: object;
}

/** A call that Google's description allows, with a token that has one of the method's scopes. */
export interface FakeCall {
  /** The id of the method in the description: `iam.roles.get`. */
  readonly id: string;
  /** The decoded parts of the path. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface FakeUser {
  readonly id: string;
  readonly aliases: string[];
  suspended?: boolean;
}

export interface FakeGoogle {
  readonly fetch: HttpFetch;
  /** By primary address. */
  readonly users: Map<string, FakeUser>;
  readonly tokens: Map<string, readonly string[]>;
  readonly calls: string[];
  /** How many writes came whose effect is late. */
  lateWrites: number;
  isDown: boolean;
  disturbance: Disturbance | undefined;
  /** The account may not read people. */
  hidesPeople: boolean;
  /** No sign-in succeeds. */
  refusesKey: boolean;
}

export const error = (status: number, code: string, reason?: string): FakeAnswer => ({
  status,
  // AIP-193: google.rpc.Status, with ErrorInfo among the details. The message may quote anything.
  body: {
    error: {
      code: status,
      message: "A message that may name everything.",
      status: code,
      details: reason === undefined ? [] : [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason }],
    },
  },
});

export const notFound = error(404, "NOT_FOUND");
export const denied = error(403, "PERMISSION_DENIED");

interface Options {
  readonly deadlineSeconds: number;
  readonly answer: (call: FakeCall) => FakeAnswer | undefined;
  /** The calls whose effect comes late when the disturbance is `slow`. */
  readonly writes: (method: string, url: URL) => boolean;
  /** The calls whose answer breaks off when the disturbance is `partial`. */
  readonly lists: (url: URL) => boolean;
}

/** Google's sign-in and directory, before the part of its APIs that a test plays. */
export function createFakeGoogle({ deadlineSeconds, answer, writes, lists }: Options): FakeGoogle {
  const google: FakeGoogle = {
    ...{
      users: new Map(),
      tokens: new Map(),
      calls: [],
      lateWrites: 0,
      isDown: false,
      refusesKey: false,
      hidesPeople: false,
    },
    disturbance: undefined,
    fetch,
  };

  // "Using OAuth 2.0 for Server to Server Applications": the claims and the signature; 400 for anything else.
  function issueToken(form: URLSearchParams): FakeAnswer {
    const [head = "", claims = "", signature = ""] = (form.get("assertion") ?? "").split(".");
    const verify = createVerify("RSA-SHA256").update(`${head}.${claims}`);
    const said = JSON.parse(Buffer.from(claims, "base64url").toString());
    const isFit =
      form.get("grant_type") === "urn:ietf:params:oauth:grant-type:jwt-bearer" &&
      verify.verify(publicKeyOfHallpass, signature, "base64url") &&
      said.iss === accountOfHallpass &&
      said.aud === "https://oauth2.googleapis.com/token" &&
      said.exp - said.iat <= 3600;
    if (google.refusesKey || !isFit) return { status: 400, body: { error: "invalid_grant" } };
    const token = `ya29.${randomUUID()}`;
    google.tokens.set(token, String(said.scope).split(" "));
    return { status: 200, body: { access_token: token, expires_in: 3599, token_type: "Bearer" } };
  }

  // Directory API, "users.get": by primary address, alias or id.
  function readUser(key: string): FakeAnswer {
    const found = [...google.users].find(
      ([email, { id, aliases }]) => email === key || id === key || aliases.includes(key),
    );
    if (found === undefined) return notFound;
    const [primaryEmail, { id, suspended = false }] = found;
    return { status: 200, body: { kind: "admin#directory#user", id, primaryEmail, suspended } };
  }

  function respondTo(url: URL, method: string, headers: Record<string, string>, body?: string) {
    if (url.href === "https://oauth2.googleapis.com/token") return issueToken(new URLSearchParams(body));
    const described = findDescribed(method, url, body);
    google.calls.push(described.id);
    const scopes = google.tokens.get(headers.authorization?.replace(/^Bearer /u, "") ?? "");
    if (scopes === undefined) return error(401, "UNAUTHENTICATED");
    if (!described.scopes.some((scope) => scopes.includes(scope)))
      return error(403, "PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT");
    const parts = url.pathname.split(/[/:]/u).slice(1).map(decodeURIComponent);
    // Directory API: "Not Authorized to access this resource/api".
    if (described.id === "directory.users.get" && google.hidesPeople) return denied;
    if (described.id === "directory.users.get") return readUser(parts.at(-1) ?? "");
    return (
      answer({
        ...{ id: described.id, parts, query: url.searchParams },
        body: body === undefined ? undefined : JSON.parse(body),
      }) ?? error(501, "UNIMPLEMENTED")
    );
  }

  async function fetch(
    url: URL,
    { method, headers, body, signal }: Parameters<HttpFetch>[1],
  ): Promise<Response> {
    const { disturbance } = google;
    const isSignIn = url.host === "oauth2.googleapis.com";
    if (google.isDown) return respond(error(503, "UNAVAILABLE"));
    if (disturbance === "throttled" && !isSignIn)
      return respond(error(429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED"), { "retry-after": "7" });
    if (disturbance === "slow" && writes(method, url)) {
      google.lateWrites++;
      const late = pause((deadlineSeconds + 0.5) * 1000).then(() => respondTo(url, method, headers, body));
      return Promise.race([late.then((answered) => respond(answered)), aborted(signal)]);
    }
    const answered = respondTo(url, method, headers, body);
    if (isSignIn) return respond(answered);
    if (disturbance === "lost-answer") throw new TypeError("fetch failed");
    if (disturbance === "fails-after") return respond(error(500, "INTERNAL"));
    if (disturbance === "partial" && lists(url)) return breakOff(respond(answered));
    return respond(answered);
  }
  return google;
}

const respond = ({ status, body = {} }: FakeAnswer, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

async function breakOff(response: Response): Promise<Response> {
  const text = await response.text();
  return new Response(text.slice(0, text.length / 2), { status: response.status });
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
