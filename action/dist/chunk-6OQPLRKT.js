import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  startDeadline
} from "./chunk-PCJM6DFV.js";
import {
  object
} from "./chunk-4KZUBUOH.js";
import {
  callHttp,
  failureOf,
  parseJson
} from "./chunk-JXOYDYG2.js";
import {
  compileEntry,
  warning
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";

// src/providers/adapter/google/credentials.ts
var text = { type: "string", minLength: 1 };
var isKeyFile = compileEntry({
  type: "object",
  required: ["type", "client_email", "private_key_id", "private_key"],
  properties: {
    type: { const: "service_account" },
    client_email: { type: "string", pattern: "^[a-z0-9.:-]+@[a-z0-9.-]+$" },
    private_key_id: text,
    private_key: { type: "string", pattern: "^-----BEGIN (?:RSA )?PRIVATE KEY-----" }
  }
});
var isFederationFile = compileEntry({
  type: "object",
  required: ["type", "audience", "subject_token_type", "credential_source"],
  properties: {
    type: { const: "external_account" },
    audience: { type: "string", pattern: "^//iam\\.googleapis\\.com/" },
    subject_token_type: { type: "string", pattern: "^urn:" },
    service_account_impersonation_url: {
      type: "string",
      pattern: "^https://iamcredentials\\.googleapis\\.com/v1/projects/-/serviceAccounts/[a-z0-9.-]+@[a-z0-9.-]+:generateAccessToken$"
    },
    credential_source: {
      type: "object",
      oneOf: [{ required: ["file"] }, { required: ["url"] }],
      properties: {
        file: text,
        url: { type: "string", pattern: "^https://" },
        headers: { type: "object", additionalProperties: text },
        format: { type: "object", properties: { type: text, subject_token_field_name: text } }
      }
    }
  }
});
function parseCredentials(content) {
  const file = parse(content);
  if (isKeyFile(file))
    return {
      kind: "key",
      email: file.client_email,
      keyId: file.private_key_id,
      privateKey: file.private_key
    };
  if (!isFederationFile(file)) return void 0;
  const source = toSource(file.credential_source);
  const email = /serviceAccounts\/(?<email>[^:]+):/u.exec(file.service_account_impersonation_url ?? "")?.groups?.email;
  return source && {
    ...{ kind: "federation", audience: file.audience, tokenType: file.subject_token_type, source },
    ...email !== void 0 && { email }
  };
}
function toSource({ file, url, headers = {}, format }) {
  const field = format?.type === "json" ? format.subject_token_field_name : void 0;
  const where = field === void 0 ? {} : { field };
  if (file !== void 0) return { ...where, file };
  return url !== void 0 && URL.canParse(url) ? { ...where, url: new URL(url), headers } : void 0;
}
function parse(content) {
  try {
    return JSON.parse(content);
  } catch {
    return void 0;
  }
}
function readCredentials(variable, { where, readSecret }) {
  if (variable === void 0) return { kind: "metadata" };
  const credentials = parseCredentials(
    readSecret("credentialsFrom", variable, "the content of a credential file of Google's")
  );
  if (credentials !== void 0) return credentials;
  throw new Error(
    `${where}/credentialsFrom: the variable ${variable} holds neither the key of a service account nor the configuration of a federation with a token from a file or an https URL. Set it to the whole JSON text.`
  );
}

// src/providers/adapter/google/failure.ts
var UNTOLD_SECONDS = 60;
var LIMITED = /* @__PURE__ */ new Set([
  "RATE_LIMIT_EXCEEDED",
  "rateLimitExceeded",
  "userRateLimitExceeded",
  "quotaExceeded"
]);
function googleFailure(provider, call, answer, now) {
  const status = readWord(answer, "status");
  const reason = readWord(answer, "reason");
  const cause = new Error(`${call}: ${answer.status} ${status} ${reason}`.trimEnd());
  const { code, retryAfterSeconds } = failureOf(provider, answer, now);
  if (code === "THROTTLED" || answer.status === 403 && LIMITED.has(reason))
    return new ProviderError(provider, "THROTTLED", cause, retryAfterSeconds || UNTOLD_SECONDS);
  if (answer.status === 400) return new ProviderError(provider, "REFUSED", cause);
  if (answer.status === 404)
    return new ProviderError(provider, isGone(answer) ? "UNKNOWN_ENTITLEMENT" : "UNEXPECTED", cause);
  return new ProviderError(provider, code, cause, retryAfterSeconds);
}
var isGone = (answer) => answer.status === 404 && (readWord(answer, "status") !== "" || readWord(answer, "reason") !== "");
var readWord = ({ text: text2 }, name) => new RegExp(`"${name}"\\s*:\\s*"(?<word>[A-Za-z_]{1,60})"`, "u").exec(text2)?.groups?.word ?? "";

// src/providers/adapter/google/sign-in.ts
import { sign } from "node:crypto";
import { readFile } from "node:fs/promises";
var RENEWAL_MS = 3 * 6e4;
var TOKEN_URL = "https://oauth2.googleapis.com/token";
var STS_URL = "https://sts.googleapis.com/v1/token";
var METADATA_URL = "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/";
function createGoogleSignIn(options) {
  let known;
  return {
    async authorize(send) {
      if (known === void 0 || known.endsAt - options.now().getTime() < RENEWAL_MS)
        known = await issueToken(options, send);
      return known.text;
    },
    forget(token) {
      if (known?.text === token) known = void 0;
    }
  };
}
function issueToken(options, send) {
  const { credentials } = options;
  if (credentials.kind === "key") return signForToken(options, credentials, send);
  return credentials.kind === "metadata" ? readMetadataToken(options, send) : exchange(options, credentials, send);
}
async function signForToken({ provider, scopes, now }, key, send) {
  const body = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: signAssertion(provider, key, scopes, now())
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const asked = now();
  const answer = await send({ method: "POST", url: new URL(TOKEN_URL), headers, body: body.toString() });
  return readToken(provider, "token", answer, asked);
}
var LIFE_SECONDS = 600;
var encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
function signAssertion(provider, { email, keyId, privateKey }, scopes, now) {
  const issued = Math.floor(now.getTime() / 1e3);
  const times = { iat: issued, exp: issued + LIFE_SECONDS };
  const claims = { iss: email, scope: scopes.join(" "), aud: TOKEN_URL, ...times };
  const text2 = `${encode({ alg: "RS256", typ: "JWT", kid: keyId })}.${encode(claims)}`;
  try {
    return `${text2}.${sign("RSA-SHA256", Buffer.from(text2), privateKey).toString("base64url")}`;
  } catch {
    throw new ProviderError(provider, "LOGIN_REFUSED", new Error("The private key is no RSA key."));
  }
}
async function readMetadataToken({ provider, scopes, now }, send) {
  const url = new URL(`token?${new URLSearchParams({ scopes: scopes.join(",") })}`, METADATA_URL);
  const asked = now();
  const answer = await send({ method: "GET", url, headers: { "metadata-flavor": "Google" } });
  return readToken(provider, "metadata token", answer, asked);
}
async function readOwnAddress(provider, credentials, send) {
  if (credentials.kind !== "metadata") return credentials.email;
  const headers = { "metadata-flavor": "Google" };
  const answer = await send({ method: "GET", url: new URL("email", METADATA_URL), headers });
  if (answer.status === 200) return answer.text.trim();
  throw refusal(provider, "metadata email", answer);
}
async function exchange(options, federation, send) {
  const { provider, scopes, now } = options;
  const { audience, tokenType, source, email } = federation;
  const asked = now();
  const answer = await send(
    postJson(new URL(STS_URL), {
      audience,
      grantType: "urn:ietf:params:oauth:grant-type:token-exchange",
      requestedTokenType: "urn:ietf:params:oauth:token-type:access_token",
      scope: email === void 0 ? scopes.join(" ") : "https://www.googleapis.com/auth/cloud-platform",
      subjectToken: await readSubjectToken(provider, source, send),
      subjectTokenType: tokenType
    })
  );
  const token = readToken(provider, "token exchange", answer, asked);
  return email === void 0 ? token : impersonate(options, email, token, send);
}
async function impersonate({ provider, scopes }, email, token, send) {
  const account = encodeURIComponent(email);
  const url = new URL(
    `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:generateAccessToken`
  );
  const { headers, ...call } = postJson(url, { scope: scopes });
  const answer = await send({ ...call, headers: { ...headers, authorization: `Bearer ${token.text}` } });
  const issued = answer.status === 200 ? parse2(answer) : void 0;
  if (isIssued(issued)) return { text: issued.accessToken, endsAt: Date.parse(issued.expireTime) };
  throw refusal(provider, "generateAccessToken", answer);
}
async function readSubjectToken(provider, source, send) {
  const content = "file" in source ? await readTokenFile(provider, source.file) : await ask(source.url);
  const { field } = source;
  if (field === void 0) return content.trim();
  const value = parseText(content);
  const token = typeof value === "object" && value !== null ? Reflect.get(value, field) : void 0;
  if (typeof token === "string") return token;
  throw new ProviderError(provider, "LOGIN_REFUSED", new Error("The other issuer's answer has no token."));
  async function ask(url) {
    const headers = "headers" in source ? source.headers : {};
    const answer = await send({ method: "GET", url, headers });
    if (answer.status === 200) return answer.text;
    throw refusal(provider, "the other issuer's token", answer);
  }
}
async function readTokenFile(provider, path) {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new ProviderError(provider, "LOGIN_REFUSED", error);
  }
}
var postJson = (url, body) => ({
  ...{ method: "POST", url, body: JSON.stringify(body) },
  headers: { "content-type": "application/json" }
});
var isToken = compileEntry({
  type: "object",
  required: ["access_token", "expires_in"],
  properties: { access_token: { type: "string", minLength: 1 }, expires_in: { type: "number" } }
});
var isIssued = compileEntry({
  type: "object",
  required: ["accessToken", "expireTime"],
  properties: {
    accessToken: { type: "string", minLength: 1 },
    expireTime: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT" }
  }
});
function readToken(provider, call, answer, asked) {
  const token = answer.status === 200 ? parse2(answer) : void 0;
  if (isToken(token)) return { text: token.access_token, endsAt: asked.getTime() + token.expires_in * 1e3 };
  throw refusal(provider, call, answer);
}
function refusal(provider, call, answer) {
  const failure = googleFailure(provider, call, answer, /* @__PURE__ */ new Date(0));
  if (failure.retryable) return failure;
  const word = /"error"\s*:\s*"(?<word>[a-z_]{1,40})"/u.exec(answer.text)?.groups?.word ?? "";
  return new ProviderError(
    provider,
    "LOGIN_REFUSED",
    new Error(`${call}: ${answer.status} ${word}`.trimEnd())
  );
}
var parse2 = ({ text: text2 }) => parseText(text2);
function parseText(text2) {
  try {
    return JSON.parse(text2);
  } catch {
    return void 0;
  }
}

