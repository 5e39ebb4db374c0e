import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  callHttp,
  failureOf,
  parseJson
} from "./chunk-3O4663Z5.js";
import {
  checkAllowed,
  defineAdapter
} from "./chunk-ANI7ELFZ.js";
import {
  idsKey
} from "./chunk-ATLSWLXG.js";
import {
  ProviderError,
  compileEntry,
  namePattern
} from "./chunk-ZJZI5YZ7.js";
import "./chunk-ACDRMB6E.js";

// src/providers/github/configuration.ts
var id = { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
var variable = { type: "string", pattern: "^[A-Z][A-Z0-9_]*$" };
var slug = { type: "string", pattern: "^[A-Za-z0-9_.-]{1,255}$" };
var githubSchema = {
  type: "object",
  additionalProperties: false,
  required: ["organization"],
  properties: {
    apiUrl: { type: "string", pattern: "^https?://[^/?#@]+(/[^?#]*)?$" },
    serverUrl: { type: "string", pattern: "^https?://[^/?#@]+$" },
    organization: {
      type: "object",
      additionalProperties: false,
      required: ["login", "id"],
      properties: { login: slug, id }
    },
    app: {
      type: "object",
      additionalProperties: false,
      required: ["id", "keyFrom"],
      properties: { id, keyFrom: variable }
    },
    /** The variable of the server's environment that holds a token, instead of an App. */
    tokenFrom: variable,
    deadlineSeconds: { type: "integer", minimum: 5, maximum: 300 },
    teams: {
      type: "object",
      propertyNames: { pattern: namePattern },
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["slug", "id"],
        properties: { slug, id }
      }
    }
  }
};

// src/providers/github/api/shapes.ts
var id2 = { type: "integer", minimum: 1 };
var text = { type: "string" };
var object = (properties, required = Object.keys(properties)) => ({
  type: "object",
  required,
  properties
});
var listOf = (items) => ({ type: "array", items });
var account = object({ id: id2, login: text });
var invitation = object({ id: id2, login: { type: ["string", "null"] } });
var isAccount = compileEntry(
  object({ id: id2, login: text, type: text })
);
var isIdList = compileEntry(listOf(object({ id: id2 })));
var isAccountList = compileEntry(listOf(account));
var isInvitationList = compileEntry(listOf(invitation));
var isTeam = compileEntry(object({ id: id2, slug: text, organization: account }));
var isMembership = compileEntry(
  object({ state: { enum: ["active", "pending"] } })
);
var isInstallation = compileEntry(object({ id: id2, account, permissions: { type: "object", additionalProperties: text } }));
var isToken = compileEntry(
  object({ token: text, expires_at: text })
);

// src/providers/github/people.ts
var loginPattern = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})$/u;
async function findPerson(api, login) {
  if (!loginPattern.test(login)) return void 0;
  const found = await api.find(isAccount, `/users/${login}`);
  return found?.type === "User" && found.login.toLowerCase() === login.toLowerCase() ? found : void 0;
}
var findById = async (api, id3) => api.find(isAccount, `/user/${id3}`);

