import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  startDeadline
} from "./chunk-PCJM6DFV.js";
import {
  callHttp,
  failureOf,
  parseJson
} from "./chunk-JXOYDYG2.js";
import {
  compileEntry,
  consistencySeconds,
  deadlineSeconds,
  secretVariable
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";

// src/providers/adapter/microsoft/certificate.ts
import {
  constants,
  createHash,
  createPrivateKey,
  randomUUID,
  sign,
  X509Certificate
} from "node:crypto";
function readCertificate(key, certificate, where) {
  try {
    const x509 = new X509Certificate(certificate.replaceAll("\\n", "\n"));
    const privateKey = createPrivateKey(key.replaceAll("\\n", "\n"));
    if (!x509.checkPrivateKey(privateKey) || privateKey.asymmetricKeyType !== "rsa") throw new Error();
    return { key: privateKey, thumbprint: createHash("sha256").update(x509.raw).digest("base64url") };
  } catch {
    throw new Error(
      `${where}/signIn: keyFrom and certificateFrom must hold an RSA key and its certificate, in PEM form.`
    );
  }
}
var LIFE_SECONDS = 300;
var encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
function signAssertion({ key, thumbprint }, { client, audience, now }) {
  const issued = Math.floor(now.getTime() / 1e3);
  const header = { alg: "PS256", typ: "JWT", "x5t#S256": thumbprint };
  const claims = {
    ...{ aud: audience, iss: client, sub: client, jti: randomUUID() },
    ...{ iat: issued, nbf: issued, exp: issued + LIFE_SECONDS }
  };
  const text = `${encode(header)}.${encode(claims)}`;
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = constants;
  return `${text}.${sign("sha256", Buffer.from(text), { key, padding, saltLength }).toString("base64url")}`;
}

// src/providers/adapter/microsoft/tenant.ts
var guid = {
  type: "string",
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
  description: "a GUID in small letters"
};
var tenantSchema = {
  tenant: guid,
  client: guid,
  cloud: { type: "string", enum: ["public", "usGovernment", "china"] },
  signIn: {
    oneOf: [
      {
        type: "object",
        additionalProperties: false,
        required: ["secretFrom"],
        properties: { secretFrom: secretVariable }
      },
      {
        type: "object",
        additionalProperties: false,
        required: ["keyFrom", "certificateFrom"],
        properties: { keyFrom: secretVariable, certificateFrom: secretVariable }
      },
      {
        type: "object",
        additionalProperties: false,
        required: ["tokenFile"],
        properties: { tokenFile: { type: "string", pattern: "^/", maxLength: 400 } }
      }
    ]
  },
  deadlineSeconds,
  consistencySeconds
};
var DEADLINE_SECONDS = 30;
function readTenant(entry, context) {
  const { tenant, client, cloud = "public", deadlineSeconds: deadlineSeconds2 = DEADLINE_SECONDS } = entry;
  const credentials = readCredentials(entry.signIn, context);
  return { ...{ name: context.name, tenant, client, cloud, credentials, deadlineSeconds: deadlineSeconds2 }, now: context.now };
}
function readCredentials(signIn, { where, readSecret }) {
  if ("tokenFile" in signIn) return { kind: "file", path: signIn.tokenFile };
  if ("secretFrom" in signIn)
    return {
      kind: "secret",
      secret: readSecret("signIn/secretFrom", signIn.secretFrom, "a client secret of the application")
    };
  const key = readSecret("signIn/keyFrom", signIn.keyFrom, "the private key, in PEM form");
  const text = readSecret("signIn/certificateFrom", signIn.certificateFrom, "the certificate, in PEM form");
  return { kind: "certificate", certificate: readCertificate(key, text, where) };
}

// src/providers/adapter/microsoft/claims.ts
var isClaims = compileEntry({
  type: "object",
  properties: {
    roles: { type: "array", items: { type: "string" } },
    oid: { type: "string", pattern: "^[0-9a-f-]{36}$" }
  }
});
function readRoles(authorization) {
  const claims = readClaims(authorization);
  return claims && (claims.roles ?? []);
}
var readObjectId = (authorization) => readClaims(authorization)?.oid;
function readClaims(authorization) {
  try {
    const payload = authorization.split(".")[1] ?? "";
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return isClaims(claims) ? claims : void 0;
  } catch {
    return void 0;
  }
}

// src/providers/adapter/microsoft/clouds.ts
var clouds = {
  public: {
    login: "https://login.microsoftonline.com",
    graph: "https://graph.microsoft.com",
    management: "https://management.azure.com",
    portal: "https://portal.azure.com"
  },
  usGovernment: {
    login: "https://login.microsoftonline.us",
    graph: "https://graph.microsoft.us",
    management: "https://management.usgovcloudapi.net",
    portal: "https://portal.azure.us"
  },
  china: {
    login: "https://login.chinacloudapi.cn",
    graph: "https://microsoftgraph.chinacloudapi.cn",
    management: "https://management.chinacloudapi.cn",
    portal: "https://portal.azure.cn"
  }
};

// src/providers/adapter/microsoft/failure.ts
var UNTOLD_SECONDS = 30;
var PASSING = [
  "PendingRoleAssignmentRequest",
  "RoleAssignmentExists",
  "SubjectNotFound",
  "ActiveDurationTooShort"
];
function microsoftFailure(provider, call, answer, now) {
  const reason = readErrorCode(answer);
  const cause = new Error(`${call}: ${answer.status} ${reason}`);
  const { code, retryAfterSeconds } = failureOf(provider, answer, now);
  const pause = answer.status === 429 ? retryAfterSeconds || UNTOLD_SECONDS : retryAfterSeconds;
  return new ProviderError(provider, codeOf(answer.status, reason) ?? code, cause, pause);
}
function codeOf(status, reason) {
  if (status === 404) return reason === "" ? "UNEXPECTED" : "UNKNOWN_ENTITLEMENT";
  if (status !== 400) return void 0;
  return PASSING.includes(reason) ? "BUSY" : "REFUSED";
}
var readErrorCode = ({ text }) => /"code"\s*:\s*"(?<code>[A-Za-z0-9_.]{1,80})"/u.exec(text)?.groups?.code ?? "";
var OUT_OF_SIGHT = ["SubscriptionNotFound", "ManagementGroupNotFound"];
var isGone = (answer) => answer.status === 404 && !["", ...OUT_OF_SIGHT].includes(readErrorCode(answer));

// src/providers/adapter/microsoft/sign-in.ts
import { readFile } from "node:fs/promises";
var RENEWAL_MS = 5 * 6e4;
function createSignIn(tenant) {
  const known = /* @__PURE__ */ new Map();
  const isGood = ({ endsAt }) => endsAt - tenant.now().getTime() > RENEWAL_MS;
  function issue(origin, seconds) {
    const issued = issueToken(tenant, origin, seconds);
    known.set(origin, issued);
    issued.catch(() => known.delete(origin));
    return issued;
  }
  return {
    async authorize(origin, seconds) {
      for (; ; ) {
        const pending = known.get(origin);
        if (pending === void 0) return (await issue(origin, seconds)).authorization;
        const found = await pending;
        if (isGood(found)) return found.authorization;
        if (known.get(origin) === pending) known.delete(origin);
      }
    },
    async forget(origin, authorization) {
      const found = known.get(origin);
      if ((await found)?.authorization === authorization && known.get(origin) === found) known.delete(origin);
    }
  };
}
var isToken = compileEntry({
  type: "object",
  required: ["access_token", "expires_in"],
  properties: {
    token_type: { type: "string", pattern: "^[Bb]earer$" },
    access_token: { type: "string", minLength: 1 },
    expires_in: { type: "number" }
  }
});
async function issueToken(tenant, origin, deadlineSeconds2) {
  const { name, now, cloud, fetch } = tenant;
  const url = new URL(`${clouds[cloud].login}/${tenant.tenant}/oauth2/v2.0/token`);
  const asked = now().getTime();
  const form = new URLSearchParams({
    ...{ grant_type: "client_credentials", client_id: tenant.client, scope: `${origin}/.default` },
    ...await prove(tenant, url.href)
  });
  const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
  const answer = await callHttp(
    { method: "POST", url, headers, body: form.toString() },
    { provider: name, deadlineSeconds: deadlineSeconds2, ...fetch && { fetch } }
  );
  if (answer.status === 400 || answer.status === 401) throw refused(name, answer);
  if (answer.status !== 200) throw failureOf(name, answer, now());
  const token = parseJson(name, answer);
  if (!isToken(token)) throw new ProviderError(name, "UNEXPECTED", new Error("A token of another form."));
  return { authorization: `Bearer ${token.access_token}`, endsAt: asked + token.expires_in * 1e3 };
}
async function prove({ name, client, credentials, now }, audience) {
  if (credentials.kind === "secret") return { client_secret: credentials.secret };
  const assertion = credentials.kind === "file" ? await readToken(name, credentials.path) : signAssertion(credentials.certificate, { client, audience, now: now() });
  return {
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion
  };
}
async function readToken(provider, path) {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    throw new ProviderError(provider, "LOGIN_REFUSED", error);
  }
}
function refused(provider, { status, text }) {
  const number = /AADSTS\d{4,9}/u.exec(text)?.[0] ?? "";
  return new ProviderError(provider, "LOGIN_REFUSED", new Error(`token: ${status} ${number}`));
}

