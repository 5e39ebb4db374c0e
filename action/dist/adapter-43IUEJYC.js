import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  isInClear
} from "./chunk-A473MKXD.js";
import {
  startDeadline
} from "./chunk-PCJM6DFV.js";
import {
  createOffer,
  listRoles
} from "./chunk-ZIHSV6EN.js";
import {
  connectByResource
} from "./chunk-IMYDDN53.js";
import {
  callHttp,
  failureOf,
  parseJson
} from "./chunk-JXOYDYG2.js";
import {
  refuseRepeated
} from "./chunk-PX6SYLT4.js";
import "./chunk-2XT6N3BN.js";
import {
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

// src/providers/scim/configuration.ts
var id = { type: "string", pattern: "^[^\\p{C}]{1,255}$" };
var scimSchema = {
  type: "object",
  additionalProperties: false,
  required: ["url", "tokenFrom", "resources"],
  properties: {
    url: {
      type: "string",
      pattern: "^https?://[^/?#@]+(/[^?#]*)?$",
      description: "an address without user, query and fragment"
    },
    /** The variable of the server's environment that holds the bearer token. */
    tokenFrom: secretVariable,
    deadlineSeconds,
    consistencySeconds,
    principals: {
      type: "object",
      additionalProperties: false,
      required: ["attribute"],
      properties: {
        /** An attribute of User with one value, of an extension with the extension's URN before it (RFC 7644, section 3.10). */
        attribute: { type: "string", pattern: "^(urn:[\\w.:-]+:)?[A-Za-z][\\w-]{0,62}$" }
      }
    },
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        link,
        roles: byName(id)
      }
    })
  }
};

// src/providers/scim/shapes.ts
var text = { type: "string", minLength: 1 };
var meta = { type: "object", properties: { version: { type: "string" } } };
var support = { type: "object", required: ["supported"], properties: { supported: { type: "boolean" } } };
var isUser = compileEntry({
  type: "object",
  required: ["id"],
  properties: { id: text, active: { type: "boolean" } }
});
var isGroup = compileEntry({
  type: "object",
  required: ["id"],
  properties: {
    id: text,
    displayName: { type: "string" },
    meta,
    members: {
      type: ["array", "null"],
      items: {
        type: "object",
        required: ["value"],
        properties: { value: text, type: { type: "string" }, $ref: { type: "string" } }
      }
    }
  }
});
var isPage = compileEntry({
  type: "object",
  required: ["totalResults"],
  properties: { totalResults: { type: "integer", minimum: 0 }, Resources: { type: "array" } }
});
var isService = compileEntry({
  type: "object",
  properties: { patch: support, filter: support, etag: support }
});
var isSchema = compileEntry({
  type: "object",
  required: ["attributes"],
  properties: {
    attributes: {
      type: "array",
      items: {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string" }, returned: { type: "string" } }
      }
    }
  }
});

// src/providers/scim/pages.ts
var COUNT = 100;
async function listPages({
  fail,
  shape,
  read
}) {
  const found = /* @__PURE__ */ new Map();
  let total;
  do {
    const page = await read(isPage, { startIndex: String(found.size + 1), count: String(COUNT) });
    if (page === void 0) return void 0;
    const { totalResults, Resources = [] } = page;
    if (total !== void 0 && total !== totalResults)
      throw fail("BUSY", `The list had ${total} entries, and has ${totalResults} now.`);
    total = totalResults;
    if (Resources.length === 0 && found.size < total)
      throw fail("UNEXPECTED", `The list ended at ${found.size} of ${total} entries.`);
    for (const each of Resources) {
      if (!shape(each)) throw fail("UNEXPECTED", "An entry of a list has another form.");
      if (found.has(each.id)) throw fail("UNEXPECTED", "A list names an entry twice.");
      found.set(each.id, each);
    }
  } while (found.size < total);
  if (found.size > total) throw fail("UNEXPECTED", `The list of ${total} entries has ${found.size}.`);
  return [...found.values()];
}

