import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
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
import {
  shellLine
} from "./chunk-2XT6N3BN.js";
import {
  toPhrases
} from "./chunk-3Z7Y7I5C.js";
import "./chunk-GGGEKREZ.js";
import {
  checkAllowed,
  defineAdapter
} from "./chunk-TQBW6AQB.js";
import {
  byName,
  compileEntry,
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

// src/providers/kubernetes/configuration.ts
var path = { type: "string", minLength: 1, maxLength: 4096 };
var namespace = { type: "string", pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$" };
var roles = byName({
  type: "string",
  pattern: "^(ClusterRole|Role)/(?!\\.{1,2}$)[^/%\\s\\x00-\\x1f]{1,253}$",
  description: "ClusterRole/NAME or Role/NAME, such as ClusterRole/view"
});
var kubernetesSchema = {
  type: "object",
  additionalProperties: false,
  required: ["server", "resources"],
  properties: {
    server: {
      type: "string",
      pattern: "^https://[^/?#@\\s]+(/[^?#\\s]*)?$",
      description: "an address that begins with https://, without user, query and fragment"
    },
    /** A file with the authorities that signed the server's certificate. Default: those that Node knows. */
    caFile: path,
    tokenFrom: secretVariable,
    tokenFile: path,
    clientCertificate: {
      type: "object",
      additionalProperties: false,
      required: ["certificateFile", "keyFile"],
      properties: { certificateFile: path, keyFile: path }
    },
    subjects: {
      type: "object",
      additionalProperties: false,
      required: ["kind"],
      properties: {
        kind: { enum: ["User", "Group", "ServiceAccount"] },
        prefix: { type: "string", minLength: 1, maxLength: 128 }
      }
    },
    ownNamespace: namespace,
    kyverno: {
      type: "object",
      additionalProperties: false,
      required: ["namespace"],
      properties: { namespace, serviceAccount: namespace }
    },
    auditLogFile: path,
    context: { type: "string", pattern: "^[\\w.:/@-]{1,253}$" },
    deadlineSeconds: { type: "integer", minimum: 2, maximum: 300 },
    resources: byName({
      oneOf: [
        {
          type: "object",
          additionalProperties: false,
          required: ["namespace", "roles"],
          properties: { namespace, roles }
        },
        {
          type: "object",
          additionalProperties: false,
          required: ["cluster", "roles"],
          properties: { cluster: { const: true }, roles }
        }
      ]
    })
  }
};

// src/providers/kubernetes/abilities.ts
var describeRules = (rules) => toPhrases(rules.map(describeRule));
var describeRule = ({ verbs, resources = [], apiGroups = [] }) => `${describeAll(verbs, "everything")} on ${resources.length === 0 ? "addresses of the API server" : describeAll(resources, describeGroup(apiGroups))}`;
var describeGroup = (apiGroups) => apiGroups.includes("*") ? "everything" : `everything of ${apiGroups.map((group) => group || "the core API").join(", ")}`;
var describeAll = (names, all) => names.includes("*") ? all : names.join(", ");

// src/providers/kubernetes/api/credentials.ts
import { readFile } from "node:fs/promises";

// src/providers/adapter/tls-fetch.ts
import { Agent, request } from "node:https";
var WITHOUT_BODY = /* @__PURE__ */ new Set([101, 103, 204, 205, 304]);
function createTlsFetch(options) {
  const agent = new Agent({ ...options, keepAlive: false });
  return async (input, init) => {
    const asked = new Request(input, init);
    const body = Buffer.from(await asked.arrayBuffer());
    const headers = { ...Object.fromEntries(asked.headers), "content-length": body.length };
    const signal = init?.signal ?? void 0;
    const answer = await new Promise((resolve, reject) => {
      const sent = request(asked.url, {
        ...{ agent, method: asked.method, headers },
        ...signal && { signal }
      });
      sent.on("response", resolve);
      sent.on("error", reject);
      sent.on("close", () => reject(new Error("The connection was closed without an answer.")));
      sent.end(body);
    });
    return toResponse(answer);
  };
}
function toResponse(answer) {
  const status = answer.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  return new Response(WITHOUT_BODY.has(status) ? null : ReadableStream.from(answer), { status, headers });
}

// src/providers/kubernetes/api/credentials.ts
async function openAccess({ name, credentials, fetch }) {
  try {
    const token = await readToken(credentials);
    return {
      token,
      fetch: fetch ?? createTlsFetch(await readTls(credentials)),
      headers: token === void 0 ? {} : { authorization: `Bearer ${token}` }
    };
  } catch (error) {
    throw new ProviderError(name, "LOGIN_REFUSED", error);
  }
}
async function readToken({ token, tokenFile }) {
  const text3 = tokenFile === void 0 ? token : await readFile(tokenFile, "utf8");
  if (text3 === void 0) return void 0;
  const trimmed = text3.trim();
  if (!/^[\x21-\x7e]+$/u.test(trimmed))
    throw new Error("The token is empty, or has characters that no token has.");
  return trimmed;
}
async function readTls({ caFile, clientCertificate }) {
  const read = (path2) => path2 === void 0 ? void 0 : readFile(path2, "utf8");
  const [ca, cert, key] = await Promise.all([
    read(caFile),
    read(clientCertificate?.certificateFile),
    read(clientCertificate?.keyFile)
  ]);
  return { ...ca && { ca }, ...cert && { cert }, ...key && { key } };
}
function findOwnNamespace(token) {
  try {
    const [, claims = ""] = token?.split(".") ?? [];
    const { sub } = JSON.parse(Buffer.from(claims, "base64url").toString());
    return typeof sub === "string" ? /^system:serviceaccount:([^:]+):/u.exec(sub)?.[1] : void 0;
  } catch {
    return void 0;
  }
}

// src/providers/kubernetes/api/failure.ts
function kubernetesFailure(provider, call, answer, now) {
  const cause = new Error(`${call}: ${answer.status} ${readStatus(answer)}`);
  if (answer.status === 404) return new ProviderError(provider, "UNKNOWN_ENTITLEMENT", cause);
  if (answer.status === 422) return new ProviderError(provider, "REFUSED", cause);
  const { code, retryAfterSeconds } = failureOf(provider, answer, now);
  return new ProviderError(provider, code, cause, retryAfterSeconds);
}
function readStatus({ text: text3 }) {
  const [, reason = ""] = /"reason"\s*:\s*"(\w{0,60})"/u.exec(text3) ?? [];
  const [, message = ""] = /"message"\s*:\s*"((?:[^"\\]|\\.){0,300})/u.exec(text3) ?? [];
  return `${reason} ${message}`.trim();
}

