import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  isInClear
} from "./chunk-A473MKXD.js";
import {
  startDeadline
} from "./chunk-PCJM6DFV.js";
import {
  createOffer
} from "./chunk-ZIHSV6EN.js";
import {
  connectByResource
} from "./chunk-IMYDDN53.js";
import {
  listOf,
  object
} from "./chunk-4KZUBUOH.js";
import {
  callHttp,
  failureOf,
  parseJson
} from "./chunk-JXOYDYG2.js";
import {
  refuseRepeated,
  sameAccess
} from "./chunk-PX6SYLT4.js";
import "./chunk-2XT6N3BN.js";
import {
  describeQuote,
  listSome,
  toPhrases
} from "./chunk-3Z7Y7I5C.js";
import "./chunk-GGGEKREZ.js";
import {
  defineAdapter
} from "./chunk-TQBW6AQB.js";
import {
  byName,
  compileEntry,
  consistencySeconds,
  deadlineSeconds,
  link,
  mistake,
  secretVariable,
  warning
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";
import {
  sameIds
} from "./chunk-K5X7KKLM.js";
import "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";

// src/providers/okta/configuration.ts
var id = { type: "string", pattern: "^[A-Za-z0-9_-]{1,100}$" };
var only = (name) => ({ type: "object", additionalProperties: false, required: [name], properties: { [name]: id } });
var oktaSchema = {
  type: "object",
  additionalProperties: false,
  required: ["url", "resources"],
  properties: {
    url: {
      type: "string",
      pattern: "^https?://[^/?#@]+/?$",
      description: "the address of the organisation, without path"
    },
    /** A service app (OAuth for Okta), whose key signs its requests for tokens. */
    app: {
      type: "object",
      additionalProperties: false,
      required: ["clientId", "keyFrom"],
      properties: {
        clientId: id,
        keyFrom: secretVariable,
        keyId: { type: "string", minLength: 1, maxLength: 200 }
      }
    },
    /** The variable of the server's environment that holds an API token, instead of a service app. */
    tokenFrom: secretVariable,
    deadlineSeconds,
    consistencySeconds,
    endSessions: { type: "boolean" },
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        link,
        roles: byName({ oneOf: [only("group"), only("app")] })
      }
    })
  }
};
var DEADLINE_SECONDS = 30;

// src/providers/okta/api/shapes.ts
var id2 = { type: "string", minLength: 1, maxLength: 200 };
var text = { type: "string" };
var isOrg = compileEntry(object({ id: id2 }));
var isUser = compileEntry(
  object({ id: id2, status: text, profile: object({ login: { type: "string", minLength: 1 } }) })
);
var isUserList = compileEntry(
  listOf(object({ id: id2, status: text, profile: object({ login: { type: "string", minLength: 1 } }) }))
);
var isGroup = compileEntry(
  object({ id: id2, type: text, profile: object({ name: text, description: { type: ["string", "null"] } }, []) }, [
    "id",
    "type"
  ])
);
var app = object(
  {
    ...{ id: id2, name: text, label: text, status: text },
    accessibility: object({ selfService: { type: "boolean" } }, [])
  },
  ["id", "name"]
);
var isApp = compileEntry(app);
var isAppList = compileEntry(listOf(app));
var isAppUser = compileEntry(object({ id: id2, scope: text }));
var isAppUserList = compileEntry(listOf(object({ id: id2, scope: text })));
var isIdList = compileEntry(listOf(object({ id: id2 })));
var isRuleList = compileEntry(
  listOf(
    object({
      id: id2,
      status: text,
      actions: object({ assignUserToGroups: object({ groupIds: listOf(text) }, []) }, [])
    })
  )
);
var isLog = compileEntry(
  listOf(
    object(
      {
        uuid: id2,
        published: text,
        eventType: text,
        outcome: { type: ["object", "null"], properties: { result: text } },
        target: {
          type: ["array", "null"],
          items: object({ type: text, displayName: { type: ["string", "null"] } }, [])
        }
      },
      ["uuid", "published", "eventType"]
    )
  )
);
var isToken = compileEntry(object({ access_token: text, token_type: text, expires_in: { type: "number" } }));