// src/providers/adapter/microsoft/api.ts
var MAX_PAGES = 1e3;
var MAX_BYTES = 16 * 1024 * 1024;
var POLL_MS = 1e3;
var link = { type: ["string", "null"] };
var isPage = compileEntry({
  type: "object",
  required: ["value"],
  properties: { value: { type: "array" }, "@odata.nextLink": link, nextLink: link }
});
function createApis(tenant) {
  const signIn = createSignIn(tenant);
  const { graph, management } = clouds[tenant.cloud];
  return () => {
    const left = startDeadline(tenant.name, tenant.deadlineSeconds);
    return {
      graph: bind(tenant, signIn, left, new URL("v1.0/", graph)),
      management: bind(tenant, signIn, left, new URL(management))
    };
  };
}
function bind(tenant, signIn, left, base) {
  const { name, now, fetch, pollMs = POLL_MS } = tenant;
  const fail = (code, detail, retryAfterSeconds = 0) => new ProviderError(name, code, new Error(detail), retryAfterSeconds);
  const failure = (call, answer) => microsoftFailure(name, call, answer, now());
  function request(method, url, authorization, body) {
    const headers = {
      ...{ accept: "application/json", "user-agent": "hallpass", authorization },
      ...body !== void 0 && { "content-type": "application/json" }
    };
    return callHttp(
      { method, url, headers, ...body !== void 0 && { body } },
      { provider: name, deadlineSeconds: left(), maxBytes: MAX_BYTES, ...fetch && { fetch } }
    );
  }
  async function authorized(method, url, body) {
    const authorization = await signIn.authorize(base.origin, left());
    const answer = await request(method, url, authorization, body);
    if (answer.status !== 401) return answer;
    await signIn.forget(base.origin, authorization);
    return request(method, url, await signIn.authorize(base.origin, left()), body);
  }
  function parse(shape, answer) {
    const value = parseJson(name, answer);
    if (shape(value)) return value;
    throw fail("UNEXPECTED", "An answer of another form.");
  }
  function read(shape, url, answer) {
    if (answer.status === 200) return parse(shape, answer);
    throw failure(`GET ${url.pathname}`, answer);
  }
  function findNext(page) {
    const next = page["@odata.nextLink"] ?? page.nextLink ?? "";
    if (next === "") return void 0;
    const url = URL.canParse(next) ? new URL(next) : void 0;
    if (url?.origin === base.origin && url.username === "" && url.password === "") return url;
    throw fail("UNEXPECTED", "The next page is elsewhere.");
  }
  async function listFirst(shape, call, most) {
    const found = [];
    const seen = /* @__PURE__ */ new Set();
    for (let next = toUrl(base, call); next !== void 0 && found.length < most; ) {
      if (seen.size === MAX_PAGES || seen.has(next.href)) throw fail("UNEXPECTED", "The pages do not end.");
      const answer = await authorized("GET", next);
      if (isGone(answer) && seen.size === 0) return void 0;
      seen.add(next.href);
      const page = read(isPage, next, answer);
      for (const each of page.value)
        if (shape(each)) found.push(each);
        else throw fail("UNEXPECTED", "An entry of a list has another form.");
      next = findNext(page);
    }
    return found.slice(0, most);
  }
  return {
    ...{ fail, failure, parse, listFirst },
    list: (shape, call) => listFirst(shape, call, Number.POSITIVE_INFINITY),
    async find(shape, call) {
      const url = toUrl(base, call);
      const answer = await authorized("GET", url);
      return isGone(answer) ? void 0 : read(shape, url, answer);
    },
    send: (method, call, body) => authorized(method, toUrl(base, call), body === void 0 ? void 0 : JSON.stringify(body)),
    readPermissions: async () => readRoles(await signIn.authorize(base.origin, left())),
    readOwnId: async () => readObjectId(await signIn.authorize(base.origin, left())),
    async pause() {
      const wait = Math.min(pollMs, left() * 1e3);
      await new Promise((resolve) => setTimeout(resolve, wait));
      left();
    }
  };
}
function toUrl(base, { path, query: query2 = {} }) {
  if (path.some((part) => /^\.{0,2}$/u.test(part))) throw new Error("A part of a path is empty, or dots.");
  const url = new URL(path.map(encodePart).join("/"), base);
  url.search = Object.entries(query2).map(([field, value]) => `${field}=${encodeURIComponent(value)}`).join("&");
  return url;
}
var encodePart = (part) => encodeURIComponent(part).replaceAll("%24", "$");

