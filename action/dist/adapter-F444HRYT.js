import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  createOffer
} from "./chunk-ZIHSV6EN.js";
import {
  connectByResource
} from "./chunk-IMYDDN53.js";
import {
  callHttp,
  failureOf,
  parseJson
} from "./chunk-JXOYDYG2.js";
import "./chunk-2XT6N3BN.js";
import {
  listSome,
  toPhrases
} from "./chunk-3Z7Y7I5C.js";
import "./chunk-GGGEKREZ.js";
import {
  defineAdapter
} from "./chunk-TQBW6AQB.js";
import {
  byName,
  commandLine,
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
  idsKey,
  sameIds
} from "./chunk-K5X7KKLM.js";
import "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";

// src/providers/vault/configuration.ts
var policy = { type: "string", pattern: "^(?!root$)[a-z0-9_][a-z0-9_./-]{0,127}$" };
var vaultSchema = {
  type: "object",
  additionalProperties: false,
  required: ["url", "roleId", "secretIdFrom", "resources"],
  properties: {
    url: {
      type: "string",
      pattern: "^(?:https://|http://(?:127\\.0\\.0\\.1|localhost)[:/])[^?#\\s]+/$",
      description: "an https address that ends with /"
    },
    namespace: { type: "string", pattern: "^[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*$", maxLength: 200 },
    authMount: { type: "string", pattern: "^[a-z0-9_-]{1,63}$" },
    roleId: { type: "string", pattern: "^[\\x21-\\x7e]{1,200}$" },
    /** The variable of the server's environment that holds the secret id. */
    secretIdFrom: secretVariable,
    deadlineSeconds,
    consistencySeconds,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        command: commandLine,
        link,
        roles: byName({
          type: "array",
          minItems: 1,
          maxItems: 20,
          uniqueItems: true,
          items: policy
        })
      }
    })
  }
};
var DEADLINE_SECONDS = 10;

// src/providers/vault/api.ts
var HEALTHY = [200, 429, 472, 473];
var SPARE_SECONDS = 30;
function openApi(configuration, login) {
  const { name, url, namespace, authMount = "approle", roleId, secretId, now, fetch } = configuration;
  const { deadlineSeconds: deadlineSeconds2 = DEADLINE_SECONDS } = configuration;
  const end = performance.now() + deadlineSeconds2 * 1e3;
  async function send(method, path, headers, body) {
    const left = (end - performance.now()) / 1e3;
    if (left <= 0) throw new ProviderError(name, "TIMEOUT");
    return callHttp(
      {
        ...{ method, url: new URL(`v1/${path}`, url) },
        headers: {
          ...headers,
          "X-Vault-Request": "true",
          ...body !== void 0 && { "content-type": "application/json" }
        },
        ...body !== void 0 && { body: JSON.stringify(body) }
      },
      { provider: name, deadlineSeconds: left, ...fetch !== void 0 && { fetch } }
    );
  }
  const inNamespace = namespace === void 0 ? {} : { "X-Vault-Namespace": namespace };
  async function logIn() {
    const body = { role_id: roleId, secret_id: secretId };
    const answer = await send("POST", `auth/${authMount}/login`, inNamespace, body);
    if (answer.status === 400) throw new ProviderError(name, "LOGIN_REFUSED", new Error("HTTP 400"));
    if (answer.status !== 200) throw failureOf(name, answer, now());
    const auth = fieldOf(parseJson(name, answer), "auth");
    const text = fieldOf(auth, "client_token");
    const seconds = fieldOf(auth, "lease_duration");
    if (typeof text !== "string" || typeof seconds !== "number")
      throw new ProviderError(name, "UNEXPECTED", new Error("The login has no token."));
    return { text, until: performance.now() + (seconds - SPARE_SECONDS) * 1e3 };
  }
  async function sendWithToken(method, path, body) {
    const known = login.token !== void 0 && performance.now() < login.token.until ? login.token : void 0;
    const token = known ?? await logIn();
    login.token = token;
    const answer = await send(method, path, { ...inNamespace, "X-Vault-Token": token.text }, body);
    if (answer.status !== 403) return answer;
    login.token = void 0;
    return known === void 0 ? answer : sendWithToken(method, path, body);
  }
  async function call(method, path, body) {
    const answer = await sendWithToken(method, path, body);
    if (answer.status === 204) return void 0;
    if (answer.status === 404 && hasNoErrors(parseJson(name, answer))) return void 0;
    if (answer.status !== 200) throw failureOf(name, answer, now());
    return fieldOf(parseJson(name, answer), "data");
  }
  return {
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body),
    delete: async (path) => {
      await call("DELETE", path);
    },
    async readClusterId() {
      const answer = await send("GET", "sys/health", {});
      if (!HEALTHY.includes(answer.status)) throw failureOf(name, answer, now());
      const id = fieldOf(parseJson(name, answer), "cluster_id");
      if (typeof id === "string" && id !== "") return id;
      if (answer.status !== 200) throw failureOf(name, answer, now());
      throw new ProviderError(name, "UNEXPECTED", new Error("No cluster id"));
    }
  };
}
var hasNoErrors = (body) => {
  const errors = fieldOf(body, "errors");
  return Array.isArray(errors) && errors.length === 0;
};
var fieldOf = (value, name) => typeof value === "object" && value !== null ? Reflect.get(value, name) : void 0;