// src/providers/okta/people.ts
var SHUT_OUT = ["STAGED", "SUSPENDED", "DEPROVISIONED"];
var AT_ONCE = 8;
async function findPerson(api, login) {
  if (login === "" || login === "." || login === "..") return void 0;
  const found = await api.find(isUser, `/api/v1/users/${encodeURIComponent(login)}`);
  return found?.profile.login === login && !SHUT_OUT.includes(found.status) ? found : void 0;
}
async function findById(api, id3) {
  const found = await api.find(isUser, userPath(api, id3));
  return found?.id === id3 ? found : void 0;
}
function userPath(api, id3) {
  if (!/^[A-Za-z0-9_-]{1,200}$/u.test(id3)) throw api.fail("UNEXPECTED", "A user id of another form.");
  return `/api/v1/users/${id3}`;
}
async function readPeople(api, ids) {
  const found = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const batch = await Promise.all(ids.slice(at, at + AT_ONCE).map((id3) => findById(api, id3)));
    found.push(...batch.flatMap((user) => user ?? []));
  }
  return found;
}

// src/providers/okta/places/app.ts
var RULING = ["saasure", "okta_flow_sso", "okta_workflows_oauth", "flow"];
function appPlace(id3) {
  const app2 = `/api/v1/apps/${id3}`;
  const read = (api, user) => api.find(isAppUser, `${app2}/users/${user}`);
  async function require2(api) {
    const found = await api.find(isApp, app2);
    if (found === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no app ${id3}.`);
    return found;
  }
  return {
    id: `app/${id3}`,
    target: id3,
    exists: async (api) => await api.find(isApp, app2) !== void 0,
    has: async (api, user) => await read(api, user) !== void 0,
    tell: async (api) => [`use the app ${nameApp(await require2(api))}`],
    async verify(api) {
      const found = await require2(api);
      if (RULING.includes(found.name)) throw api.fail("REFUSED", `The app ${found.name} is never lent.`);
    },
    async list(api) {
      const assigned = await api.list(isAppUserList, `${app2}/users?limit=200`);
      const people = await readPeople(
        api,
        assigned.map((each) => each.id)
      );
      const logins = new Map(people.map((user) => [user.id, user.profile.login]));
      return assigned.map(
        (each) => ({ id: each.id, login: logins.get(each.id) ?? `user:${each.id}` })
      );
    },
    async add(api, user) {
      const answer = await api.send("POST", `${app2}/users`, { id: user, scope: "USER" });
      if (!isSuccess(answer)) throw api.failure("POST app user", answer);
    },
    async remove(api, user) {
      const assignment = await read(api, user);
      if (assignment?.scope === "GROUP") return false;
      const answer = await api.send("DELETE", `${app2}/users/${user}`);
      if (!isSuccess(answer) && answer.status !== 404) throw api.failure("DELETE app user", answer);
      return assignment !== void 0;
    },
    examine: (api, what) => examine(api, app2, what)
  };
}
var nameApp = ({ label, name, status }) => `${label === void 0 ? name : `${label} (${name})`}${status === "INACTIVE" ? ", which is inactive" : ""}`;
async function examine(api, path, what) {
  const found = await api.find(isApp, path);
  if (found === void 0)
    return [
      mistake("OKTA_NO_TARGET", `The app of ${what} does not exist.`, "Write the id of an app that does.")
    ];
  if (RULING.includes(found.name))
    return [
      mistake(
        "OKTA_ADMIN_GROUP",
        `The app of ${what} is the Admin Console or Okta Workflows.`,
        "Remove it from HALLPASS_PROVIDERS."
      )
    ];
  return found.accessibility?.selfService === true ? [
    warning(
      "OKTA_SELF_SERVICE",
      `People can add the app of ${what} to their own dashboard.`,
      "Turn self service off for the app: whoever can add it needs no lease."
    )
  ] : [];
}
var isSuccess = ({ status }) => status >= 200 && status <= 299;

// src/providers/okta/places/group.ts
var MOST_APPS = 8;
function groupPlace(id3) {
  const group = `/api/v1/groups/${id3}`;
  async function findObstacle(api) {
    const found = await api.find(isGroup, group);
    if (found === void 0) return "missing";
    if (found.type !== "OKTA_GROUP") return "type";
    if ((await listRules(api, id3)).some(({ status }) => status !== "INACTIVE")) return "rule";
    return (await api.list(isIdList, `${group}/roles`)).length > 0 ? "role" : void 0;
  }
  async function has(api, user) {
    const groups = await api.findList(isIdList, `${userPath(api, user)}/groups`);
    return groups?.some((each) => each.id === id3) ?? false;
  }
  return {
    id: `group/${id3}`,
    target: id3,
    has,
    exists: async (api) => await api.find(isGroup, group) !== void 0,
    async verify(api) {
      const obstacle = await findObstacle(api);
      if (obstacle === "missing") throw api.fail("UNKNOWN_ENTITLEMENT", `There is no group ${id3}.`);
      if (obstacle !== void 0) throw api.fail("REFUSED", `The group ${id3} cannot be lent: ${obstacle}.`);
    },
    async tell(api) {
      const found = await api.find(isGroup, group);
      if (found === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no group ${id3}.`);
      return describeGroup(found, await listApps(api, group));
    },
    async list(api) {
      const users = await api.list(isUserList, `${group}/users?limit=200`);
      return users.map((user) => ({ id: user.id, login: user.profile.login }));
    },
    async add(api, user) {
      const answer = await api.send("PUT", `${group}/users/${user}`);
      if (answer.status !== 204) throw api.failure("PUT group member", answer);
    },
    async remove(api, user) {
      const before = await has(api, user);
      const answer = await api.send("DELETE", `${group}/users/${user}`);
      if (answer.status !== 204 && answer.status !== 404) throw api.failure("DELETE group member", answer);
      return before;
    },
    async examine(api, what) {
      const obstacle = await findObstacle(api);
      if (obstacle !== void 0) return [describe(obstacle, what, id3)];
      const rules = await listRules(api, id3);
      return [
        ...rules.length === 0 ? [] : [sleepingRule(what)],
        ...await hasOwners(api, group) ? [owned(what)] : []
      ];
    }
  };
}
async function listRules(api, id3) {
  const rules = await api.list(isRuleList, "/api/v1/groups/rules?limit=50");
  return rules.filter(({ actions }) => actions.assignUserToGroups?.groupIds?.includes(id3));
}
var listApps = (api, group) => api.list(isAppList, `${group}/apps?limit=200`).catch((error) => {
  if (error instanceof ProviderError && error.code === "REFUSED") return void 0;
  throw error;
});
var describeGroup = ({ profile, id: id3 }, apps) => [
  ...(apps ?? []).length === 0 ? [] : [`use the apps of the group: ${listSome((apps ?? []).map(nameApp), MOST_APPS)}`],
  `use whatever ${apps === void 0 ? "" : "else "}was given to the group ${profile?.name ?? id3}`,
  ...describeQuote("the group's description", profile?.description)
];
async function hasOwners(api, group) {
  const owners = await api.findList(isIdList, `${group}/owners`).catch((error) => {
    if (error instanceof ProviderError && error.code === "REFUSED") return void 0;
    throw error;
  });
  return owners !== void 0 && owners.length > 0;
}
function describe(obstacle, what, id3) {
  switch (obstacle) {
    case "missing":
      return mistake(
        "OKTA_NO_TARGET",
        `The group "${id3}" of ${what} does not exist.`,
        "Write the id of a group that does."
      );
    case "type":
      return mistake(
        "OKTA_FOREIGN_GROUP",
        `The group of ${what} is not one of Okta's own: an app, a directory or Okta fills it.`,
        "Make a group in Okta for this role, and write its id."
      );
    case "rule":
      return mistake(
        "OKTA_GROUP_RULE",
        `A group rule adds people to the group of ${what}.`,
        "Take the group out of the rule, or make another group for this role."
      );
    case "role":
      return mistake(
        "OKTA_ADMIN_GROUP",
        `The group of ${what} gives administrator roles of Okta.`,
        "Take the roles from the group, or remove it from HALLPASS_PROVIDERS."
      );
  }
}
var sleepingRule = (what) => warning(
  "OKTA_GROUP_RULE",
  `A group rule that is inactive names the group of ${what}. Once it is active, Hallpass lends the group no longer.`,
  "Take the group out of the rule."
);
var owned = (what) => warning(
  "OKTA_GROUP_OWNER",
  `The group of ${what} has owners, who can add themselves without a lease.`,
  "Remove the owners, or let nobody who owns the group ask for it."
);