// src/providers/kubernetes/api/shapes.ts
var text = { type: "string" };
var texts = { type: "array", items: text };
var metadata = object(
  {
    ...{ name: text, uid: { type: "string", minLength: 1 } },
    ...{ resourceVersion: text, creationTimestamp: text, deletionTimestamp: text },
    labels: { type: "object", additionalProperties: text },
    annotations: { type: "object", additionalProperties: text }
  },
  ["name", "uid"]
);
var binding = object(
  {
    metadata,
    roleRef: object({ apiGroup: text, kind: text, name: text }),
    subjects: {
      type: "array",
      items: object({ kind: text, apiGroup: text, name: text, namespace: text }, ["kind", "name"])
    }
  },
  ["metadata", "roleRef"]
);
var rule = object({ verbs: texts, apiGroups: texts, resources: texts }, ["verbs"]);
var isBinding = compileEntry(binding);
var isBindingList = compileEntry(object({ metadata: object({ continue: text }, []), items: { type: "array", items: binding } }));
var isRole = compileEntry(object({ metadata, rules: { type: ["array", "null"], items: rule } }, ["metadata"]));
var isObject = compileEntry(object({ metadata }));
var isAccessReview = compileEntry(
  object({ status: object({ allowed: { type: "boolean" } }) })
);
var isLease = compileEntry(
  object({ spec: object({ renewTime: text }, []) })
);

// src/providers/kubernetes/api/api.ts
var PAGE = 250;
var MAX_BYTES = 32 * 1024 * 1024;
var MAX_PAGES = 2e3;
var MAX_STARTS = 3;
async function openApi(configuration) {
  const { name, server, deadlineSeconds = 15, now } = configuration;
  const endsAt = performance.now() + deadlineSeconds * 1e3;
  const access = await openAccess(configuration);
  const fail = (code, detail) => new ProviderError(name, code, new Error(detail));
  const failure = (call, answer) => kubernetesFailure(name, call, answer, now());
  async function send(method, path2, body) {
    const remaining = (endsAt - performance.now()) / 1e3;
    if (remaining <= 0) throw fail("TIMEOUT", `No time is left for ${method} ${path2}.`);
    const url = new URL(`${server.replace(/\/$/u, "")}${path2}`);
    return callHttp(buildCall(method, url, access, body), {
      ...{ provider: name, deadlineSeconds: remaining, maxBytes: MAX_BYTES, fetch: access.fetch }
    });
  }
  function parse(shape, call, answer) {
    if (answer.status < 200 || answer.status > 299) throw failure(call, answer);
    const value = parseJson(name, answer);
    if (!shape(value)) throw fail("UNEXPECTED", `${call}: an answer of another form.`);
    return value;
  }
  async function find(shape, path2) {
    const answer = await send("GET", path2);
    return answer.status === 404 ? void 0 : parse(shape, `GET ${path2}`, answer);
  }
  async function listOnce(path2) {
    const found = [];
    let token = "";
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const query = new URLSearchParams({ limit: String(PAGE), ...token && { continue: token } });
      const answer = await send("GET", `${path2}?${query}`);
      if (answer.status === 410 && token !== "") return void 0;
      const { items, metadata: metadata2 } = parse(isBindingList, `GET ${path2}`, answer);
      found.push(...items);
      token = metadata2.continue ?? "";
      if (token === "") return found;
    }
    throw fail("UNEXPECTED", `${path2} has over ${MAX_PAGES} pages.`);
  }
  async function list(path2) {
    for (let start = 0; start < MAX_STARTS; start++) {
      const found = await listOnce(path2);
      if (found !== void 0) return found;
    }
    throw fail("BUSY", `The list of ${path2} expired ${MAX_STARTS} times.`);
  }
  return { token: access.token, send, find, parse, list, failure, fail };
}
function buildCall(method, url, access, body) {
  const headers = { accept: "application/json", "user-agent": "hallpass", ...access.headers };
  if (body === void 0) return { method, url, headers };
  const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  return { method, url, headers: { ...headers, "content-type": type }, body: JSON.stringify(body) };
}

// src/providers/kubernetes/audit-log.ts
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { createInterface } from "node:readline/promises";
var text2 = { type: "string" };
var isEvent = compileEntry({
  type: "object",
  required: ["auditID", "verb", "user", "requestReceivedTimestamp", "annotations"],
  properties: {
    ...{ auditID: text2, verb: text2, requestReceivedTimestamp: text2 },
    user: { type: "object", required: ["username"], properties: { username: text2 } },
    objectRef: {
      type: "object",
      properties: { resource: text2, subresource: text2, namespace: text2, name: text2, apiGroup: text2 }
    },
    annotations: { type: "object", additionalProperties: text2 }
  }
});
var MOST = 1e3;
var ENOUGH = 10 * MOST;
var REASON = "authorization.k8s.io/reason";
async function readAuditLog(search) {
  const found = /* @__PURE__ */ new Map();
  for (const file of await listFiles(search.file, search.from)) await collect(file, search, found);
  return [...found.values()].toSorted((a, b) => a.at.getTime() - b.at.getTime()).slice(0, MOST);
}
async function collect(file, search, found) {
  const [, name = search.binding] = /"([^"/]+)/u.exec(search.binding) ?? [];
  for await (const line of createInterface({
    input: createReadStream(file, { signal: search.signal }),
    crlfDelay: Number.POSITIVE_INFINITY
  })) {
    search.signal?.throwIfAborted();
    const event = line.includes(name) ? parseLine(line, search) : void 0;
    if (event !== void 0 && !found.has(event.auditID)) found.set(event.auditID, toActivity(event));
    if (found.size >= ENOUGH) return;
  }
}
async function listFiles(file, from) {
  const end = extname(file);
  const start = `${basename(file, end)}-`;
  const older = (await readdir(dirname(file))).filter((name) => name.startsWith(start) && name.endsWith(end));
  const recent = [];
  for (const name of older.sort()) {
    const path2 = join(dirname(file), name);
    if ((await stat(path2)).mtimeMs >= from.getTime()) recent.push(path2);
  }
  return [...recent, file];
}
function parseLine(line, { binding: binding2, user, from }) {
  const event = parseJson2(line);
  if (!isEvent(event) || !event.annotations[REASON]?.startsWith(`RBAC: allowed by ${binding2} of `))
    return void 0;
  if (user !== void 0 && event.user.username !== user) return void 0;
  return new Date(event.requestReceivedTimestamp) >= from ? event : void 0;
}
function parseJson2(line) {
  try {
    return JSON.parse(line);
  } catch {
    return void 0;
  }
}
function toActivity({ verb, objectRef = {}, requestReceivedTimestamp }) {
  const { resource = "", subresource, namespace: namespace2, name, apiGroup } = objectRef;
  const kind = `${resource}${subresource ? `/${subresource}` : ""}${apiGroup ? `.${apiGroup}` : ""}`;
  const object2 = [namespace2, name].filter(Boolean).join("/");
  const action = [verb, kind, object2].filter(Boolean).join(" ");
  return {
    at: new Date(requestReceivedTimestamp),
    action: action.replace(new RegExp("\\p{C}", "gu"), "�").slice(0, 300)
  };
}