// src/providers/adapter/google/api.ts
var MAX_BYTES = 16 * 1024 * 1024;
function createGoogleApi(options) {
  const signIn = createGoogleSignIn(options);
  return () => bind(options, signIn);
}
function bind({ provider, credentials, deadlineSeconds, fetch, now }, signIn) {
  const left = startDeadline(provider, deadlineSeconds);
  const fail = (code, detail) => new ProviderError(provider, code, new Error(detail));
  const failure = (call2, answer) => googleFailure(provider, call2, answer, now());
  const call = ({ headers, ...rest }) => callHttp(
    { ...rest, headers: { accept: "application/json", "user-agent": "hallpass", ...headers } },
    { provider, deadlineSeconds: left(), maxBytes: MAX_BYTES, ...fetch && { fetch } }
  );
  async function send(method, url, body) {
    const asked = (token2) => call({
      ...{ method, url },
      headers: {
        authorization: `Bearer ${token2}`,
        ...body !== void 0 && { "content-type": "application/json" }
      },
      ...body !== void 0 && { body: JSON.stringify(body) }
    });
    const token = await signIn.authorize(call);
    const answer = await asked(token);
    if (answer.status !== 401) return answer;
    signIn.forget(token);
    return asked(await signIn.authorize(call));
  }
  function read(shape, what, answer) {
    if (answer.status !== 200) throw failure(what, answer);
    const value = parseJson(provider, answer);
    if (!shape(value)) throw fail("UNEXPECTED", `${what}: an answer of another form.`);
    return value;
  }
  return {
    send,
    fail,
    failure,
    read,
    readOwnAddress: () => readOwnAddress(provider, credentials, call),
    async find(shape, url) {
      const answer = await send("GET", url);
      return isGone(answer) ? void 0 : read(shape, `GET ${url.host}`, answer);
    },
    ask: async (shape, url, body) => read(shape, describe(url), await send("POST", url, body)),
    async pause(milliseconds) {
      if (milliseconds / 1e3 > left()) throw fail("BUSY", "The deadline would pass during the next try.");
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
    }
  };
}
var describe = ({ host, pathname }) => `POST ${host} ${pathname.split(":").at(-1) ?? ""}`;