// src/providers/okta/places/offer.ts
var listOffer = ({ resources }) => Object.entries(resources).flatMap(
  ([resource, { roles }]) => Object.entries(roles).map(([role, target]) => ({ resource, role, place: placeOf(target) }))
);
var placeOf = (target) => "group" in target ? groupPlace(target.group) : appPlace(target.app);
function rebuildPlace(text2) {
  const { kind, id: id3 = "" } = /^(?<kind>group|app)\/(?<id>[A-Za-z0-9_-]{1,100})$/u.exec(text2)?.groups ?? {};
  if (kind === void 0) return void 0;
  return kind === "group" ? groupPlace(id3) : appPlace(id3);
}

// src/providers/okta/activity.ts
var MOST = 1e3;
var KEPT_MS = 90 * 24 * 36e5;
var LONGEST = 200;
async function readActivity(api, { user, app: app2, from, until }) {
  if (from >= until) return [];
  const since = new Date(Math.max(from.getTime(), until.getTime() - KEPT_MS));
  const filter = `actor.id eq ${JSON.stringify(user)}${app2 === void 0 ? "" : ` and target.id eq ${JSON.stringify(app2)}`}`;
  const query = new URLSearchParams({
    since: since.toISOString(),
    until: until.toISOString(),
    filter,
    sortOrder: "ASCENDING",
    limit: String(MOST)
  });
  const events = await api.listFirst(isLog, `/api/v1/logs?${query}`, MOST);
  return events.flatMap((event) => {
    const at = new Date(event.published);
    return Number.isNaN(at.getTime()) ? [] : [{ at, action: describe2(event) }];
  });
}
function describe2({ eventType, outcome, target }) {
  const names = (target ?? []).flatMap(
    ({ type, displayName }) => type === "AppInstance" || type === "UserGroup" ? displayName ?? [] : []
  );
  const on = names.length === 0 ? "" : ` on ${names.join(", ")}`;
  const result = outcome?.result === void 0 ? "" : `: ${outcome.result}`;
  return `${eventType}${on}${result}`.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, LONGEST);
}