// src/providers/kubernetes/ids.ts
import { createHash } from "node:crypto";
function formatPlace({ namespace: namespace2, namespaceUid, role, roleUid }) {
  const where = namespace2 === void 0 ? "" : `namespaces/${namespace2}#${namespaceUid}/`;
  return `${where}${role.kind}/${role.name}#${roleUid}`;
}
var placePattern = /^(?:namespaces\/(?<namespace>[a-z0-9-]+)#[^/#]+\/)?(?<kind>ClusterRole|Role)\/(?<name>[^/]+)#[^/#]+$/u;
function parsePlace(id) {
  const { namespace: namespace2, kind, name } = placePattern.exec(id)?.groups ?? {};
  if (kind === void 0 || name === void 0) return void 0;
  return { namespace: namespace2, role: { kind: kind === "Role" ? "Role" : "ClusterRole", name } };
}
var bindingName = (ids) => `hallpass-${createHash("sha256").update(idsKey(ids)).digest("hex").slice(0, 40)}`;

// src/providers/kubernetes/api/review.ts
var OWN = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
var OTHERS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
var isAllowed = (api, action) => ask(api, OWN, { kind: "SelfSubjectAccessReview", spec: { resourceAttributes: attributesOf(action) } });
var isAllowedTo = (api, { namespace: namespace2, name }, action) => ask(api, OTHERS, {
  kind: "SubjectAccessReview",
  spec: {
    user: `system:serviceaccount:${namespace2}:${name}`,
    groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace2}`, "system:authenticated"],
    resourceAttributes: attributesOf(action)
  }
});
async function ask(api, path2, body) {
  const answer = await api.send("POST", path2, { apiVersion: "authorization.k8s.io/v1", ...body });
  return api.parse(isAccessReview, `POST ${path2}`, answer).status.allowed;
}
function attributesOf({ verb, group, resource, name, namespace: namespace2 }) {
  const [kind, subresource] = resource.split("/");
  return {
    ...{ verb, group, resource: kind },
    ...subresource !== void 0 && { subresource },
    ...name !== void 0 && { name },
    ...namespace2 !== void 0 && { namespace: namespace2 }
  };
}
var AT_ONCE = 8;
async function filterActions(api, actions, wanted) {
  const found = [];
  for (let from = 0; from < actions.length; from += AT_ONCE) {
    const some = actions.slice(from, from + AT_ONCE);
    const answers = await Promise.all(some.map((action) => isAllowed(api, action)));
    found.push(...some.filter((_, index) => answers[index] === wanted));
  }
  return found;
}
function describeAction({ verb, group, resource, name, namespace: namespace2 }) {
  const object2 = `${resource}${group === "" || group === "*" ? "" : `.${group}`}${name === void 0 ? "" : ` "${name}"`}`;
  return `${verb} ${object2} ${namespace2 === void 0 ? "in the whole cluster" : `in the namespace ${namespace2}`}`;
}

// src/providers/kubernetes/scope.ts
var RBAC = "/apis/rbac.authorization.k8s.io/v1";
function listPlaces({
  resources
}) {
  return new Map(
    Object.entries(resources).map(([resource, each]) => {
      const namespace2 = "namespace" in each ? each.namespace : void 0;
      const roles2 = Object.entries(each.roles).map(
        ([role, text3]) => [role, { namespace: namespace2, role: parseRole(text3) }]
      );
      return [resource, new Map(roles2)];
    })
  );
}
function parseRole(text3) {
  const [kind, ...name] = text3.split("/");
  return { kind: kind === "Role" ? "Role" : "ClusterRole", name: name.join("/") };
}
var inNamespace = (namespace2) => `${RBAC}/namespaces/${encodeURIComponent(namespace2)}`;
var bindingsPath = (namespace2) => namespace2 === void 0 ? `${RBAC}/clusterrolebindings` : `${inNamespace(namespace2)}/rolebindings`;
var bindingPath = (namespace2, name) => `${bindingsPath(namespace2)}/${encodeURIComponent(name)}`;
var namespacePath = (namespace2) => `/api/v1/namespaces/${encodeURIComponent(namespace2)}`;
var rolePath = ({ namespace: namespace2, role }) => role.kind === "Role" && namespace2 !== void 0 ? `${inNamespace(namespace2)}/roles/${encodeURIComponent(role.name)}` : `${RBAC}/clusterroles/${encodeURIComponent(role.name)}`;
var bindingWord = (namespace2) => namespace2 === void 0 ? "clusterrolebinding" : "rolebinding";
var describeBinding = (namespace2, name) => namespace2 === void 0 ? `ClusterRoleBinding "${name}"` : `RoleBinding "${name}/${namespace2}"`;

// src/providers/kubernetes/kyverno.ts
var REMOVAL_LABEL = "cleanup.kyverno.io/ttl";
var KYVERNO_LEASE = "kyverno-cleanup-controller";
var ACCOUNT = "kyverno-cleanup-controller";
var STALE_MS = 12e4;
function formatRemoval(until) {
  const whole = new Date(Math.ceil(until.getTime() / 1e3) * 1e3);
  return whole.toISOString().replace(".000Z", "Z").replaceAll(":", "");
}
async function findKyvernoLack(api, { namespace: home, serviceAccount = ACCOUNT }, namespace2, now) {
  const path2 = `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(home)}/leases/${KYVERNO_LEASE}`;
  const renewed = Date.parse((await api.find(isLease, path2))?.spec.renewTime ?? "");
  if (!(Math.abs(now.getTime() - renewed) < STALE_MS))
    return `Kyverno's cleanup controller does not run in the namespace ${home}.`;
  const resource = `${bindingWord(namespace2)}s`;
  for (const verb of ["watch", "list", "delete"]) {
    const action = { verb, group: "rbac.authorization.k8s.io", resource };
    if (!await isAllowedTo(api, { namespace: home, name: serviceAccount }, action))
      return `The account ${home}/${serviceAccount} of Kyverno may not ${verb} ${resource} in all namespaces.`;
  }
  return void 0;
}

// src/providers/kubernetes/subjects.ts
var RBAC_GROUP = "rbac.authorization.k8s.io";
var userPattern = new RegExp("^\\P{C}{1,128}$", "u");
var accountPattern = /^(?<namespace>[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)\.(?<name>[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?)$/u;
async function findSubject(api, { kind, prefix = "" }, principal) {
  if (kind === "ServiceAccount") return findAccount(api, principal);
  const name = `${prefix}${principal}`;
  if (principal === "" || !userPattern.test(name)) return void 0;
  if (name.startsWith("system:"))
    throw api.fail("REFUSED", `${JSON.stringify(name)} belongs to Kubernetes itself.`);
  return { principal, id: `${kind}:${name}`, subject: { kind, apiGroup: RBAC_GROUP, name } };
}
async function findAccount(api, principal) {
  const { namespace: namespace2, name } = accountPattern.exec(principal)?.groups ?? {};
  if (namespace2 === void 0 || name === void 0) return void 0;
  const uid = await findAccountUid(api, namespace2, name);
  if (uid === void 0) return void 0;
  return {
    principal,
    id: accountId(`${namespace2}/${name}`, uid),
    subject: { kind: "ServiceAccount", name, namespace: namespace2 }
  };
}
var accountId = (account, uid) => `ServiceAccount:${account}#${uid ?? "gone"}`;
async function findAccountUid(api, namespace2, name) {
  const path2 = `/api/v1/namespaces/${encodeURIComponent(namespace2)}/serviceaccounts/${encodeURIComponent(name)}`;
  return (await api.find(isObject, path2))?.metadata.uid;
}
async function readSubject(api, { kind, prefix = "" }, subject) {
  const { name, namespace: namespace2 = "" } = subject;
  const whole = subject.kind === "ServiceAccount" ? `${namespace2}/${name}` : name;
  const id = `${subject.kind}:${whole}`;
  if (subject.kind !== kind || !name.startsWith(prefix)) return { principal: id, id, subject };
  if (kind !== "ServiceAccount") return { principal: name.slice(prefix.length), id, subject };
  const uid = await findAccountUid(api, namespace2, name);
  return { principal: `${namespace2}.${name}`, id: accountId(whole, uid), subject };
}
var sameSubject = (a, b) => a.kind === b.kind && a.name === b.name && (a.namespace ?? "") === (b.namespace ?? "");
function userOf(id) {
  if (id.startsWith("User:")) return id.slice("User:".length);
  const { account } = /^ServiceAccount:(?<account>[^#]+)#/u.exec(id)?.groups ?? {};
  return account && `system:serviceaccount:${account.replace("/", ":")}`;
}

// src/providers/kubernetes/binding.ts
var API_VERSION = "rbac.authorization.k8s.io/v1";
var annotations = {
  instance: "hallpass/instance",
  principal: "hallpass/principal",
  entitlement: "hallpass/entitlement"
};
var roleRef = ({ kind, name }) => ({
  apiGroup: "rbac.authorization.k8s.io",
  kind,
  name
});
var isOf = (binding2, role) => binding2.roleRef.kind === role.kind && binding2.roleRef.name === role.name;
function build({ namespace: namespace2, role, known, ids, removal }) {
  return {
    apiVersion: API_VERSION,
    kind: namespace2 === void 0 ? "ClusterRoleBinding" : "RoleBinding",
    metadata: {
      name: bindingName(ids),
      labels: {
        "app.kubernetes.io/managed-by": "hallpass",
        ...removal !== void 0 && { [REMOVAL_LABEL]: removal }
      },
      annotations: {
        [annotations.instance]: ids.instance,
        [annotations.principal]: ids.principal,
        [annotations.entitlement]: ids.entitlement
      }
    },
    roleRef: roleRef(role),
    subjects: [known.subject]
  };
}
function readIds({ metadata: metadata2 }) {
  const { [annotations.instance]: instance, [annotations.principal]: principal } = metadata2.annotations ?? {};
  const entitlement = metadata2.annotations?.[annotations.entitlement];
  if (instance === void 0 || principal === void 0 || entitlement === void 0) return void 0;
  const ids = { instance, principal, entitlement };
  return bindingName(ids) === metadata2.name ? ids : void 0;
}
var gives = (binding2, { role, known }) => isOf(binding2, role) && (binding2.subjects ?? []).some((each) => sameSubject(each, known.subject));
async function makeBinding(api, wanted) {
  if (await create(api, wanted)) return true;
  const path2 = bindingPath(wanted.namespace, bindingName(wanted.ids));
  const there = await api.find(isBinding, path2);
  if (there === void 0) throw api.fail("BUSY", `${path2} came and went.`);
  if (there.metadata.deletionTimestamp !== void 0)
    throw api.fail("BUSY", `${path2} is still being deleted.`);
  if (gives(there, wanted)) {
    await moveRemoval(api, path2, there, wanted.removal);
    return false;
  }
  await removeExactly(api, path2, there);
  if (await create(api, wanted)) return true;
  throw api.fail("BUSY", `${path2} came back.`);
}
async function moveRemoval(api, path2, { metadata: metadata2 }, removal) {
  if (metadata2.labels?.[REMOVAL_LABEL] === removal) return;
  const labels = { [REMOVAL_LABEL]: removal ?? null };
  const answer = await api.send("PATCH", path2, { metadata: { uid: metadata2.uid, labels } });
  if (answer.status === 404) throw api.fail("BUSY", `${path2} went meanwhile.`);
  api.parse(isBinding, `PATCH ${path2}`, answer);
}
async function create(api, wanted) {
  const path2 = bindingsPath(wanted.namespace);
  const answer = await api.send("POST", path2, build(wanted));
  if (answer.status === 409) return false;
  api.parse(isBinding, `POST ${path2}`, answer);
  return true;
}
var remove = (api, path2, preconditions) => api.send("DELETE", path2, {
  ...{ apiVersion: "v1", kind: "DeleteOptions" },
  // Not Foreground: then what names our binding as its owner would keep it there.
  propagationPolicy: "Background",
  ...preconditions && { preconditions }
});
async function removeExactly(api, path2, { metadata: metadata2 }) {
  const answer = await remove(api, path2, { uid: metadata2.uid });
  if (answer.status === 404 || answer.status >= 200 && answer.status <= 299) return;
  throw api.failure(`DELETE ${path2}`, answer);
}
async function endBinding(api, namespace2, name) {
  const path2 = bindingPath(namespace2, name);
  const removed = await remove(api, path2);
  if (removed.status === 404) return false;
  const isRemoved = removed.status >= 200 && removed.status <= 299;
  const left = await api.find(isBinding, path2);
  if (left === void 0) return true;
  if (isRemoved && left.metadata.deletionTimestamp === void 0)
    throw api.fail("BUSY", `${path2} was made anew.`);
  const isEmptied = await empty(api, path2, left);
  if (isEmptied) return (left.subjects ?? []).length > 0;
  throw api.failure(`DELETE ${path2}`, removed);
}
async function empty(api, path2, { metadata: metadata2, subjects = [] }) {
  if (subjects.length === 0) return true;
  const answer = await api.send("PATCH", path2, { metadata: { uid: metadata2.uid }, subjects: [] });
  if (answer.status === 404) return true;
  if (answer.status === 409) throw api.fail("BUSY", `${path2} was changed meanwhile.`);
  if (answer.status < 200 || answer.status > 299) return false;
  const after = api.parse(isBinding, `PATCH ${path2}`, answer);
  if ((after.subjects ?? []).length > 0) throw api.fail("REFUSED", `${path2} got its subjects back.`);
  return true;
}

// src/providers/kubernetes/diagnosis/rights.ts
var RBAC2 = "rbac.authorization.k8s.io";
var bindingsOf = (namespace2) => ({
  group: RBAC2,
  resource: namespace2 === void 0 ? "clusterrolebindings" : "rolebindings",
  namespace: namespace2
});
var rolesOf = ({ namespace: namespace2, role }) => ({
  group: RBAC2,
  resource: role.kind === "Role" ? "roles" : "clusterroles",
  name: role.name,
  namespace: role.kind === "Role" ? namespace2 : void 0
});
var listReads = (places) => {
  const namespaces = /* @__PURE__ */ new Set(["kube-system", ...places.flatMap(({ namespace: namespace2 }) => namespace2 ?? [])]);
  return [
    ...[...namespaces].map((name) => ({
      verb: "get",
      group: "",
      resource: "namespaces",
      name,
      namespace: name
    })),
    ...places.map((place) => ({ verb: "get", ...rolesOf(place) }))
  ];
};
var listOfKyverno = ({ namespace: namespace2 }) => [
  { verb: "get", group: "coordination.k8s.io", resource: "leases", name: KYVERNO_LEASE, namespace: namespace2 },
  { verb: "create", group: "authorization.k8s.io", resource: "subjectaccessreviews" }
];
function listNeeded({ places, scopes, kind, kyverno }) {
  return [
    ...listReads(places),
    ...kind === "ServiceAccount" ? [{ verb: "get", group: "", resource: "serviceaccounts" }] : [],
    ...kyverno === void 0 ? [] : listOfKyverno(kyverno),
    // The server asks for `bind` in the namespace of the binding.
    ...places.map((place) => ({ verb: "bind", ...rolesOf(place), namespace: place.namespace })),
    ...scopes.flatMap(
      (namespace2) => ["create", "delete", "get", "list"].map((verb) => ({ verb, ...bindingsOf(namespace2) }))
    )
  ];
}
async function findMissing(api, work) {
  const missing = await filterActions(api, listNeeded(work), false);
  const unpatched = await filterActions(
    api,
    work.scopes.map((namespace2) => ({ verb: "patch", ...bindingsOf(namespace2) })),
    false
  );
  return [
    ...missing.map(
      (action) => mistake(
        "KUBERNETES_RIGHT_MISSING",
        `The account may not ${describeAction(action)}.`,
        "Give it this right, as in docs/providers/kubernetes.md."
      )
    ),
    ...unpatched.map(
      (action) => warning(
        "KUBERNETES_NO_PATCH",
        `The account may not ${describeAction(action)}. A finalizer on a binding, or a webhook, could keep access after its end.`,
        "Give it this right, as in docs/providers/kubernetes.md."
      )
    )
  ];
}
var anything = { verb: "*", group: "*", resource: "*" };
function listExcessive(scopes) {
  const namespaces = scopes.filter((namespace2) => namespace2 !== void 0);
  const everywhere = [
    ...["clusterroles", "roles"].flatMap(
      (resource) => ["bind", "escalate", "create", "update", "patch"].map((verb) => ({ verb, group: RBAC2, resource }))
    ),
    ...["users", "groups", "serviceaccounts"].map((resource) => ({
      verb: "impersonate",
      group: "",
      resource
    })),
    { verb: "get", group: "", resource: "secrets" },
    { verb: "create", group: "", resource: "pods" },
    { verb: "create", group: "", resource: "serviceaccounts/token" },
    { verb: "create", group: RBAC2, resource: "rolebindings" },
    { verb: "update", group: "admissionregistration.k8s.io", resource: "validatingwebhookconfigurations" }
  ];
  const unused = namespaces.length < scopes.length ? [] : [{ verb: "create", ...bindingsOf(void 0) }];
  const inside = namespaces.flatMap((namespace2) => [
    ...["bind", "escalate"].map((verb) => ({ verb, group: RBAC2, resource: "roles", namespace: namespace2 })),
    { verb: "get", group: "", resource: "secrets", namespace: namespace2 },
    { verb: "create", group: "", resource: "pods", namespace: namespace2 },
    { verb: "create", group: "", resource: "serviceaccounts/token", namespace: namespace2 }
  ]);
  return [...everywhere, ...unused, ...inside];
}
async function findExcessive(api, scopes) {
  const [all] = await filterActions(api, [anything], true);
  const excessive = all === void 0 ? await filterActions(api, listExcessive(scopes), true) : [all];
  const isWider = ({ verb, group, resource, namespace: namespace2 }) => namespace2 === void 0 || !excessive.some(
    (other) => other.namespace === void 0 && other.verb === verb && other.group === group && other.resource === resource
  );
  return excessive.filter(isWider).map(
    (action) => warning(
      "KUBERNETES_EXCESS",
      action === anything ? "The account may do everything in the cluster, as cluster-admin does." : `The account may ${describeAction(action)}, which it does not need.`,
      "Take the right away, and give the account only those in docs/providers/kubernetes.md."
    )
  );
}

// src/providers/kubernetes/rules.ts
var WRITES = ["create", "update", "patch", "delete", "deletecollection"];
var RBAC3 = "rbac.authorization.k8s.io";
var overBindings = [
  { group: RBAC3, resources: ["rolebindings", "roles"], verbs: [...WRITES, "bind", "escalate"] }
];
var overCluster = [
  { group: RBAC3, resources: ["clusterrolebindings", "clusterroles"], verbs: [...WRITES, "bind", "escalate"] },
  { group: "", resources: ["users", "groups"], verbs: ["impersonate"] },
  { group: "authentication.k8s.io", resources: ["uids", "userextras"], verbs: ["impersonate"] },
  {
    group: "certificates.k8s.io",
    resources: ["certificatesigningrequests", "certificatesigningrequests/approval", "signers"],
    verbs: ["create", "update", "patch", "approve", "sign"]
  },
  {
    group: "admissionregistration.k8s.io",
    resources: [
      ...["validatingwebhookconfigurations", "mutatingwebhookconfigurations"],
      ...["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
      ...["mutatingadmissionpolicies", "mutatingadmissionpolicybindings"]
    ],
    verbs: WRITES
  },
  { group: "apiregistration.k8s.io", resources: ["apiservices"], verbs: WRITES },
  { group: "", resources: ["nodes", "nodes/proxy", "persistentvolumes", "namespaces"], verbs: WRITES },
  { group: "", resources: ["nodes/proxy"], verbs: ["get"] },
  // A priority level without seats refuses every request that a flow schema sends there ("API Priority and Fairness").
  {
    group: "flowcontrol.apiserver.k8s.io",
    resources: ["flowschemas", "prioritylevelconfigurations"],
    verbs: WRITES
  }
];
var WORKLOADS = ["deployments", "daemonsets", "statefulsets", "replicasets"];
var DELETES = ["delete", "deletecollection"];
var overHallpass = [
  { group: "", resources: ["pods", "replicationcontrollers"], verbs: DELETES },
  { group: "", resources: ["pods/eviction"], verbs: ["create"] },
  { group: "", resources: ["replicationcontrollers/scale"], verbs: ["update", "patch"] },
  { group: "", resources: ["configmaps", "resourcequotas", "limitranges"], verbs: WRITES },
  { group: "", resources: ["services", "endpoints"], verbs: WRITES },
  { group: "discovery.k8s.io", resources: ["endpointslices"], verbs: WRITES },
  { group: "networking.k8s.io", resources: ["networkpolicies"], verbs: WRITES },
  { group: "apps", resources: WORKLOADS, verbs: DELETES },
  { group: "apps", resources: WORKLOADS.map((name) => `${name}/scale`), verbs: ["update", "patch"] },
  { group: "batch", resources: ["jobs", "cronjobs"], verbs: DELETES }
];
var overAccounts = [
  { group: "", resources: ["secrets"], verbs: ["get", "list", "watch", ...WRITES] },
  { group: "", resources: ["serviceaccounts"], verbs: ["impersonate", ...WRITES] },
  { group: "", resources: ["serviceaccounts/token"], verbs: ["create"] },
  { group: "", resources: ["pods", "replicationcontrollers"], verbs: ["create", "update", "patch"] },
  {
    group: "",
    resources: ["pods/exec", "pods/attach", "pods/ephemeralcontainers"],
    verbs: ["get", "create", "update", "patch"]
  },
  { group: "apps", resources: WORKLOADS, verbs: ["create", "update", "patch"] },
  { group: "batch", resources: ["jobs", "cronjobs"], verbs: ["create", "update", "patch"] }
];
function* listGiven(rule2, { group, resources, verbs }) {
  if (!covers(rule2.apiGroups, group)) return;
  for (const resource of resources)
    if (coversResource(rule2.resources, resource)) {
      for (const verb of verbs)
        if (covers(rule2.verbs, verb)) yield `${verb} ${resource}${group === "" ? "" : `.${group}`}`;
    }
}
var covers = (given = [], asked) => given.includes("*") || given.includes(asked);
function coversResource(given = [], asked) {
  const [, subresource] = asked.split("/");
  return covers(given, asked) || subresource !== void 0 && given.includes(`*/${subresource}`);
}
var findFirst = (rules, rights) => {
  for (const rule2 of rules)
    for (const right of rights) for (const given of listGiven(rule2, right)) return given;
  return void 0;
};
var READS = ["get", "list", "watch"];
function findWrite(rules) {
  for (const { verbs, resources = [] } of rules) {
    const [resource] = resources;
    const verb = verbs.find((each) => !READS.includes(each));
    if (resource !== void 0 && verb !== void 0) return `${verb} ${resource}`;
  }
  return void 0;
}
function findPower(rules, { namespace: namespace2, isHome: isHome2 }) {
  const everywhere = namespace2 === void 0;
  const found = findFirst(rules, [
    ...overBindings,
    ...everywhere ? overCluster : [],
    ...everywhere || isHome2 ? overAccounts : [],
    ...everywhere ? overHallpass : []
  ]);
  return found ?? (isHome2 ? findWrite(rules) : void 0);
}
var findLasting = (rules) => findFirst(rules, overAccounts);

// src/providers/kubernetes/offer.ts
var SYSTEM = "kube-system";
async function findPlace(api, place) {
  const [namespaceUid, role] = await Promise.all([
    place.namespace === void 0 ? void 0 : findUid(api, namespacePath(place.namespace)),
    api.find(isRole, rolePath(place))
  ]);
  if (role === void 0 || place.namespace !== void 0 && namespaceUid === void 0) return void 0;
  const id = formatPlace({ ...place, namespaceUid, roleUid: role.metadata.uid });
  return { ...place, id, rules: role.rules ?? [] };
}
async function requirePlace(api, place, entitlement) {
  const found = await findPlace(api, place);
  if (found !== void 0) return found;
  throw api.fail("UNKNOWN_ENTITLEMENT", `${entitlement.resource}/${entitlement.role} does not exist.`);
}
var findUid = async (api, path2) => (await api.find(isObject, path2))?.metadata.uid;
async function readInstance(api) {
  const uid = await findUid(api, namespacePath(SYSTEM));
  if (uid === void 0) throw api.fail("UNEXPECTED", `There is no namespace ${SYSTEM}.`);
  return `cluster:${uid}`;
}
var isHome = ({ ownNamespace, kyverno }, namespace2, token) => namespace2 !== void 0 && [SYSTEM, ownNamespace, kyverno?.namespace, findOwnNamespace(token)].includes(namespace2);
function refusePower(api, configuration, found) {
  const { namespace: namespace2, role, rules } = found;
  const power = findPower(rules, { namespace: namespace2, isHome: isHome(configuration, namespace2, api.token) });
  if (power !== void 0) throw api.fail("REFUSED", `${role.kind} ${role.name} gives ${power}.`);
}

// src/providers/kubernetes/diagnosis/roles.ts
var describe = ({ namespace: namespace2, role }) => `${role.kind}/${role.name} ${namespace2 === void 0 ? "in the whole cluster" : `in the namespace ${namespace2}`}`;
async function judgePlace(api, configuration, place) {
  const what = describe(place);
  const found = await findPlace(api, place);
  if (found === void 0)
    return [
      mistake(
        "KUBERNETES_NOT_FOUND",
        `${what} does not exist.`,
        "Create the namespace and the role, or remove them from HALLPASS_PROVIDERS."
      )
    ];
  const { namespace: namespace2 } = place;
  const power = findPower(found.rules, { namespace: namespace2, isHome: isHome(configuration, namespace2, api.token) });
  if (power !== void 0)
    return [
      mistake(
        "KUBERNETES_POWERFUL_ROLE",
        `A holder of ${what} could keep the access or stop its end: it may ${power}. Hallpass refuses to grant it.`,
        "Name a smaller role in HALLPASS_PROVIDERS."
      )
    ];
  const lasting = findLasting(found.rules);
  return lasting === void 0 ? [] : [
    warning(
      "KUBERNETES_LASTING_ROLE",
      `What a holder of ${what} makes may work after the end: it may ${lasting}.`,
      "Name a smaller role in HALLPASS_PROVIDERS, or accept it: docs/providers/kubernetes.md says what survives."
    )
  ];
}

// src/providers/kubernetes/diagnosis/diagnose.ts
async function diagnose(api, configuration) {
  const places = [...listPlaces(configuration).values()].flatMap((roles2) => [...roles2.values()]);
  const scopes = [...new Set(places.map(({ namespace: namespace2 }) => namespace2))];
  const { subjects, kyverno } = configuration;
  return [
    ...await findMissing(api, { places, scopes, kind: subjects?.kind ?? "User", kyverno }),
    ...await findExcessive(api, scopes),
    ...await judgeReadable(api, configuration, places),
    ...await findLeft(api, scopes),
    ...kyverno === void 0 ? [] : await judgeKyverno(api, kyverno, scopes, configuration.now())
  ];
}
async function judgeReadable(api, configuration, places) {
  const findings = [];
  for (const place of places) {
    const unreadable = await filterActions(api, listReads([place]), false);
    if (unreadable.length === 0) findings.push(...await judgePlace(api, configuration, place));
  }
  return findings;
}
async function findLeft(api, scopes) {
  const group = "rbac.authorization.k8s.io";
  const findings = [];
  for (const namespace2 of scopes) {
    const resource = `${bindingWord(namespace2)}s`;
    const unreadable = await filterActions(api, [{ verb: "list", group, resource, namespace: namespace2 }], false);
    if (unreadable.length > 0) continue;
    const left = (await api.list(bindingsPath(namespace2))).filter(
      (binding2) => readIds(binding2) !== void 0 && (binding2.subjects ?? []).length === 0
    );
    for (const { metadata: metadata2 } of left)
      findings.push(
        warning(
          "KUBERNETES_BINDING_LEFT",
          `The ${bindingWord(namespace2)} ${metadata2.name} has ended, gives nothing, and could not be deleted.`,
          "See which finalizer or webhook keeps it (kubectl get -o yaml), and delete it."
        )
      );
  }
  return findings;
}
async function judgeKyverno(api, kyverno, scopes, now) {
  const lacks = /* @__PURE__ */ new Set();
  for (const namespace2 of scopes) {
    const lack = await findKyvernoLack(api, kyverno, namespace2, now).catch(ignoreRefused);
    if (lack !== void 0) lacks.add(lack);
  }
  return [...lacks].map(
    (lack) => mistake(
      "KUBERNETES_KYVERNO",
      `${lack} Hallpass grants nothing until it can.`,
      "Put Kyverno right as docs/providers/kubernetes.md says, or remove kyverno from HALLPASS_PROVIDERS."
    )
  );
}
function ignoreRefused(error) {
  if (error instanceof ProviderError && error.code === "REFUSED") return void 0;
  throw error;
}

// src/providers/kubernetes/listing.ts
async function listHolders(api, { instance, subjects, asked }) {
  const bindings = /* @__PURE__ */ new Map();
  const found = [];
  for (const { entitlement, place } of asked) {
    const { id } = await requirePlace(api, place, entitlement);
    const { namespace: namespace2, role } = place;
    const all = bindings.get(namespace2) ?? await api.list(bindingsPath(namespace2));
    bindings.set(namespace2, all);
    for (const binding2 of all.filter((each) => isOf(each, role)))
      for (const subject of binding2.subjects ?? []) {
        const known = await readSubject(api, subjects, subject);
        const ids = { instance, principal: known.id, entitlement: id };
        found.push(toGrant({ entitlement, namespace: namespace2, binding: binding2, known, ids }));
      }
  }
  return found;
}
function toGrant({ entitlement, namespace: namespace2, binding: binding2, known, ids }) {
  const { principal } = known;
  const { name, creationTimestamp } = binding2.metadata;
  const recorded = readIds(binding2);
  if (recorded !== void 0 && isFor(recorded, known))
    return { principal, entitlement, ids: recorded, origin: "ours" };
  if (name === bindingName(ids)) return { principal, entitlement, ids, origin: "ours" };
  const since = new Date(creationTimestamp ?? "");
  return {
    ...{ principal, entitlement, ids, origin: "standing" },
    grantedBy: `${bindingWord(namespace2)}/${name}`,
    ...!Number.isNaN(since.getTime()) && { since }
  };
}
function isFor(recorded, { id }) {
  const nameOf = (text3) => text3.startsWith("ServiceAccount:") ? text3.replace(/#[^#]*$/u, "") : text3;
  return nameOf(recorded.principal) === nameOf(id);
}

// src/providers/kubernetes/provider.ts
var CONSISTENCY_SECONDS = 5;
var NONE = "";
function kubernetesProvider(configuration) {
  const { name, context, kyverno, auditLogFile, ownNamespace, deadlineSeconds = 15 } = configuration;
  const subjects = configuration.subjects ?? { kind: "User" };
  const places = listPlaces(configuration);
  const allowed = Object.fromEntries([...places].map(([resource, roles2]) => [resource, [...roles2.keys()]]));
  const open2 = () => openApi(configuration);
  function placeOf({ resource, role }) {
    const place = places.get(resource)?.get(role);
    if (place === void 0) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return place;
  }
  async function find(api, principal, entitlement) {
    const place = placeOf(entitlement);
    const [instance, found] = await Promise.all([readInstance(api), requirePlace(api, place, entitlement)]);
    const known = await findSubject(api, subjects, principal);
    if (known === void 0) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    refusePower(api, configuration, found);
    const ids = { instance, principal: known.id, entitlement: found.id };
    return { place, known, ids };
  }
  async function listGrants(entitlements) {
    const asked = entitlements.map((entitlement) => ({ entitlement, place: placeOf(entitlement) }));
    const api = await open2();
    return listHolders(api, { instance: await readInstance(api), subjects, asked });
  }
  async function requireKyverno(api, settings, namespace2) {
    const lack = await findKyvernoLack(api, settings, namespace2, configuration.now());
    if (lack !== void 0) throw api.fail("REFUSED", lack);
  }
  const kubectl = (namespace2, ...words) => shellLine(
    ...["kubectl", ...context === void 0 ? [] : ["--context", context]],
    ...namespace2 === void 0 ? [] : ["-n", namespace2],
    ...words
  );
  return {
    name,
    listGrants,
    check: (entitlement) => checkAllowed(allowed, entitlement),
    identify: async (principal, entitlement) => (await find(await open2(), principal, entitlement)).ids,
    async listAbilities(entitlement) {
      return describeRules((await requirePlace(await open2(), placeOf(entitlement), entitlement)).rules);
    },
    powers(entitlement) {
      const place = places.get(entitlement.resource)?.get(entitlement.role);
      if (place === void 0) return [];
      const isOwn = place.role.name === "cluster-admin" || place.namespace === (ownNamespace ?? NONE);
      return isOwn ? [{ kind: "own-account" }] : [];
    },
    async traits() {
      return {
        container: "separate",
        nativeExpiry: kyverno === void 0 ? "none" : "removed",
        // Each request is authorized when it begins: exec, port-forward and watch go on.
        sessions: "survive",
        consistencySeconds: CONSISTENCY_SECONDS,
        deadlineSeconds
      };
    },
    async hold({ principal, entitlement, ids, until }) {
      const api = await open2();
      const { place, known, ids: now } = await find(api, principal, entitlement);
      if (!sameIds(now, ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
      const wanted = { ...place, known, ids, ...kyverno && { removal: formatRemoval(until) } };
      if (kyverno !== void 0) await requireKyverno(api, kyverno, place.namespace);
      return { changed: await makeBinding(api, wanted), sessionsEnded: 0 };
    },
    async revoke({ ids }) {
      const place = parsePlace(ids.entitlement);
      const api = await open2();
      if (place === void 0 || await readInstance(api) !== ids.instance)
        throw new ProviderError(name, "IDENTITY_CHANGED");
      return { changed: await endBinding(api, place.namespace, bindingName(ids)), sessionsEnded: 0 };
    },
    async *inventory() {
      const all = [...places].flatMap(
        ([resource, roles2]) => [...roles2.keys()].map((role) => ({ provider: name, resource, role }))
      );
      yield* await listGrants(all);
    },
    connect: ({ entitlement }) => ({
      kind: "command",
      text: kubectl(placeOf(entitlement).namespace, "auth", "can-i", "--list")
    }),
    ...auditLogFile !== void 0 && {
      activity: ({ ids }, from, signal) => readActivity(name, auditLogFile, ids, { from, signal })
    },
    // A binding may have other subjects, so a person edits it.
    describeRemoval({ entitlement, grantedBy }) {
      const { namespace: namespace2 } = placeOf(entitlement);
      return grantedBy === void 0 ? kubectl(
        namespace2,
        "get",
        namespace2 === void 0 ? "clusterrolebindings" : "rolebindings",
        "-o",
        "wide"
      ) : kubectl(namespace2, "edit", grantedBy);
    },
    diagnose: async () => diagnose(await open2(), configuration),
    async close() {
    }
  };
}
async function readActivity(name, file, ids, { from, signal }) {
  const place = parsePlace(ids.entitlement);
  if (place === void 0) throw new ProviderError(name, "IDENTITY_CHANGED");
  const binding2 = describeBinding(place.namespace, bindingName(ids));
  try {
    return await readAuditLog({
      file,
      binding: binding2,
      user: userOf(ids.principal),
      from,
      ...signal && { signal }
    });
  } catch (error) {
    throw new ProviderError(name, "UNREACHABLE", error);
  }
}

// src/providers/kubernetes/adapter.ts
var kubernetesAdapter = defineAdapter({
  schema: kubernetesSchema,
  abilities: {
    system: "Kubernetes: RoleBindings and ClusterRoleBindings",
    container: ["separate"],
    nativeExpiry: ["removed", "none"],
    sessions: ["survive"],
    tested: "shape-checked"
  },
  open
});
function open(entry, context) {
  refuseMistakes(entry, context.where);
  const { caFile: _ca, tokenFrom: _from, tokenFile: _file, clientCertificate: _client, ...rest } = entry;
  return kubernetesProvider({
    ...rest,
    name: context.name,
    credentials: readCredentials(entry, context),
    now: context.now
  });
}
function readCredentials(entry, { where, readSecret }) {
  const { caFile, tokenFrom, tokenFile, clientCertificate } = entry;
  if ([tokenFrom, tokenFile, clientCertificate].filter((each) => each !== void 0).length !== 1)
    throw new Error(`${where}: set tokenFile, tokenFrom or clientCertificate; one of them.`);
  const token = tokenFrom && readSecret("tokenFrom", tokenFrom, "a token of Hallpass's service account");
  return {
    ...caFile && { caFile },
    ...token && { token },
    ...tokenFile && { tokenFile },
    ...clientCertificate && { clientCertificate }
  };
}
function refuseMistakes(entry, where) {
  const offer = listOffer(entry);
  for (const { name, namespace: namespace2, role } of offer)
    if (namespace2 === void 0 && role.kind === "Role")
      throw new Error(`${where}/resources/${name}: a Role belongs to a namespace. Name a ClusterRole.`);
  refuseRepeated(
    offer.map(({ name, namespace: namespace2, role }) => [
      name,
      `${role.kind}/${role.name} in ${namespace2 ?? "the whole cluster"}`
    ]),
    sameAccess(where)
  );
  if (entry.subjects?.kind === "ServiceAccount" && entry.subjects.prefix !== void 0)
    throw new Error(
      `${where}/subjects: a service account has no prefix. Write NAMESPACE.NAME in the identity map.`
    );
}
var listOffer = (entry) => [...listPlaces(entry)].flatMap(
  ([resource, roles2]) => [...roles2].map(([word, place]) => ({ name: `${resource}/${word}`, ...place }))
);
export {
  kubernetesAdapter
};