// src/providers/adapter/microsoft/people.ts
var isPerson = compileEntry({
  type: "object",
  required: ["id", "userPrincipalName"],
  properties: { id: { type: "string", minLength: 1 }, userPrincipalName: { type: "string", minLength: 1 } }
});
var query = { $select: "id,userPrincipalName" };
var AT_ONCE = 8;
async function findPerson(graph, name) {
  if (!/^[^$./\\\s][^/\\\s]*@[^/\\\s@]+$/u.test(name)) return void 0;
  const found = await graph.find(isPerson, { path: ["users", name], query });
  return found?.userPrincipalName.toLowerCase() === name.toLowerCase() ? found : void 0;
}
async function readNames(graph, ids) {
  const found = /* @__PURE__ */ new Map();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const batch = ids.slice(at, at + AT_ONCE).map((id) => graph.find(isPerson, { path: ["users", id], query }));
    for (const person of await Promise.all(batch))
      if (person !== void 0) found.set(person.id, person.userPrincipalName);
  }
  return found;
}

// src/providers/adapter/microsoft/request.ts
var DONE = ["Provisioned", "Revoked"];
var FAILED = [
  ...["Denied", "AdminDenied", "Failed", "FailedAsResourceIsLocked", "Canceled", "TimedOut", "Invalid"]
];
var WAITS_FOR_A_PERSON = ["PendingApproval", "PendingApprovalProvisioning", "PendingAdminDecision"];
var isFinished = ({ status }) => [...DONE, ...FAILED].includes(status);
async function settle(api, sent, { look, cancel }) {
  for (let request = sent; !DONE.includes(request.status); request = await look()) {
    if (FAILED.includes(request.status)) throw api.fail("REFUSED", `The request is ${request.status}.`);
    if (WAITS_FOR_A_PERSON.includes(request.status)) {
      await cancel();
      throw api.fail("REFUSED", `The request is ${request.status}, and was cancelled.`);
    }
    await api.pause();
  }
}
var SHORTEST_MS = 5 * 6e4;
var ticketOf = (provider) => ({ ticketSystem: "hallpass", ticketNumber: provider });
var isOwnTicket = (ticket, provider) => ticket?.ticketSystem === "hallpass" && ticket.ticketNumber === provider;
var isActivated = (assignmentType) => assignmentType?.toLowerCase() === "activated";
var OBSTACLES = [
  "ActiveDurationTooShort",
  // Somebody's request about the assignment waits for a decision, such as the holder's for more time.
  "PendingRoleAssignmentRequest",
  "RoleAssignmentDoesNotExist"
];
function readObstacle(answer) {
  if (isGone(answer)) return "RoleAssignmentDoesNotExist";
  const code = answer.status === 400 ? readErrorCode(answer) : "";
  return OBSTACLES.find((each) => each === code);
}
function readTime(text) {
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? void 0 : time;
}
var isSameTime = (a, b) => a !== void 0 && Math.abs(a.getTime() - b.getTime()) < 1e3;