// src/providers/okta/api/failure.ts
var UNTOLD_SECONDS = 60;
function oktaFailure(provider, call, answer, now) {
  const cause = new Error(`${call}: ${answer.status} ${readErrorCode(answer)}`);
  const { code, retryAfterSeconds } = failureOf(provider, answer, now);
  if (answer.status === 429)
    return new ProviderError(provider, "THROTTLED", cause, retryAfterSeconds || untilReset(answer, now));
  if (answer.status === 400) return new ProviderError(provider, "REFUSED", cause);
  if (answer.status === 404) return new ProviderError(provider, "UNKNOWN_ENTITLEMENT", cause);
  return new ProviderError(provider, code, cause, retryAfterSeconds);
}
function untilReset({ headers }, now) {
  const seconds = Number(headers.get("x-rate-limit-reset") ?? Number.NaN) - now.getTime() / 1e3;
  if (!Number.isFinite(seconds)) return UNTOLD_SECONDS;
  return Math.max(1, Math.ceil(seconds));
}
var readErrorCode = ({ text: text2 }) => /"errorCode"\s*:\s*"(?<code>E\d{7})"/u.exec(text2)?.groups?.code ?? "";

// src/providers/okta/api/links.ts
function findNext(headers, listing, fail) {
  const [, link2] = /<([^>]*)>\s*;\s*rel="?next"?/u.exec(headers.get("link") ?? "") ?? [];
  if (link2 === void 0) return void 0;
  const next = URL.canParse(link2, listing.href) ? new URL(link2, listing) : void 0;
  if (next?.origin !== listing.origin || next.pathname !== listing.pathname)
    throw fail("UNEXPECTED", `GET ${listing.pathname}: the next page is elsewhere.`);
  return `${next.pathname}${next.search}`;
}

// src/providers/okta/api/assertion.ts
import { randomUUID, sign } from "node:crypto";
var LIFE_SECONDS = 300;
var encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
function signAssertion({ clientId, privateKey, keyId, audience, now }) {
  const issued = Math.floor(now.getTime() / 1e3);
  const header = { alg: "RS256", ...keyId !== void 0 && { kid: keyId } };
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: audience,
    iat: issued,
    exp: issued + LIFE_SECONDS,
    jti: randomUUID()
  };
  const text2 = `${encode(header)}.${encode(claims)}`;
  return `${text2}.${sign("RSA-SHA256", Buffer.from(text2), privateKey).toString("base64url")}`;
}