// src/providers/github/places/team.ts
function teamPlace({ organization, serverUrl }, { slug: slug2, id: id3 }) {
  const org = organization.login;
  const team = `/organizations/${organization.id}/team/${id3}`;
  const membershipOf = ({ login }) => `${team}/memberships/${login}`;
  async function verify(api) {
    const found = await api.find(isTeam, `/orgs/${org}/teams/${slug2}`);
    if (found === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", `${org} has no team ${slug2}.`);
    if (found.id !== id3 || found.organization.id !== organization.id)
      throw api.fail("IDENTITY_CHANGED", `${org}/${slug2} is team ${found.id} of ${found.organization.id}.`);
  }
  async function list(api) {
    const members = await api.list(isAccountList, `${team}/members`);
    const invited = await api.list(isInvitationList, `${team}/invitations`);
    return [
      ...members.map(({ id: id4, login }) => ({ id: id4, login, standing: "held" })),
      ...await nameInvited(api, invited)
    ];
  }
  return {
    id: `team/${id3}`,
    powers: [{ kind: "github-team", id: id3 }],
    page: `${serverUrl ?? "https://github.com"}/orgs/${org}/teams/${slug2}`,
    removal: (login) => `gh api --method DELETE /orgs/${org}/teams/${slug2}/memberships/${login}`,
    verify,
    list,
    async read(api, person) {
      const found = await api.find(isMembership, membershipOf(person));
      return found && (found.state === "active" ? "held" : "invited");
    },
    async add(api, person) {
      const member = await api.find(isMembership, `/orgs/${org}/memberships/${person.login}`);
      if (member?.state !== "active") throw api.fail("REFUSED", `${person.id} is no member of ${org}.`);
      const answer = await api.send("PUT", membershipOf(person), { body: { role: "member" } });
      const { state } = api.parse(isMembership, "PUT membership", answer);
      if (state === "active") return "held";
      await cancelInvitations(api, org, person);
      throw api.fail("REFUSED", `${person.id} left ${org}.`);
    },
    async remove(api, person) {
      const membership = await api.find(isMembership, membershipOf(person));
      if (membership?.state === "pending") await cancelInvitations(api, org, person);
      const { status } = await api.send("DELETE", membershipOf(person), { gone: true });
      if (status === 404) await requireSight(api, org);
    }
  };
}
async function requireSight(api, org) {
  await api.get(isIdList, `/orgs/${org}/teams?per_page=1`);
}
async function cancelInvitations(api, org, { login }) {
  const invitations = await api.list(isInvitationList, `/orgs/${org}/invitations`);
  const own = invitations.filter((each) => each.login?.toLowerCase() === login.toLowerCase());
  for (const { id: id3 } of own) await api.send("DELETE", `/orgs/${org}/invitations/${id3}`, { gone: true });
}
async function nameInvited(api, invited) {
  const found = await Promise.all(invited.map(async ({ login }) => login && findPerson(api, login)));
  return found.flatMap(
    (person) => person ? [{ id: person.id, login: person.login, standing: "invited" }] : []
  );
}

// src/providers/github/places/offer.ts
function listOffer(configuration) {
  return new Map(
    Object.entries(configuration.teams ?? {}).map(([resource, team]) => [
      resource,
      /* @__PURE__ */ new Map([["member", teamPlace(configuration, team)]])
    ])
  );
}
function findPlace(configuration, offer, id3) {
  const offered = [...offer.values()].flatMap((roles) => [...roles.values()]);
  return offered.find((place) => place.id === id3) ?? rebuildPlace(configuration, id3);
}
function rebuildPlace(configuration, text2) {
  const [, kind, number] = /^(team)\/(\d{1,15})$/u.exec(text2) ?? [];
  return kind === "team" ? teamPlace(configuration, { slug: String(number), id: Number(number) }) : void 0;
}

// src/providers/github/api/failure.ts
var UNTOLD_SECONDS = 60;
function githubFailure(provider, call, answer, now) {
  const cause = new Error(`${call}: ${answer.status} ${readMessage(answer)}`);
  const limit = readLimit(answer, now);
  if (limit !== void 0) return new ProviderError(provider, "THROTTLED", cause, limit);
  if (answer.status === 422) return new ProviderError(provider, "REFUSED", cause);
  if (answer.status === 404) return new ProviderError(provider, "UNKNOWN_ENTITLEMENT", cause);
  const { code, retryAfterSeconds } = failureOf(provider, answer, now);
  return new ProviderError(provider, code, cause, retryAfterSeconds);
}
function readLimit({ status, headers, text: text2 }, now) {
  if (status !== 403 && status !== 429) return void 0;
  const asked = headers.get("retry-after") ?? "";
  if (/^\d{1,6}$/u.test(asked)) return Number(asked);
  if (headers.get("x-ratelimit-remaining") === "0") {
    const seconds = Number(headers.get("x-ratelimit-reset")) - now.getTime() / 1e3;
    return seconds > 0 ? Math.ceil(seconds) : UNTOLD_SECONDS;
  }
  return status === 429 || /rate limit|abuse/iu.test(text2) ? UNTOLD_SECONDS : void 0;
}
function readMessage({ text: text2 }) {
  const [, message = ""] = /"message"\s*:\s*"([^"\\]{0,300})/u.exec(text2) ?? [];
  return message;
}