// src/providers/adapter/google/directory.ts
var DIRECTORY_SCOPE = "https://www.googleapis.com/auth/admin.directory.user.readonly";
var isUser = compileEntry(
  object(
    {
      id: { type: "string", pattern: "^\\d{1,30}$" },
      primaryEmail: { type: "string" },
      suspended: { type: "boolean" },
      archived: { type: "boolean" }
    },
    ["id", "primaryEmail"]
  )
);
var userUrl = (key) => new URL(`https://admin.googleapis.com/admin/directory/v1/users/${encodeURIComponent(key)}`);
async function findUser(api, email) {
  const user = await api.find(isUser, userUrl(email));
  if (user === void 0 || user.primaryEmail.toLowerCase() !== email) return void 0;
  return { id: user.id, isActive: user.suspended !== true && user.archived !== true };
}
async function findEmail(api, id) {
  const user = await api.find(isUser, userUrl(id));
  return user?.id === id ? user.primaryEmail.toLowerCase() : void 0;
}
var isEmail = (text2) => /^[a-z0-9.!#$%&'*+/=^_`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+$/u.test(text2);

// src/providers/adapter/google/people.ts
async function findAccount(api, people, email) {
  if (!isEmail(email)) return void 0;
  if (people === "email") return email;
  const user = await findUser(api, email);
  return user?.isActive === true ? user.id : void 0;
}
var AT_ONCE = 10;
var KEPT_MS = 5 * 6e4;
function createAccounts({
  people,
  now
}) {
  const known = /* @__PURE__ */ new Map();
  async function lookUp(api, email) {
    const id = await findId(api, email) ?? email;
    known.set(email, { id, until: now().getTime() + KEPT_MS });
  }
  return async (api, emails) => {
    if (people === "email") return new Map(emails.map((email) => [email, email]));
    for (const [email, { until }] of known) if (until <= now().getTime()) known.delete(email);
    const missing = [...new Set(emails)].filter((email) => !known.has(email));
    for (let at = 0; at < missing.length; at += AT_ONCE)
      await Promise.all(missing.slice(at, at + AT_ONCE).map((email) => lookUp(api, email)));
    return new Map(emails.map((email) => [email, known.get(email)?.id ?? email]));
  };
}
async function findId(api, email) {
  if (!isEmail(email)) return void 0;
  try {
    return (await findUser(api, email))?.id;
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED") return void 0;
    throw error;
  }
}
var SAMPLE = 3;
async function seesNobody(api, emails) {
  const sample = emails.filter(isEmail).slice(0, SAMPLE);
  const isRefused = (email) => findUser(api, email).then(
    () => false,
    (error) => {
      if (error instanceof ProviderError && error.code === "REFUSED") return true;
      throw error;
    }
  );
  return sample.length > 0 && (await Promise.all(sample.map(isRefused))).every(Boolean);
}

// src/providers/adapter/google/diagnose-people.ts
async function diagnosePeople(api, { name, people }, emails) {
  if (people === "email")
    return [
      warning(
        "GOOGLE_PEOPLE_BY_EMAIL",
        `Provider "${name}" knows people by their address alone: an address may pass to another person.`,
        "Give Hallpass's service account the right to read people, and set people: directory (docs/providers/google-iam.md)."
      )
    ];
  if (!await seesNobody(api, emails)) return [];
  return [
    warning(
      "GOOGLE_PEOPLE_HIDDEN",
      `Provider "${name}": Google's directory shows Hallpass none of the people whom it was asked for.`,
      "Give Hallpass's service account the right to read people, and enable the Admin SDK API (docs/providers/google-iam.md)."
    )
  ];
}

export {
  readCredentials,
  isGone,
  createGoogleApi,
  DIRECTORY_SCOPE,
  findEmail,
  isEmail,
  findAccount,
  createAccounts,
  diagnosePeople
};
