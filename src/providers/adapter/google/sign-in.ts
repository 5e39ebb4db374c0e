import { sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import { compileEntry } from "../entry-schema.ts";
import { ProviderError } from "../error.ts";
import type { HttpAnswer, HttpCall } from "../http.ts";
import type { Federation, GoogleCredentials, ServiceAccountKey, TokenSource } from "./credentials.ts";
import { googleFailure } from "./failure.ts";

/** Sends a call, with what is left of the deadline. */
export type Send = (call: HttpCall) => Promise<HttpAnswer>;

export interface GoogleSignIn {
  /** An access token for `Authorization: Bearer`. */
  authorize(send: Send): Promise<string>;
  /** Google did not know the token: the next call gets another. */
  forget(token: string): void;
}

export interface SignInOptions {
  readonly provider: string;
  readonly credentials: GoogleCredentials;
  readonly scopes: readonly string[];
  now(): Date;
}

interface Token {
  readonly text: string;
  readonly endsAt: number;
}

/** A token that ends within this time gets a successor. Tokens live for an hour; the metadata server renews its own five minutes before the end. */
const RENEWAL_MS = 3 * 60_000;

const TOKEN_URL = "https://oauth2.googleapis.com/token";
const STS_URL = "https://sts.googleapis.com/v1/token";
/** "About VM metadata": this name and this address, never over a proxy. */
const METADATA_URL = "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/";

/** Signs in at Google: an access token, kept until shortly before its end. */
export function createGoogleSignIn(options: SignInOptions): GoogleSignIn {
  let known: Token | undefined;
  return {
    async authorize(send) {
      if (known === undefined || known.endsAt - options.now().getTime() < RENEWAL_MS)
        known = await issueToken(options, send);
      return known.text;
    },
    forget(token) {
      if (known?.text === token) known = undefined;
    },
  };
}

function issueToken(options: SignInOptions, send: Send): Promise<Token> {
  const { credentials } = options;
  if (credentials.kind === "key") return signForToken(options, credentials, send);
  return credentials.kind === "metadata"
    ? readMetadataToken(options, send)
    : exchange(options, credentials, send);
}

/** A signed statement for a token: "Using OAuth 2.0 for Server to Server Applications", HTTP/REST. */
async function signForToken(
  { provider, scopes, now }: SignInOptions,
  key: ServiceAccountKey,
  send: Send,
): Promise<Token> {
  const body = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: signAssertion(provider, key, scopes, now()),
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const asked = now();
  const answer = await send({ method: "POST", url: new URL(TOKEN_URL), headers, body: body.toString() });
  return readToken(provider, "token", answer, asked);
}

/** RFC 7523. Google takes at most an hour. */
const LIFE_SECONDS = 600;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function signAssertion(
  provider: string,
  { email, keyId, privateKey }: ServiceAccountKey,
  scopes: readonly string[],
  now: Date,
): string {
  const issued = Math.floor(now.getTime() / 1000);
  const times = { iat: issued, exp: issued + LIFE_SECONDS };
  const claims = { iss: email, scope: scopes.join(" "), aud: TOKEN_URL, ...times };
  const text = `${encode({ alg: "RS256", typ: "JWT", kid: keyId })}.${encode(claims)}`;
  try {
    return `${text}.${sign("RSA-SHA256", Buffer.from(text), privateKey).toString("base64url")}`;
  } catch {
    // The library's error may quote the key.
    throw new ProviderError(provider, "LOGIN_REFUSED", new Error("The private key is no RSA key."));
  }
}

/** "Authenticate workloads to Google Cloud APIs using service accounts": the header proves that the request was meant. */
async function readMetadataToken({ provider, scopes, now }: SignInOptions, send: Send): Promise<Token> {
  const url = new URL(`token?${new URLSearchParams({ scopes: scopes.join(",") })}`, METADATA_URL);
  const asked = now();
  const answer = await send({ method: "GET", url, headers: { "metadata-flavor": "Google" } });
  return readToken(provider, "metadata token", answer, asked);
}

/** The address of the service account, as the credentials or the metadata server tell it. */
export async function readOwnAddress(
  provider: string,
  credentials: GoogleCredentials,
  send: Send,
): Promise<string | undefined> {
  if (credentials.kind !== "metadata") return credentials.email;
  const headers = { "metadata-flavor": "Google" };
  const answer = await send({ method: "GET", url: new URL("email", METADATA_URL), headers });
  if (answer.status === 200) return answer.text.trim();
  throw refusal(provider, "metadata email", answer);
}

/** The Security Token Service, and then the account's own token ("Workload Identity Federation"). */
async function exchange(options: SignInOptions, federation: Federation, send: Send): Promise<Token> {
  const { provider, scopes, now } = options;
  const { audience, tokenType, source, email } = federation;
  const asked = now();
  const answer = await send(
    postJson(new URL(STS_URL), {
      audience,
      grantType: "urn:ietf:params:oauth:grant-type:token-exchange",
      requestedTokenType: "urn:ietf:params:oauth:token-type:access_token",
      scope: email === undefined ? scopes.join(" ") : "https://www.googleapis.com/auth/cloud-platform",
      subjectToken: await readSubjectToken(provider, source, send),
      subjectTokenType: tokenType,
    }),
  );
  const token = readToken(provider, "token exchange", answer, asked);
  return email === undefined ? token : impersonate(options, email, token, send);
}

async function impersonate({ provider, scopes }: SignInOptions, email: string, token: Token, send: Send) {
  const account = encodeURIComponent(email);
  const url = new URL(
    `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:generateAccessToken`,
  );
  const { headers, ...call } = postJson(url, { scope: scopes });
  const answer = await send({ ...call, headers: { ...headers, authorization: `Bearer ${token.text}` } });
  const issued = answer.status === 200 ? parse(answer) : undefined;
  if (isIssued(issued)) return { text: issued.accessToken, endsAt: Date.parse(issued.expireTime) };
  throw refusal(provider, "generateAccessToken", answer);
}

async function readSubjectToken(provider: string, source: TokenSource, send: Send): Promise<string> {
  const content = "file" in source ? await readTokenFile(provider, source.file) : await ask(source.url);
  const { field } = source;
  if (field === undefined) return content.trim();
  const value = parseText(content);
  const token = typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined;
  if (typeof token === "string") return token;
  throw new ProviderError(provider, "LOGIN_REFUSED", new Error("The other issuer's answer has no token."));

  async function ask(url: URL): Promise<string> {
    const headers = "headers" in source ? source.headers : {};
    const answer = await send({ method: "GET", url, headers });
    if (answer.status === 200) return answer.text;
    throw refusal(provider, "the other issuer's token", answer);
  }
}

async function readTokenFile(provider: string, path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new ProviderError(provider, "LOGIN_REFUSED", error);
  }
}