// src/providers/okta/api/sign-in.ts
var scopesOf = ({
  endSessions = false,
  resources
}) => {
  const hasApp = Object.values(resources).some(
    ({ roles }) => Object.values(roles).some((target) => "app" in target)
  );
  return [
    "okta.groups.manage",
    "okta.roles.read",
    "okta.logs.read",
    endSessions ? "okta.users.manage" : "okta.users.read",
    ...hasApp ? ["okta.apps.manage"] : []
  ];
};
var RENEWAL_MS = 5 * 6e4;
function createSignIn(configuration) {
  const { credentials, now } = configuration;
  if (credentials.kind === "token")
    return { authorize: async () => `SSWS ${credentials.token}`, forget: () => false };
  let known;
  return {
    async authorize(send) {
      if (known === void 0 || known.endsAt - now().getTime() < RENEWAL_MS)
        known = await issueToken(configuration, send);
      return known.authorization;
    },
    forget(authorization) {
      if (known?.authorization === authorization) known = void 0;
      return true;
    }
  };
}
async function issueToken(configuration, send) {
  const { name, now } = configuration;
  const asked = now().getTime();
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    scope: scopesOf(configuration).join(" "),
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: sign2(configuration)
  });
  const answer = await send("/oauth2/v1/token", form);
  if (answer.status === 400 || answer.status === 401)
    throw new ProviderError(name, "LOGIN_REFUSED", new Error(`token: ${answer.status} ${readError(answer)}`));
  if (answer.status !== 200) throw oktaFailure(name, "POST token", answer, now());
  const token = parse(answer);
  if (!isToken(token) || token.token_type.toLowerCase() !== "bearer")
    throw new ProviderError(name, "LOGIN_REFUSED", new Error("token: no bearer token"));
  return { authorization: `Bearer ${token.access_token}`, endsAt: asked + token.expires_in * 1e3 };
}
function sign2({ name, url, credentials, now }) {
  if (credentials.kind === "token") return credentials.token;
  try {
    return signAssertion({ ...credentials, audience: new URL("/oauth2/v1/token", url).href, now: now() });
  } catch {
    throw new ProviderError(
      name,
      "LOGIN_REFUSED",
      new Error("The app's private key is no RSA key in PEM form.")
    );
  }
}
function parse({ text: text2 }) {
  try {
    return JSON.parse(text2);
  } catch {
    return void 0;
  }
}
var readError = ({ text: text2 }) => /"error"\s*:\s*"(?<error>[a-z_]{1,40})"/u.exec(text2)?.groups?.error ?? "";

// src/providers/okta/api/api.ts
var MAX_PAGES = 1e3;
var MAX_BYTES = 16 * 1024 * 1024;
function createApi(configuration) {
  const signIn = createSignIn(configuration);
  return () => bind(configuration, signIn);
}
function bind({ name, url, now, deadlineSeconds: deadlineSeconds2 = DEADLINE_SECONDS }, signIn) {
  const left = startDeadline(name, deadlineSeconds2);
  const fail = (code, detail) => new ProviderError(name, code, new Error(detail));
  const failure = (call2, answer) => oktaFailure(name, call2, answer, now());
  const call = (method, path, headers, body) => callHttp(
    {
      method,
      url: new URL(path, url),
      headers: { accept: "application/json", ...headers },
      ...body !== void 0 && { body }
    },
    { provider: name, deadlineSeconds: left(), maxBytes: MAX_BYTES }
  );
  const sendForm = (path, form) => call("POST", path, { "content-type": "application/x-www-form-urlencoded" }, form.toString());
  async function send(method, path, body) {
    const text2 = body === void 0 ? void 0 : JSON.stringify(body);
    const headers = {
      "user-agent": "hallpass",
      ...text2 !== void 0 && { "content-type": "application/json" }
    };
    const authorization = await signIn.authorize(sendForm);
    const answer = await call(method, path, { ...headers, authorization }, text2);
    if (answer.status !== 401 || !signIn.forget(authorization)) return answer;
    return call(method, path, { ...headers, authorization: await signIn.authorize(sendForm) }, text2);
  }
  function parse2(shape, path, answer) {
    if (answer.status !== 200) throw failure(`GET ${path}`, answer);
    const value = parseJson(name, answer);
    if (!shape(value)) throw fail("UNEXPECTED", `GET ${path}: an answer of another form.`);
    return value;
  }
  async function findPages(shape, path, most = Number.POSITIVE_INFINITY) {
    const found = [];
    const seen = /* @__PURE__ */ new Set();
    let next = path;
    while (next !== void 0 && found.length < most) {
      if (seen.size === MAX_PAGES || seen.has(next))
        throw fail("UNEXPECTED", `GET ${path}: its pages do not end.`);
      seen.add(next);
      const answer = await send("GET", next);
      if (answer.status === 404) return void 0;
      found.push(...parse2(shape, path, answer));
      next = findNext(answer.headers, new URL(path, url), fail);
    }
    return found.slice(0, most);
  }
  async function list(shape, path, most = Number.POSITIVE_INFINITY) {
    const found = await findPages(shape, path, most);
    if (found === void 0) throw fail("UNKNOWN_ENTITLEMENT", `GET ${path}: 404`);
    return found;
  }
  return {
    send,
    fail,
    failure,
    list,
    listFirst: list,
    findList: findPages,
    async find(shape, path) {
      const answer = await send("GET", path);
      return answer.status === 404 ? void 0 : parse2(shape, path, answer);
    }
  };
}