// src/providers/github/api/request.ts
var API_VERSION = "2022-11-28";
var MAX_BYTES = 8 * 1024 * 1024;
function startRequest({ provider, apiUrl, deadlineSeconds, now }) {
  const endsAt = performance.now() + deadlineSeconds * 1e3;
  const fail = (code, detail) => new ProviderError(provider, code, new Error(detail));
  const failure = (call, answer) => githubFailure(provider, call, answer, now());
  async function send(method, path, { token, body }) {
    const remaining = (endsAt - performance.now()) / 1e3;
    if (remaining <= 0) throw fail("TIMEOUT", `No time is left for ${method} ${path}.`);
    const headers = {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "user-agent": "hallpass",
      "x-github-api-version": API_VERSION,
      ...body && { "content-type": "application/json" }
    };
    const call = { method, url: new URL(`${apiUrl.replace(/\/$/u, "")}${path}`), headers };
    return callHttp(body ? { ...call, body: JSON.stringify(body) } : call, {
      provider,
      deadlineSeconds: remaining,
      maxBytes: MAX_BYTES
    });
  }
  function parse(shape, call, answer) {
    if (answer.status < 200 || answer.status > 299) throw failure(call, answer);
    const value = parseJson(provider, answer);
    if (!shape(value)) throw fail("UNEXPECTED", `${call}: an answer of another form.`);
    return value;
  }
  return {
    send,
    parse,
    failure,
    fail,
    read: async (shape, method, path, sending) => parse(shape, `${method} ${path}`, await send(method, path, sending))
  };
}