const postJson = (url: URL, body: object) => ({
  ...{ method: "POST" as const, url, body: JSON.stringify(body) },
  headers: { "content-type": "application/json" },
});

const isToken = compileEntry<{ readonly access_token: string; readonly expires_in: number }>({
  type: "object",
  required: ["access_token", "expires_in"],
  properties: { access_token: { type: "string", minLength: 1 }, expires_in: { type: "number" } },
});

const isIssued = compileEntry<{ readonly accessToken: string; readonly expireTime: string }>({
  type: "object",
  required: ["accessToken", "expireTime"],
  properties: {
    accessToken: { type: "string", minLength: 1 },
    expireTime: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT" },
  },
});

function readToken(provider: string, call: string, answer: HttpAnswer, asked: Date): Token {
  const token = answer.status === 200 ? parse(answer) : undefined;
  if (isToken(token)) return { text: token.access_token, endsAt: asked.getTime() + token.expires_in * 1000 };
  throw refusal(provider, call, answer);
}

/** A sign-in that was answered with no token. Servers that are out of order, or that limit calls, are no refusal. */
function refusal(provider: string, call: string, answer: HttpAnswer): ProviderError {
  const failure = googleFailure(provider, call, answer, new Date(0));
  if (failure.retryable) return failure;
  const word = /"error"\s*:\s*"(?<word>[a-z_]{1,40})"/u.exec(answer.text)?.groups?.word ?? "";
  return new ProviderError(
    provider,
    "LOGIN_REFUSED",
    new Error(`${call}: ${answer.status} ${word}`.trimEnd()),
  );
}

const parse = ({ text }: HttpAnswer): unknown => parseText(text);

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