// src/providers/scim/api.ts
var MAX_BYTES = 16 * 1024 * 1024;
var DEADLINE_SECONDS = 30;
function openApi({
  name,
  url,
  token,
  now,
  deadlineSeconds: deadlineSeconds2 = DEADLINE_SECONDS
}) {
  const left = startDeadline(name, deadlineSeconds2);
  const fail = (code, detail) => new ProviderError(name, code, new Error(detail));
  const send = async (method, path, rest = {}, query = {}) => {
    const target = new URL(`${url.replace(/\/$/u, "")}${path}`);
    target.search = Object.entries(query).map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
    const headers = { accept: "application/scim+json", authorization: `Bearer ${token}`, ...rest.headers };
    const options = { provider: name, deadlineSeconds: left(), maxBytes: MAX_BYTES };
    return callHttp({ ...rest, method, url: target, headers }, options);
  };
  const failure = (answer) => answer.status === 501 ? fail("REFUSED", "HTTP 501") : failureOf(name, answer, now());
  function parse(shape, path, answer) {
    if (answer.status !== 200) throw failure(answer);
    const value = parseJson(name, answer);
    if (!shape(value)) throw fail("UNEXPECTED", `GET ${path}: an answer of another form.`);
    return value;
  }
  return {
    left,
    fail,
    failure,
    async find(shape, path, query) {
      const answer = await send("GET", path, {}, query);
      if (answer.status === 404) return void 0;
      const version = answer.headers.get("etag");
      return { value: parse(shape, path, answer), ...version !== null && { version } };
    },
    list: (shape, path, query) => listPages({
      fail,
      shape,
      async read(isPage2, at) {
        const answer = await send("GET", path, {}, { ...query, ...at });
        return answer.status === 400 ? void 0 : parse(isPage2, path, answer);
      }
    }),
    patch: (path, operation, version) => send("PATCH", path, {
      headers: {
        "content-type": "application/scim+json",
        ...version !== void 0 && { "if-match": version }
      },
      body: JSON.stringify({
        schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        Operations: [operation]
      })
    })
  };
}
function pathOf(api, type, id2) {
  if (id2 === "." || id2 === "..") throw api.fail("UNEXPECTED", `${type}/${id2} is no path.`);
  return `/${type}/${encodeURIComponent(id2)}`;
}

// src/providers/scim/groups.ts
async function readGroup(api, service, id2) {
  const found = await findGroup(api, id2);
  if (found === void 0) return void 0;
  if (found.value.members !== void 0) return toGroup(found, service, found.value.members ?? []);
  const asked = await findGroup(api, id2, { attributes: "displayName,members" });
  if (asked === void 0) return void 0;
  if (asked.value.members !== void 0) return toGroup(asked, service, asked.value.members ?? []);
  if (service.returnsMembers !== true)
    throw api.fail("UNEXPECTED", "The server does not show the members of groups.");
  return toGroup(asked, service, []);
}
async function findGroup(api, id2, query = {}) {
  const found = await api.find(isGroup, pathOf(api, "Groups", id2), query);
  if (found !== void 0 && found.value.id !== id2)
    throw api.fail("UNEXPECTED", "The group that was asked for has another id.");
  return found;
}
function toGroup({ value, version }, service, members) {
  const current = service.versions ? version ?? value.meta?.version : void 0;
  return {
    id: value.id,
    displayName: value.displayName ?? value.id,
    members,
    ...current !== void 0 && { version: current }
  };
}
var hasMember = ({ members }, id2) => members.some(({ value }) => value === id2);
var isNested = ({ type, $ref = "" }) => type === void 0 ? /\/Groups\/[^/]+$/iu.test($ref) : type.toLowerCase() === "group";