// src/providers/vault/policy-text.ts
var TOKEN = /\s+|#[^\n]*|\/\/[^\n]*|\/\*|"(?:[^"\\\n]|\\.)*"|[{}[\](),=:]|[\w.*-]+/uy;
function readPolicy(text) {
  const json = parseJson2(text);
  return json === void 0 ? readHcl(text) : readObject(json);
}
function parseJson2(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}
function readObject(json) {
  const paths = fieldOf(json, "path");
  if (typeof paths !== "object" || paths === null || Array.isArray(paths)) return void 0;
  const rules = Object.entries(paths).map(([path, rule]) => toRule(path, fieldOf(rule, "capabilities")));
  return isWhole(rules) ? rules : void 0;
}
function toRule(path, capabilities) {
  const isList = Array.isArray(capabilities) && capabilities.every((each) => typeof each === "string");
  return isList ? { path, capabilities } : void 0;
}
function readHcl(text) {
  const tokens = tokenize(text);
  if (tokens === void 0) return void 0;
  const rules = [];
  for (let at = 0; at < tokens.length; at++) {
    const [word, path = "", brace] = tokens.slice(at, at + 3);
    if (word !== "path" && word !== '"path"') continue;
    const end = brace === "{" ? findEnd(tokens, at + 2) : void 0;
    if (end === void 0) return void 0;
    rules.push(toRule(unquote(path), readCapabilities(tokens.slice(at + 3, end))));
    at = end;
  }
  return isWhole(rules) ? rules : void 0;
}
function findEnd(tokens, from) {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    if (token === "{" || token === "[") depth++;
    if ((token === "}" || token === "]") && --depth === 0) return at;
  }
  return void 0;
}
function readCapabilities(block) {
  const at = block.findIndex((token) => token === "capabilities" || token === '"capabilities"');
  const end = at >= 0 && block[at + 2] === "[" ? findEnd(block, at + 2) : void 0;
  return end === void 0 ? void 0 : block.slice(at + 3, end).filter((token) => token.startsWith('"')).map(unquote);
}
function tokenize(text) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [token] = TOKEN.exec(text) ?? [];
    if (token === void 0) return void 0;
    if (token === "/*") {
      const end = text.indexOf("*/", TOKEN.lastIndex);
      if (end < 0) return void 0;
      TOKEN.lastIndex = end + 2;
    } else if (!/^(?:\s|#|\/\/)/u.test(token)) tokens.push(token);
  }
  return tokens;
}
var unquote = (token) => token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/gu, "$1") : token;
var isWhole = (rules) => rules.length > 0 && rules.every((rule) => rule !== void 0);