// src/providers/github/api/app-token.ts
import { sign } from "node:crypto";
var encode = (value) => (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString("base64url");
function signAsApp(appId, privateKey, now) {
  const seconds = Math.floor(now.getTime() / 1e3);
  const claims = { iat: seconds - 60, exp: seconds + 540, iss: String(appId) };
  const text2 = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text2}.${encode(sign("RSA-SHA256", Buffer.from(text2), privateKey))}`;
}

// src/providers/github/api/sign-in.ts
var RENEWAL_MS = 5 * 6e4;
function createSignIn(configuration) {
  const { credentials, now } = configuration;
  if (credentials.kind === "token") return { token: async () => credentials.token, forget: () => false };
  let known;
  return {
    async token(request) {
      if (known === void 0 || known.endsAt - now().getTime() < RENEWAL_MS)
        known = await issueToken(configuration, signAs(configuration), request);
      return known.token;
    },
    forget(token) {
      if (known?.token === token) known = void 0;
      return true;
    }
  };
}
function signAs({ name, credentials, now }) {
  if (credentials.kind === "token") return credentials.token;
  try {
    return signAsApp(credentials.appId, credentials.privateKey, now());
  } catch {
    throw new ProviderError(
      name,
      "LOGIN_REFUSED",
      new Error("The App's private key is no RSA key in PEM form.")
    );
  }
}
async function issueToken({ organization }, appToken, request) {
  const found = await request.read(isInstallation, "GET", `/orgs/${organization.login}/installation`, {
    token: appToken
  });
  if (found.account.id !== organization.id)
    throw request.fail("IDENTITY_CHANGED", `installation of ${found.account.id}`);
  const path = `/app/installations/${found.id}/access_tokens`;
  const { token, expires_at } = await request.read(isToken, "POST", path, { token: appToken });
  return { token, endsAt: Date.parse(expires_at) };
}

// src/providers/github/api/api.ts
var MAX_PAGES = 1e3;
function createApi(configuration, options) {
  const signIn = createSignIn(configuration);
  return () => bind(configuration, startRequest({ ...options, now: configuration.now }), signIn);
}
function bind(configuration, request, signIn) {
  async function ask(method, path, body) {
    const token = await signIn.token(request);
    const sending = { token, ...body && { body } };
    const answer = await request.send(method, path, sending);
    if (answer.status !== 401 || !signIn.forget(token)) return answer;
    return request.send(method, path, { ...sending, token: await signIn.token(request) });
  }
  async function list(shape, path) {
    const found = [];
    let next = `${path}${path.includes("?") ? "&" : "?"}per_page=100`;
    for (let pages = 0; next !== void 0; pages++) {
      if (pages === MAX_PAGES) throw request.fail("UNEXPECTED", `${path} has over ${MAX_PAGES} pages.`);
      const answer = await ask("GET", next);
      found.push(...request.parse(shape, `GET ${path}`, answer));
      next = findNext(answer.headers, configuration.apiUrl);
    }
    return found;
  }
  return {
    list,
    parse: request.parse,
    fail: request.fail,
    get: async (shape, path) => request.parse(shape, `GET ${path}`, await ask("GET", path)),
    find: async (shape, path) => {
      const answer = await ask("GET", path);
      return answer.status === 404 ? void 0 : request.parse(shape, `GET ${path}`, answer);
    },
    getAsApp: (shape, path) => request.read(shape, "GET", path, { token: signAs(configuration) }),
    send: async (method, path, { body, gone = false } = {}) => {
      const answer = await ask(method, path, body);
      if (answer.status >= 200 && answer.status <= 299 || gone && answer.status === 404) return answer;
      throw request.failure(`${method} ${path}`, answer);
    }
  };
}
function findNext(headers, apiUrl = "https://api.github.com") {
  const [, link] = /<([^>]*)>;\s*rel="next"/u.exec(headers.get("link") ?? "") ?? [];
  if (link === void 0) return void 0;
  const { pathname, search } = new URL(link, apiUrl);
  const base = new URL(apiUrl).pathname.replace(/\/$/u, "");
  return `${pathname.startsWith(base) ? pathname.slice(base.length) : pathname}${search}`;
}

// src/providers/github/provider.ts
var CONSISTENCY_SECONDS = 60;
var MAX_RENAMES = 3;
function githubProvider(configuration) {
  const { name, organization, apiUrl = "https://api.github.com", deadlineSeconds = 30 } = configuration;
  const open2 = createApi({ ...configuration, apiUrl }, { provider: name, apiUrl, deadlineSeconds });
  const offer = listOffer(configuration);
  const instance = `${new URL(apiUrl).host}/organizations/${organization.id}`;
  const allowed = Object.fromEntries([...offer].map(([resource, roles]) => [resource, [...roles.keys()]]));
  const placeOf = ({ resource, role }) => {
    const place = offer.get(resource)?.get(role);
    if (place === void 0) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return place;
  };
  const toGrant = (entitlement, place) => ({ id: id3, login, standing }) => ({
    principal: login,
    entitlement,
    ids: { instance, principal: String(id3), entitlement: place.id },
    origin: "unknown",
    ...standing === "invited" && { invited: true }
  });
  async function find(api, principal, entitlement) {
    const place = placeOf(entitlement);
    await place.verify(api);
    const person = await findPerson(api, principal);
    if (person === void 0) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    const ids = { instance, principal: String(person.id), entitlement: place.id };
    return { place, person, ids };
  }
  async function listGrants(entitlements) {
    const api = open2();
    const found = [];
    for (const [entitlement, place] of entitlements.map((each) => [each, placeOf(each)]))
      found.push(...(await place.list(api)).map(toGrant(entitlement, place)));
    return found;
  }
  return {
    name,
    listGrants,
    check: (entitlement) => checkAllowed(allowed, entitlement),
    powers: (entitlement) => offer.get(entitlement.resource)?.get(entitlement.role)?.powers ?? [],
    identify: async (principal, entitlement) => (await find(open2(), principal, entitlement)).ids,
    async traits() {
      return {
        // A membership carries no mark of who made it.
        container: "shared",
        nativeExpiry: "none",
        // GitHub asks for the membership at every request.
        sessions: "ended",
        consistencySeconds: CONSISTENCY_SECONDS,
        deadlineSeconds
      };
    },
    async hold({ principal, entitlement, ids }) {
      const api = open2();
      const { place, person, ids: now } = await find(api, principal, entitlement);
      if (idsKey(now) !== idsKey(ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
      if (await place.read(api, person) !== void 0) return { changed: false, sessionsEnded: 0 };
      const standing = await place.add(api, person);
      await requireSame(api, place, person);
      return { changed: true, sessionsEnded: 0, ...standing === "invited" && { invited: true } };
    },
    async revoke({ ids }) {
      const place = findPlace(configuration, offer, ids.entitlement);
      if (ids.instance !== instance || place === void 0) throw new ProviderError(name, "IDENTITY_CHANGED");
      const changed = await remove(open2(), place, Number(ids.principal));
      return { changed, sessionsEnded: 0 };
    },
    async *inventory() {
      for (const [resource, roles] of offer)
        for (const role of roles.keys()) yield* await listGrants([{ provider: name, resource, role }]);
    },
    connect: ({ entitlement }) => ({ kind: "link", text: placeOf(entitlement).page }),
    describeRemoval: ({ principal, entitlement }) => placeOf(entitlement).removal(principal),
    async close() {
    }
  };
}
async function requireSame(api, place, person) {
  const now = await findPerson(api, person.login);
  if (now?.id === person.id) return;
  if (now !== void 0) await place.remove(api, now);
  throw api.fail(
    "IDENTITY_CHANGED",
    `${person.login} was account ${person.id}, and is ${now?.id ?? "nobody"} now.`
  );
}
async function remove(api, place, id3) {
  let changed = false;
  for (let attempt = 0; attempt < MAX_RENAMES; attempt++) {
    const person = await findById(api, id3) ?? (await place.list(api)).find((holder) => holder.id === id3);
    if (person === void 0) return changed;
    changed = await place.read(api, person) !== void 0 || changed;
    await place.remove(api, person);
    const after = await findById(api, id3);
    if (after === void 0 || after.login === person.login) return changed;
  }
  throw api.fail("BUSY", `The account ${id3} was renamed ${MAX_RENAMES} times.`);
}

// src/providers/github/adapter.ts
var githubAdapter = defineAdapter({
  schema: githubSchema,
  abilities: {
    system: "GitHub: team memberships",
    container: ["shared"],
    nativeExpiry: ["none"],
    sessions: ["ended"],
    tested: "shape-checked"
  },
  open
});
function open(entry, context) {
  const { app: _app, tokenFrom: _tokenFrom, ...rest } = entry;
  refuseRepeated(entry, context.where);
  return githubProvider({
    ...rest,
    name: context.name,
    credentials: readCredentials(entry, context),
    now: context.now
  });
}
function readCredentials({ app, tokenFrom }, { where, readSecret }) {
  if (app === void 0 === (tokenFrom === void 0))
    throw new Error(
      `${where}: set app to sign in as a GitHub App, or tokenFrom to sign in with a token; one of them.`
    );
  if (app === void 0)
    return { kind: "token", token: readSecret("tokenFrom", tokenFrom ?? "", "a token for the organisation") };
  const key = readSecret("app/keyFrom", app.keyFrom, "the private key of the App, in PEM form");
  return { kind: "app", appId: app.id, privateKey: key.replaceAll("\\n", "\n") };
}
function refuseRepeated(entry, where) {
  const names = /* @__PURE__ */ new Map();
  for (const [resource, roles] of listOffer(entry))
    for (const [role, { id: id3 }] of roles) {
      const other = names.get(id3);
      if (other !== void 0)
        throw new Error(
          `${where}: ${other} and ${resource}/${role} are the same access, ${id3}. Remove one of them.`
        );
      names.set(id3, `${resource}/${role}`);
    }
}
export {
  githubAdapter
};