// src/providers/scim/diagnose.ts
async function diagnose({ api, service, where, groups }) {
  const findings = examineService(service, where);
  for (const { id: id2, resource, role } of groups)
    findings.push(...await examineGroup(api, service, id2, `${where}/${resource}/${role}`));
  return findings;
}
function examineService({ patch, filter, versions }, where) {
  return [
    ...patch ? [] : [
      mistake(
        "SCIM_NO_PATCH",
        `The SCIM server of "${where}" says that it does not support PATCH.`,
        "Use a server that does, or a webhook provider."
      )
    ],
    ...filter ? [] : [
      warning(
        "SCIM_NO_FILTER",
        `The SCIM server of "${where}" supports no filters: Hallpass reads all users to find one.`,
        "Raise deadlineSeconds if the list is long."
      )
    ],
    ...versions ? [] : [
      warning(
        "SCIM_NO_VERSIONS",
        `The SCIM server of "${where}" compares no versions (ETag).`,
        "Let nobody else change the configured groups, or not in the same moment as Hallpass."
      )
    ]
  ];
}
async function examineGroup(api, service, id2, what) {
  const group = await readGroup(api, service, id2);
  if (group === void 0)
    return [
      mistake(
        "SCIM_NO_GROUP",
        `The group "${id2}" of ${what} does not exist.`,
        "Write the id of a group that does."
      )
    ];
  const nested = group.members.filter(isNested);
  if (nested.length === 0) return [];
  return [
    warning(
      "SCIM_NESTED_GROUP",
      `The group of ${what} contains ${nested.length} other ${nested.length === 1 ? "group" : "groups"}. Hallpass does not look into them.`,
      "Remove the groups from it, or review their members where you manage them."
    )
  ];
}

// src/providers/scim/membership.ts
import { setTimeout as pause } from "node:timers/promises";

// src/providers/scim/filter.ts
var equals = (attribute, value) => `${attribute} eq ${JSON.stringify(value)}`;
var needsEscape = (value) => JSON.stringify(value) !== `"${value}"`;
var memberPath = (id2) => `members[${equals("value", id2)}]`;