// src/providers/okta/diagnose.ts
async function diagnose(api, { name, credentials }, offer) {
  const findings = credentials.kind === "token" ? [wideToken(name)] : [];
  for (const { resource, role, place } of offer) {
    const what = `${name}/${resource}/${role}`;
    findings.push(
      ...await place.examine(api, what).catch((error) => [describeRefusal(error, what)])
    );
  }
  return findings;
}
var wideToken = (name) => warning(
  "OKTA_API_TOKEN",
  `Provider "${name}" signs in with an API token, which has all rights of the administrator who made it.`,
  "Use a service app with the scopes and the admin role of docs/providers/okta.md."
);
function describeRefusal(error, what) {
  if (!(error instanceof ProviderError && error.code === "REFUSED")) throw error;
  return mistake(
    "OKTA_NO_RIGHT",
    `Okta does not let Hallpass read what it must know before it lends ${what}: the group or app, the group rules, or the group's admin roles.`,
    "Give the service app the scopes and the admin role of docs/providers/okta.md."
  );
}

// src/providers/okta/provider.ts
var CONSISTENCY_SECONDS = 30;
function oktaProvider(configuration) {
  const { name, resources, endSessions = false, now } = configuration;
  const { deadlineSeconds: deadlineSeconds2 = DEADLINE_SECONDS, consistencySeconds: consistencySeconds2 = CONSISTENCY_SECONDS } = configuration;
  const open2 = createApi(configuration);
  const offer = listOffer(configuration);
  const places = new Map(offer.map(({ resource, role, place }) => [`${resource} ${role}`, place]));
  const { check } = createOffer(name, resources);
  const placeOf2 = ({ resource, role }) => {
    const place = places.get(`${resource} ${role}`);
    if (place === void 0) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return place;
  };
  async function identify(api, principal, entitlement) {
    const place = placeOf2(entitlement);
    const instance = await readInstance(api);
    await place.verify(api);
    const person = await findPerson(api, principal);
    if (person === void 0) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance, principal: person.id, entitlement: place.id };
  }
  async function listGrants(entitlements) {
    const api = open2();
    const asked = entitlements.map((entitlement) => ({ entitlement, place: placeOf2(entitlement) }));
    const instance = await readInstance(api);
    const found = [];
    for (const { entitlement, place } of asked) {
      const toGrant = ({ id: id3, login }) => ({
        principal: login,
        entitlement,
        ids: { instance, principal: id3, entitlement: place.id },
        origin: "unknown"
      });
      found.push(...refuseRepeated2(api, await place.list(api)).map(toGrant));
    }
    return found;
  }
  async function findRecorded(api, ids) {
    const place = rebuildPlace(ids.entitlement);
    if (place === void 0 || ids.instance !== await readInstance(api))
      throw new ProviderError(name, "IDENTITY_CHANGED");
    return place;
  }
  async function requireSight(api, place, user) {
    if (await place.exists(api) || await findById(api, user) !== void 0) return;
    for (const each of offer) if (await each.place.exists(api)) return;
    throw api.fail("REFUSED", "Neither the person nor any group or app is visible.");
  }
  const clearSessions = async (api, user) => {
    const answer = await api.send("DELETE", `${userPath(api, user)}/sessions?oauthTokens=true`);
    if (answer.status !== 204 && answer.status !== 404) throw api.failure("DELETE sessions", answer);
  };
  return {
    name,
    listGrants,
    check,
    identify: (principal, entitlement) => identify(open2(), principal, entitlement),
    async traits() {
      return {
        // Neither a membership nor an assignment carries a mark of who made it.
        container: "shared",
        nativeExpiry: "none",
        sessions: endSessions ? "ended" : "survive",
        consistencySeconds: consistencySeconds2,
        deadlineSeconds: deadlineSeconds2
      };
    },
    async hold({ principal, entitlement, ids }) {
      const api = open2();
      if (!sameIds(await identify(api, principal, entitlement), ids))
        throw new ProviderError(name, "IDENTITY_CHANGED");
      const place = placeOf2(entitlement);
      if (await place.has(api, ids.principal)) return { changed: false, sessionsEnded: 0 };
      await place.add(api, ids.principal);
      return { changed: true, sessionsEnded: 0 };
    },
    async revoke({ ids }) {
      const api = open2();
      const place = await findRecorded(api, ids);
      userPath(api, ids.principal);
      const changed = await place.remove(api, ids.principal);
      if (!changed) await requireSight(api, place, ids.principal);
      if (endSessions) await clearSessions(api, ids.principal);
      return { changed, sessionsEnded: 0 };
    },
    ...endSessions && {
      async forget({ ids }) {
        const api = open2();
        await findRecorded(api, ids);
        await clearSessions(api, ids.principal);
      }
    },
    async listAbilities(entitlement) {
      return toPhrases(await placeOf2(entitlement).tell(open2()));
    },
    async *inventory() {
      for (const { resource, role } of offer) yield* await listGrants([{ provider: name, resource, role }]);
    },
    ...connectByResource(resources),
    async activity({ ids, until }, from) {
      const api = open2();
      const place = await findRecorded(api, ids);
      const end = new Date(Math.min(until.getTime(), now().getTime()));
      const app2 = place.id.startsWith("app/") ? { app: place.target } : {};
      return readActivity(api, { user: ids.principal, ...app2, from, until: end });
    },
    diagnose: () => diagnose(open2(), configuration, offer),
    async close() {
    }
  };
}
async function readInstance(api) {
  const org = await api.find(isOrg, "/.well-known/okta-organization");
  if (org === void 0) throw api.fail("UNEXPECTED", "There is no org at this address.");
  return `okta/${org.id}`;
}
function refuseRepeated2(api, holders) {
  if (new Set(holders.map(({ id: id3 }) => id3)).size < holders.length)
    throw api.fail("BUSY", "A list names a user twice.");
  return holders;
}