// src/providers/adapter/microsoft/timed.ts
async function holdTimed(access, circumstances, until) {
  const { own, isIn } = await access.look() ?? { own: void 0, isIn: false };
  if (own !== void 0 && isIn) await moveEnd(access, own, circumstances, until);
  if (isIn) return false;
  if (own !== void 0) await removeRest(access, own, circumstances);
  await assign(access, circumstances, until);
  return true;
}
async function removeRest(access, own, circumstances) {
  const { api, now, consistencySeconds: consistencySeconds2 } = circumstances;
  const age = now.getTime() - (own.start?.getTime() ?? 0);
  if (age < consistencySeconds2 * 1e3)
    throw api.fail("BUSY", "The assignment is a moment old, and its access is not shown.", 5);
  throwIfKept(await access.request("remove"), own, circumstances);
}
async function assign(access, { api, now }, until) {
  if (until.getTime() - now.getTime() < SHORTEST_MS)
    throw api.fail("REFUSED", "PIM assigns for five minutes at least.");
  await access.request("assign", { start: now, end: until });
}
async function moveEnd(access, own, { now }, until) {
  const start = own.start ?? now;
  const end = new Date(Math.max(until.getTime(), start.getTime() + SHORTEST_MS));
  if (!isSameTime(own.end, end)) await access.request("update", { start, end });
}
async function revokeTimed(access, circumstances, until) {
  const seen = await access.look(until);
  if (seen === void 0) return false;
  if (seen.own !== void 0) return await remove(access, seen.own, circumstances) && seen.isIn;
  return seen.isIn || seen.isElses ? false : remove(access, void 0, circumstances);
}
async function forgetTimed(access, circumstances, until) {
  const own = (await access.look(until))?.own;
  if (own !== void 0) throwIfKept(await access.request("remove"), own, circumstances);
}
async function remove(access, own, circumstances) {
  const obstacle = await access.request("remove");
  if (!isPassing(obstacle)) return obstacle === void 0;
  if (await access.takeAway?.()) return true;
  throwIfKept(obstacle, own, circumstances);
  return false;
}
var isPassing = (obstacle) => obstacle !== void 0 && obstacle !== "RoleAssignmentDoesNotExist";
function throwIfKept(obstacle, own, circumstances) {
  if (obstacle === "ActiveDurationTooShort") throw tooShort(own, circumstances);
  if (isPassing(obstacle)) throw circumstances.api.fail("BUSY", "Another request waits for a decision.");
}
function tooShort(own, { api, now }) {
  const left = (own?.start ?? now).getTime() + SHORTEST_MS - now.getTime();
  return api.fail("BUSY", "ActiveDurationTooShort", Math.max(1, Math.ceil(left / 1e3)));
}