// src/providers/scim/membership.ts
var MAX_COLLISIONS = 5;
var BETWEEN_MS = 200;
async function addMember(place, user) {
  const { api, group, consistencySeconds: consistencySeconds2 } = place;
  for (let collisions = 0; collisions < MAX_COLLISIONS; collisions++) {
    const before = await requireGroup(place);
    if (hasMember(before, user)) return false;
    const operation = { op: "add", path: "members", value: [{ value: user }] };
    const answer = await api.patch(pathOf(api, "Groups", group), operation, before.version);
    if (answer.status === 412) continue;
    if (!isSuccess(answer)) throw failureOfPatch(api, answer);
    const isShown = (now) => now !== void 0 && hasMember(now, user);
    if (isShown(await readUntil(place, isShown, consistencySeconds2))) return true;
    await api.patch(pathOf(api, "Groups", group), { op: "remove", path: memberPath(user) });
    throw api.fail("BUSY", "The server does not show the member that was added.");
  }
  throw api.fail("BUSY", `The group changed ${MAX_COLLISIONS} times between reading and writing.`);
}
async function removeMember(place, user) {
  const { api, service, group, consistencySeconds: consistencySeconds2 } = place;
  const before = await readGroup(api, service, group);
  if (before === void 0) return void 0;
  const answer = await api.patch(pathOf(api, "Groups", group), { op: "remove", path: memberPath(user) });
  if (!isSuccess(answer) && answer.status !== 400 && answer.status !== 404) throw failureOfPatch(api, answer);
  const isGone = (now) => now === void 0 || !hasMember(now, user);
  if (isGone(await readUntil(place, isGone, isSuccess(answer) ? consistencySeconds2 : 0)))
    return hasMember(before, user);
  throw isSuccess(answer) ? api.fail("BUSY", "The member is still there.") : failureOfPatch(api, answer);
}
async function requireGroup({ api, service, group }) {
  const found = await readGroup(api, service, group);
  if (found === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no group ${group}.`);
  return found;
}
async function readUntil({ api, service, group }, accept, seconds) {
  const end = performance.now() + seconds * 1e3;
  for (; ; ) {
    const found = await readGroup(api, service, group);
    if (accept(found) || performance.now() >= end) return found;
    await pause(BETWEEN_MS);
    api.left();
  }
}
var isSuccess = ({ status }) => status >= 200 && status <= 299;
var failureOfPatch = (api, answer) => answer.status === 400 || answer.status === 404 ? api.fail("REFUSED", `PATCH: HTTP ${answer.status} ${readScimType(answer)}`) : api.failure(answer);
var readScimType = ({ text: text2 }) => /"scimType"\s*:\s*"(?<type>[A-Za-z]{1,30})"/u.exec(text2)?.groups?.type ?? "";

// src/providers/scim/service.ts
var GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
var KEPT_MS = 10 * 6e4;
function createServiceReader(now) {
  let kept;
  return async (api) => {
    if (kept === void 0 || kept.until < now().getTime())
      kept = { service: await readService(api), until: now().getTime() + KEPT_MS };
    return kept.service;
  };
}
async function readService(api) {
  const found = await api.find(isService, "/ServiceProviderConfig").catch(ignoreRefusal);
  const { patch, filter, etag } = found?.value ?? {};
  return {
    patch: patch?.supported ?? true,
    filter: filter?.supported ?? true,
    versions: etag?.supported ?? false,
    returnsMembers: await findReturned(api)
  };
}
async function findReturned(api) {
  const schema = await api.find(isSchema, `/Schemas/${GROUP}`).catch(ignoreRefusal);
  const members = schema?.value.attributes.find(({ name }) => name.toLowerCase() === "members");
  return members && members.returned !== "never";
}
function ignoreRefusal(error) {
  if (!(error instanceof ProviderError && error.code === "REFUSED")) throw error;
}

// src/providers/scim/users.ts
var ONE_BY_ONE = 40;
var AT_ONCE = 8;
async function findUser(api, service, attribute, principal) {
  const bearers = (await search(api, service, attribute, principal)).filter(
    (user2) => readValue(user2, attribute) === principal
  );
  const [user] = bearers;
  return bearers.length === 1 && user?.active !== false ? user : void 0;
}
async function search(api, service, attribute, principal) {
  if (service.filter) {
    const found = await api.list(isUser, "/Users", { filter: equals(attribute, principal) });
    if (found !== void 0 && (found.length > 0 || !needsEscape(principal))) return found;
  }
  return listUsers(api, attribute);
}
async function listUsers(api, attribute) {
  const users = await api.list(isUser, "/Users", { attributes: `${attribute},active` });
  if (users === void 0) throw api.fail("UNEXPECTED", "GET /Users was answered with 400.");
  return users;
}
async function nameUsers(api, attribute, ids) {
  const users = ids.length > ONE_BY_ONE ? await listUsers(api, attribute) : await readUsers(api, ids);
  return new Map(
    users.flatMap((user) => {
      const value = readValue(user, attribute);
      return value === void 0 ? [] : [[user.id, value]];
    })
  );
}
async function readUsers(api, ids) {
  const found = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const batch = ids.slice(at, at + AT_ONCE);
    const users = await Promise.all(batch.map((id2) => readUser(api, id2)));
    found.push(...users.flatMap((user) => user ?? []));
  }
  return found;
}
async function readUser(api, id2) {
  const found = await api.find(isUser, pathOf(api, "Users", id2));
  if (found !== void 0 && found.value.id !== id2)
    throw api.fail("UNEXPECTED", "The user that was asked for has another id.");
  return found?.value;
}
function readValue(user, attribute) {
  const colon = attribute.lastIndexOf(":");
  const holder = colon < 0 ? user : Reflect.get(user, attribute.slice(0, colon));
  if (typeof holder !== "object" || holder === null) return void 0;
  const value = Reflect.get(holder, attribute.slice(colon + 1));
  return typeof value === "string" ? value : void 0;
}

// src/providers/scim/provider.ts
function scimProvider(configuration) {
  const { name, url, resources, consistencySeconds: consistencySeconds2 = 0, now } = configuration;
  const { deadlineSeconds: deadlineSeconds2 = DEADLINE_SECONDS, principals: { attribute } = { attribute: "userName" } } = configuration;
  const readService2 = createServiceReader(now);
  const open2 = () => openApi(configuration);
  const instance = instanceOf(url);
  const { entitlements, check, roleOf: groupOf } = createOffer(name, resources);
  async function identify(api, principal, entitlement) {
    const group = groupOf(entitlement);
    if (await findGroup(api, group) === void 0)
      throw api.fail("UNKNOWN_ENTITLEMENT", `There is no group ${group}.`);
    const user = await findUser(api, await readService2(api), attribute, principal);
    if (user === void 0) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance, principal: user.id, entitlement: group };
  }
  async function listGrants(asked) {
    const api = open2();
    const grants = [];
    for (const [entitlement, id2] of asked.map((each) => [each, groupOf(each)]))
      grants.push(...await listMembers(api, entitlement, id2));
    return grants;
  }
  async function listMembers(api, entitlement, id2) {
    const group = await readGroup(api, await readService2(api), id2);
    if (group === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no group ${id2}.`);
    const members = [...new Map(group.members.map((member) => [member.value, member])).values()];
    const people = members.filter((member) => !isNested(member)).map(({ value }) => value);
    const names = await nameUsers(api, attribute, people);
    return members.map((member) => ({
      principal: names.get(member.value) ?? `${isNested(member) ? "group" : "user"}:${member.value}`,
      entitlement,
      ids: { instance, principal: member.value, entitlement: id2 },
      origin: "unknown"
    }));
  }
  async function requireSight(api, { principal }) {
    if (await readUser(api, principal) !== void 0) return;
    for (const entitlement of entitlements)
      if (await findGroup(api, groupOf(entitlement)) !== void 0) return;
    throw new ProviderError(name, "IDENTITY_CHANGED");
  }
  return {
    name,
    check,
    listGrants,
    identify: (principal, entitlement) => identify(open2(), principal, entitlement),
    async traits() {
      return {
        // A member carries no mark of who added it.
        container: "shared",
        nativeExpiry: "none",
        // SCIM knows no sessions.
        sessions: "survive",
        consistencySeconds: consistencySeconds2,
        deadlineSeconds: deadlineSeconds2
      };
    },
    async hold({ principal, entitlement, ids }) {
      const api = open2();
      const found = await identify(api, principal, entitlement);
      if (!sameIds(found, ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
      const place = { api, service: await readService2(api), group: ids.entitlement, consistencySeconds: consistencySeconds2 };
      return { changed: await addMember(place, ids.principal), sessionsEnded: 0 };
    },
    async revoke({ ids }) {
      if (ids.instance !== instance) throw new ProviderError(name, "IDENTITY_CHANGED");
      const api = open2();
      const place = { api, service: await readService2(api), group: ids.entitlement, consistencySeconds: consistencySeconds2 };
      const changed = await removeMember(place, ids.principal);
      if (changed === void 0) await requireSight(api, ids);
      return { changed: changed ?? false, sessionsEnded: 0 };
    },
    async listAbilities(entitlement) {
      const group = groupOf(entitlement);
      const api = open2();
      const found = await findGroup(api, group);
      if (found === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no group ${group}.`);
      return toPhrases([`use whatever was given to the group ${found.value.displayName ?? group}`]);
    },
    async *inventory() {
      for (const entitlement of entitlements) yield* await listGrants([entitlement]);
    },
    ...connectByResource(resources),
    async diagnose() {
      const api = open2();
      return diagnose({
        api,
        service: await readService2(api),
        where: name,
        groups: entitlements.map((each) => ({ ...each, id: groupOf(each) }))
      });
    },
    async close() {
    }
  };
}
function instanceOf(url) {
  const { host, pathname } = new URL(url);
  return `${host}${pathname.replace(/\/$/u, "")}`;
}

// src/providers/scim/adapter.ts
var scimAdapter = defineAdapter({
  schema: scimSchema,
  abilities: {
    system: "SCIM 2.0: group memberships of an identity provider or an application",
    container: ["shared"],
    nativeExpiry: ["none"],
    sessions: ["survive"],
    tested: "public emulator"
  },
  open
});
function open({ tokenFrom, ...entry }, { where, name, now, readSecret }) {
  if (isInClear(entry.url))
    throw new Error(`${where}/url: "${entry.url}" would send the token in clear text. Use https://.`);
  refuseRepeated(
    listRoles(entry.resources),
    (id2, first, second) => `${where}/resources: "${id2}" is the group of ${first} and of ${second}. Give each its own group.`
  );
  const token = readSecret("tokenFrom", tokenFrom, `the bearer token for "${entry.url}"`);
  return scimProvider({ ...entry, name, token, now });
}
export {
  scimAdapter
};