// src/providers/vault/abilities.ts
var MOST_PATHS = 4;
var ORDER = ["sudo", "create", "update", "patch", "delete", "read", "list", "subscribe", "recover"];
async function describePolicies(api, policies) {
  const readable = await listReadable(api, policies);
  const phrases = [];
  for (const policy2 of policies)
    phrases.push(
      ...readable.includes(policy2) ? await describePolicy(api, policy2) : [`do what the policy ${policy2} allows, which Vault does not show to Hallpass`]
    );
  return toPhrases(phrases);
}
var pathOf = (policy2) => `sys/policies/acl/${policy2}`;
async function listReadable(api, policies) {
  const data = await api.post("sys/capabilities-self", { paths: policies.map(pathOf) }).catch(ignoreRefusal);
  return policies.filter((policy2) => {
    const rights = fieldOf(data, pathOf(policy2));
    return Array.isArray(rights) && (rights.includes("read") || rights.includes("root"));
  });
}
function ignoreRefusal(error) {
  if (!(error instanceof ProviderError && error.code === "REFUSED")) throw error;
}
async function describePolicy(api, name) {
  const data = await api.get(`sys/policies/acl/${encodeURIComponent(name)}`);
  if (data === void 0) return [`do nothing by the policy ${name}, which does not exist`];
  const text = fieldOf(data, "policy");
  const rules = typeof text === "string" ? readPolicy(text) : void 0;
  return rules === void 0 ? [`do what the policy ${name} allows, whose text Hallpass cannot read`] : describeRules(rules);
}
function describeRules(rules) {
  const paths = /* @__PURE__ */ new Map();
  for (const { path, capabilities } of rules) {
    const words = capabilities.includes("deny") ? "never anything" : sort(capabilities).join(", ");
    paths.set(words, [...paths.get(words) ?? [], path]);
  }
  return [...paths].filter(([words]) => words !== "").sort(([one], [other]) => rankOf(one) - rankOf(other)).map(([words, all]) => `${words} on ${listSome(all, MOST_PATHS)}`);
}
var rank = (capability) => ORDER.includes(capability) ? ORDER.indexOf(capability) : ORDER.length;
var rankOf = (words) => rank(words.split(", ", 1)[0] ?? "");
var sort = (capabilities) => [...new Set(capabilities)].sort((one, other) => rank(one) - rank(other));

// src/providers/vault/diagnose.ts
var needed = (provider) => [
  [
    `identity/group/name/hallpass-${provider}-00000000000000000000000000000000`,
    ["create", "read", "update", "delete"]
  ],
  ["identity/group/name/", ["list"]],
  ["identity/entity/name/hallpass-doctor", ["read"]],
  ["identity/entity/id/hallpass-doctor", ["read"]]
];
var excessive = [
  "sys/policies/acl/hallpass-doctor",
  "identity/entity/name/hallpass-doctor",
  "identity/group/name/other",
  "auth/token/create-orphan"
];
var WRITES = ["create", "update", "patch", "delete", "sudo", "root"];
async function diagnose(api, provider) {
  const wanted = needed(provider);
  const paths = [.../* @__PURE__ */ new Set([...wanted.map(([path]) => path), ...excessive])];
  const data = await api.post("sys/capabilities-self", { paths });
  const rightsOf = (path) => {
    const rights = fieldOf(data, path);
    return Array.isArray(rights) ? rights : [];
  };
  const missing = wanted.flatMap(([path, rights]) => {
    const lacking = rightsOf(path).includes("root") ? [] : rights.filter((right) => !rightsOf(path).includes(right));
    return lacking.length === 0 ? [] : [describeMissing(provider, path, lacking)];
  });
  const beyond = excessive.filter((path) => rightsOf(path).some((right) => WRITES.includes(String(right)))).map((path) => describeExcess(provider, path));
  return [...missing, ...beyond];
}
var describeMissing = (provider, path, rights) => mistake(
  "VAULT_RIGHT_MISSING",
  `Provider "${provider}": the token lacks ${rights.join(", ")} on ${path}.`,
  "Give Hallpass's AppRole the policy of docs/providers/vault.md."
);
var describeExcess = (provider, path) => warning(
  "VAULT_RIGHT_EXCESSIVE",
  `Provider "${provider}": the token may write ${path}.`,
  "Give Hallpass's AppRole the policy of docs/providers/vault.md and no other."
);