// src/providers/okta/adapter.ts
var oktaAdapter = defineAdapter({
  schema: oktaSchema,
  abilities: {
    system: "Okta: group memberships and app assignments",
    container: ["shared"],
    nativeExpiry: ["none"],
    sessions: ["ended", "survive"],
    tested: "public emulator"
  },
  open
});
function open({ app: app2, tokenFrom, ...entry }, context) {
  const { where, name, now } = context;
  if (isInClear(entry.url))
    throw new Error(`${where}/url: "${entry.url}" would send the credentials in clear text. Use https://.`);
  const offer = listOffer(entry).map(
    ({ resource, role, place }) => [`${resource}/${role}`, place.id]
  );
  refuseRepeated(offer, sameAccess(where));
  return oktaProvider({ ...entry, name, now, credentials: readCredentials(app2, tokenFrom, context) });
}
function readCredentials(app2, tokenFrom, { where, readSecret }) {
  if (app2 !== void 0 && tokenFrom === void 0) {
    const key = readSecret("app/keyFrom", app2.keyFrom, "the private key of the service app, in PEM form");
    const { clientId, keyId } = app2;
    return {
      kind: "app",
      clientId,
      privateKey: key.replaceAll("\\n", "\n"),
      ...keyId !== void 0 && { keyId }
    };
  }
  if (app2 !== void 0 || tokenFrom === void 0)
    throw new Error(
      `${where}: set app to sign in as a service app, or tokenFrom to sign in with an API token; one of them.`
    );
  return { kind: "token", token: readSecret("tokenFrom", tokenFrom, "an API token of Okta") };
}
export {
  oktaAdapter
};