// src/providers/adapter/microsoft/duration.ts
function readDays(duration) {
  const form = /^P(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:\d+S)?)?$/u;
  const found = form.exec(duration)?.groups;
  if (found === void 0) return void 0;
  const { days = "0", hours = "0", minutes = "0" } = found;
  return Number(days) + Number(hours) / 24 + Number(minutes) / 1440;
}

// src/providers/adapter/microsoft/policy.ts
var ENOUGH_DAYS = 7;
function findHindrance(rules) {
  const find = (id) => rules.find((rule) => rule.id === id);
  const limit = find("Expiration_Admin_Assignment")?.maximumDuration ?? "";
  const days = readDays(limit);
  const enabled = find("Enablement_Admin_Assignment")?.enabledRules ?? [];
  return {
    ...days !== void 0 && days < ENOUGH_DAYS && { limit },
    asksForMfa: enabled.includes("MultiFactorAuthentication")
  };
}

export {
  guid,
  tenantSchema,
  readTenant,
  clouds,
  isGone,
  createApis,
  findPerson,
  readNames,
  findHindrance,
  isFinished,
  settle,
  ticketOf,
  isOwnTicket,
  isActivated,
  readObstacle,
  readTime,
  isSameTime,
  holdTimed,
  revokeTimed,
  forgetTimed
};