// src/providers/vault/entities.ts
var PRINCIPAL = /^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,127}$/u;
async function findEntity(api, provider, name) {
  if (!PRINCIPAL.test(name)) return void 0;
  const data = await api.get(`identity/entity/name/${encodeURIComponent(name)}`);
  const entity = data === void 0 ? void 0 : parseEntity(provider, data);
  return entity?.name.toLowerCase() === name.toLowerCase() ? entity : void 0;
}
function createEntityNames(api, provider) {
  const names = /* @__PURE__ */ new Map();
  const read = async (id) => {
    const data = await api.get(`identity/entity/id/${encodeURIComponent(id)}`);
    return data === void 0 ? void 0 : parseEntity(provider, data).name;
  };
  return (id) => {
    const name = names.get(id) ?? read(id);
    names.set(id, name);
    return name;
  };
}
function parseEntity(provider, data) {
  const [id, name] = [fieldOf(data, "id"), fieldOf(data, "name")];
  if (typeof id === "string" && typeof name === "string" && id !== "") return { id, name };
  throw new ProviderError(provider, "UNEXPECTED", new Error("An entity without id or name"));
}

// src/providers/vault/groups.ts
import { createHash } from "node:crypto";
var prefixOf = (provider) => `hallpass-${provider}-`;
var groupName = (provider, ids) => `${prefixOf(provider)}${createHash("sha256").update(idsKey(ids)).digest("hex").slice(0, 32)}`;
async function listGroupNames(api, provider) {
  const data = await api.get("identity/group/name/?list=true");
  if (data === void 0) return [];
  const keys = readTexts(provider, fieldOf(data, "keys"));
  const prefix = prefixOf(provider);
  return keys.filter((key) => key.startsWith(prefix) && /^[0-9a-f]{32}$/u.test(key.slice(prefix.length)));
}
async function readGroup(api, provider, name) {
  const data = await api.get(`identity/group/name/${name}`);
  if (data === void 0) return void 0;
  return {
    name,
    members: readTexts(provider, fieldOf(data, "member_entity_ids")),
    subgroups: readTexts(provider, fieldOf(data, "member_group_ids")),
    policies: readTexts(provider, fieldOf(data, "policies"))
  };
}
async function putGroup(api, provider, wanted) {
  const name = groupName(provider, wanted.ids);
  const there = await readGroup(api, provider, name);
  if (there !== void 0 && isAsWanted(there, wanted)) return false;
  await api.post(`identity/group/name/${name}`, {
    ...{ type: "internal", policies: wanted.policies, metadata: wanted.metadata },
    ...{ member_entity_ids: [wanted.ids.principal], member_group_ids: [] }
  });
  return !(there?.members.includes(wanted.ids.principal) ?? false);
}
async function deleteGroup(api, provider, ids) {
  const name = groupName(provider, ids);
  if (await readGroup(api, provider, name) === void 0) return false;
  await api.delete(`identity/group/name/${name}`);
  return true;
}
var isAsWanted = ({ members, subgroups, policies }, wanted) => members.join() === wanted.ids.principal && subgroups.length === 0 && policies.toSorted().join() === wanted.policies.toSorted().join();
function readTexts(provider, value) {
  if (value === null || value === void 0) return [];
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value;
  throw new ProviderError(provider, "UNEXPECTED", new Error("A list of texts was expected."));
}

// src/providers/vault/provider.ts
function vaultProvider(configuration) {
  const { name, namespace = "", resources, consistencySeconds: consistencySeconds2 = 0 } = configuration;
  const login = {};
  const open = () => openApi(configuration, login);
  const { entitlements: offered, check, roleOf: policiesOf } = createOffer(name, resources);
  const idOf = (entitlement, policies = policiesOf(entitlement)) => `${entitlement.resource}/${entitlement.role}:${policies.toSorted().join()}`;
  const readInstance = async (api) => `${await api.readClusterId()}/${namespace}`;
  async function identify(api, principal, entitlement) {
    const id = idOf(entitlement);
    const instance = await readInstance(api);
    const entity = await findEntity(api, name, principal);
    if (entity === void 0) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance, principal: entity.id, entitlement: id };
  }
  async function listGrants(asked) {
    const api = open();
    asked.forEach(policiesOf);
    const instance = await readInstance(api);
    const nameOf = createEntityNames(api, name);
    const grants = [];
    for (const groupId of await listGroupNames(api, name)) {
      const group = await readGroup(api, name, groupId);
      for (const found of group === void 0 ? [] : explainGroup(group, asked, instance))
        grants.push({ ...found, principal: await nameOf(found.ids.principal) ?? found.ids.principal });
    }
    return grants;
  }
  function explainGroup(group, asked, instance) {
    const findOwn = (principal, entitlement) => [idOf(entitlement), idOf(entitlement, group.policies)].map((id) => ({ instance, principal, entitlement: id })).find((ids) => groupName(name, ids) === group.name);
    const isOwner = (principal) => offered.some((each) => findOwn(principal, each) !== void 0);
    const gives = (entitlement) => policiesOf(entitlement).every((policy2) => group.policies.includes(policy2));
    return group.members.flatMap(
      (principal) => asked.flatMap((entitlement) => {
        const ids = findOwn(principal, entitlement);
        if (ids !== void 0) return [{ entitlement, ids, origin: "ours" }];
        const others = { instance, principal, entitlement: idOf(entitlement) };
        return gives(entitlement) && !isOwner(principal) ? [{ entitlement, ids: others, origin: "standing" }] : [];
      })
    );
  }
  async function revoke({ ids }) {
    const api = open();
    if (ids.instance !== await readInstance(api)) throw new ProviderError(name, "IDENTITY_CHANGED");
    return { changed: await deleteGroup(api, name, ids), sessionsEnded: 0 };
  }
  return {
    name,
    check,
    identify: async (principal, entitlement) => identify(open(), principal, entitlement),
    listGrants,
    traits: async () => ({
      ...{ container: "separate", nativeExpiry: "none", sessions: "survive", consistencySeconds: consistencySeconds2 },
      deadlineSeconds: configuration.deadlineSeconds ?? DEADLINE_SECONDS
    }),
    async hold({ principal, entitlement, ids }) {
      const api = open();
      if (!sameIds(await identify(api, principal, entitlement), ids))
        throw new ProviderError(name, "IDENTITY_CHANGED");
      const { resource, role } = entitlement;
      const metadata = { principal, resource, role, made_by: "hallpass" };
      const changed = await putGroup(api, name, { ids, policies: policiesOf(entitlement), metadata });
      return { changed, sessionsEnded: 0 };
    },
    // Also works for access that is no longer in the configuration: the recorded ids suffice.
    revoke,
    // The group is left where its member was taken out, or merged into another entity, which is a member then.
    async forget(holding) {
      await revoke(holding);
    },
    listAbilities: async (entitlement) => describePolicies(open(), policiesOf(entitlement)),
    async *inventory() {
      yield* await listGrants(offered);
    },
    diagnose: () => diagnose(open(), name),
    ...connectByResource(resources),
    close: async () => {
    }
  };
}

// src/providers/vault/adapter.ts
var vaultAdapter = defineAdapter({
  schema: vaultSchema,
  abilities: {
    system: "HashiCorp Vault and OpenBao: policies, by an identity group for each grant",
    container: ["separate"],
    nativeExpiry: ["none"],
    sessions: ["survive"],
    tested: "shape-checked"
  },
  open({ secretIdFrom, ...entry }, { name, now, readSecret }) {
    const secretId = readSecret("secretIdFrom", secretIdFrom, "the secret id of Hallpass's AppRole");
    return vaultProvider({ ...entry, name, secretId, now });
  }
});
export {
  vaultAdapter
};
