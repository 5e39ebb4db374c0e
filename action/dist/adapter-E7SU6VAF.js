import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  DIRECTORY_SCOPE,
  createAccounts,
  createGoogleApi,
  diagnosePeople,
  findAccount,
  isEmail,
  readCredentials
} from "./chunk-6OQPLRKT.js";
import {
  createLocks
} from "./chunk-7MNSBFR3.js";
import "./chunk-PCJM6DFV.js";
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
  commandLine,
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
  idsKey,
  sameIds
} from "./chunk-K5X7KKLM.js";
import "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";

// src/providers/google-iam/configuration.ts
var number = { type: "string", pattern: "^\\d{1,20}$" };
var role = {
  type: "string",
  pattern: "^(?:roles/[A-Za-z0-9_.]{1,100}|projects/[a-z][a-z0-9:.-]{4,60}/roles/[A-Za-z0-9_.]{3,64}|organizations/\\d{1,20}/roles/[A-Za-z0-9_.]{3,64})$",
  description: "a role of Google Cloud, such as roles/bigquery.dataViewer or projects/NAME/roles/NAME"
};
var googleIamSchema = {
  type: "object",
  additionalProperties: false,
  required: ["resources"],
  properties: {
    /** The variable with a credential file of Google's. Absent: the service account of the machine, by its metadata server. */
    credentialsFrom: secretVariable,
    /** `directory`: people are bound by the immutable id of their account. `email`: by their address alone. */
    people: { enum: ["directory", "email"] },
    deadlineSeconds,
    consistencySeconds,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        project: {
          type: "string",
          pattern: "^[a-z][a-z0-9:.-]{4,60}[a-z0-9]$",
          description: "the id of a project, such as acme-orders-prod"
        },
        folder: number,
        organization: number,
        command: commandLine,
        link,
        roles: byName(role)
      }
    })
  }
};
var DEADLINE_SECONDS = 30;
var CONSISTENCY_SECONDS = 420;
function targetOf({
  project,
  folder,
  organization
}) {
  const named = [
    ...project === void 0 ? [] : [`projects/${project}`],
    ...folder === void 0 ? [] : [`folders/${folder}`],
    ...organization === void 0 ? [] : [`organizations/${organization}`]
  ];
  return named.length === 1 ? named[0] : void 0;
}

// src/providers/google-iam/roles.ts
var BASIC = new Set(
  ["owner", "editor", "viewer", "admin", "writer", "reader"].map((name) => `roles/${name}`)
);
var ADMINISTRATIVE = new Set(
  [
    "iam.securityAdmin",
    "iam.denyAdmin",
    "iam.roleAdmin",
    "iam.organizationRoleAdmin",
    "resourcemanager.projectIamAdmin",
    "resourcemanager.folderIamAdmin",
    "resourcemanager.folderAdmin",
    "resourcemanager.organizationAdmin"
  ].map((name) => `roles/${name}`)
);
var isBasic = (role2) => BASIC.has(role2);
var isAdministrative = (role2) => ADMINISTRATIVE.has(role2);
var KEEPS = [
  "resourcemanager.projects.setIamPolicy",
  "resourcemanager.folders.setIamPolicy",
  "resourcemanager.organizations.setIamPolicy",
  "iam.roles.create",
  "iam.roles.update",
  "iam.roles.undelete",
  "iam.denypolicies.create",
  "iam.denypolicies.update",
  "iam.policybindings.create",
  "iam.policybindings.update"
];
var ACTS_AS = /^iam\.serviceAccount(?:Keys\.(?:create|upload)|s\.(?:actAs|getAccessToken|implicitDelegation|setIamPolicy|signBlob|signJwt))$/u;
var PASSES_ON = [
  /^iam\.serviceAccountKeys\.(?:create|upload)$/u,
  /^iam\.serviceAccounts\.(?:actAs|getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$/u,
  /\.setIamPolicy$/u,
  /^iam\.workloadIdentityPoolProviders\.(?:create|update)$/u,
  /^compute\.(?:projects|instances)\.(?:setCommonInstanceMetadata|setMetadata)$/u,
  /^storage\.hmacKeys\.create$/u,
  /^apikeys\.keys\.create$/u,
  /^(?:cloudbuild\.builds|deploymentmanager\.deployments|privilegedaccessmanager\.entitlements)\.create$/u
];
var isRole = compileEntry(
  object(
    {
      ...{ name: { type: "string" }, title: { type: "string" }, description: { type: "string" } },
      includedPermissions: listOf({ type: "string" }),
      deleted: { type: "boolean" },
      stage: { type: "string" }
    },
    ["name"]
  )
);
async function readRole(api, name) {
  const path = name.split("/").map(encodeURIComponent).join("/");
  const role2 = await api.find(isRole, new URL(`https://iam.googleapis.com/v1/${path}`));
  if (role2 === void 0 || role2.deleted === true || role2.stage === "DISABLED") return void 0;
  const { title, description, includedPermissions: permissions = [] } = role2;
  return { name: role2.name, permissions, title, description };
}
var listKeeping = ({ permissions }, target) => permissions.filter(
  (permission) => KEEPS.includes(permission) || !target.startsWith("projects/") && ACTS_AS.test(permission)
);
var listPassingOn = ({ permissions }) => permissions.filter(
  (permission) => !KEEPS.includes(permission) && PASSES_ON.some((pattern) => pattern.test(permission))
);
async function requireRole(api, name) {
  const role2 = await readRole(api, name);
  if (role2 === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", `${name} does not exist.`);
  return role2;
}
async function verifyRole(api, name, target) {
  const keeping = listKeeping(await requireRole(api, name), target);
  if (keeping.length > 0) throw api.fail("REFUSED", `${name} has ${keeping.join(", ")}.`);
}

// src/providers/google-iam/abilities.ts
var READING = /\.(?:get|list|search|read|view|query|fetch|check|resolve)(?:[A-Z]\w*)?$/u;
var MOST_PERMISSIONS = 4;
function describeRole(role2, target) {
  const [keeping, passing] = [listKeeping(role2, target), listPassingOn(role2)];
  const plain = role2.permissions.filter((each) => !keeping.includes(each) && !passing.includes(each));
  const isReading = (permission) => READING.test(permission);
  return toPhrases([
    ...describeAll("keep access or stop its end, by", keeping),
    ...describeAll("act as another account or pass access on, by", passing),
    ...describeServices(
      "act in",
      plain.filter((each) => !isReading(each))
    ),
    ...describeServices("read in", plain.filter(isReading)),
    ...describeQuote(`the description of ${role2.title || "the role"}`, role2.description)
  ]);
}
var describeAll = (what, permissions) => permissions.length === 0 ? [] : [`${what} ${listSome(permissions, MOST_PERMISSIONS)}`];
function describeServices(what, permissions) {
  const services = /* @__PURE__ */ new Map();
  for (const permission of permissions) {
    const [service = "", ...rest] = permission.split(".");
    services.set(service, [...services.get(service) ?? [], rest.join(".")]);
  }
  return [...services].sort(([, one], [, other]) => other.length - one.length).map(([service, names]) => `${what} ${service}: ${listSome(names, MOST_PERMISSIONS)}`);
}

// src/providers/google-iam/activity.ts
var MOST = 1e3;
var LONGEST = 200;
var text = { type: "string" };
var isPage = compileEntry(
  object(
    {
      entries: listOf(
        object({ timestamp: text, protoPayload: object({ methodName: text, resourceName: text }, []) }, [
          "timestamp"
        ])
      ),
      nextPageToken: text
    },
    []
  )
);
var url = new URL("https://logging.googleapis.com/v2/entries:list");
async function readActivity(api, { email, target, from, until }) {
  if (from >= until) return [];
  const filter = [
    'protoPayload.@type="type.googleapis.com/google.cloud.audit.AuditLog"',
    `protoPayload.authenticationInfo.principalEmail=${JSON.stringify(email)}`,
    `timestamp>=${JSON.stringify(from.toISOString())}`,
    `timestamp<${JSON.stringify(until.toISOString())}`
  ].join(" AND ");
  const asked = { resourceNames: [target], filter, orderBy: "timestamp asc", pageSize: MOST };
  const found = [];
  let pageToken = "";
  do {
    const page = await api.ask(isPage, url, { ...asked, ...pageToken !== "" && { pageToken } });
    found.push(...page.entries ?? []);
    pageToken = page.nextPageToken ?? "";
  } while (pageToken !== "" && found.length < MOST);
  return found.slice(0, MOST).map(({ timestamp, protoPayload }) => ({ at: new Date(timestamp), action: describe(protoPayload) })).filter(({ at }) => !Number.isNaN(at.getTime()));
}
var describe = ({ methodName = "unknown", resourceName } = {}) => `${methodName}${resourceName === void 0 ? "" : ` on ${resourceName}`}`.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, LONGEST);

// src/providers/google-iam/mark.ts
import { createHash } from "node:crypto";
var PREFIX = "hallpass:";
var titleOf = (provider, ids) => `${PREFIX}${createHash("sha256").update(`${provider.length} ${provider} ${idsKey(ids)}`).digest("hex").slice(0, 32)}`;
var isTitle = (title) => title?.startsWith(PREFIX) ?? false;
var expressionOf = (until) => `request.time < timestamp("${until.toISOString()}")`;
function endOf(expression) {
  const time = /^request\.time < timestamp\("(?<time>[0-9TZ:.-]{20,30})"\)$/u.exec(expression)?.groups?.time;
  const end = new Date(time ?? Number.NaN);
  return Number.isNaN(end.getTime()) ? void 0 : end;
}
var bindingOf = ({ provider, ids, email, until }) => ({
  role: ids.entitlement,
  members: [`user:${email}`],
  condition: {
    title: titleOf(provider, ids),
    description: `Lent by Hallpass (${provider}) to the account ${ids.principal}. Do not edit.`,
    expression: expressionOf(until)
  }
});
var accountOf = ({ condition }) => / to the account (?<id>\S+)\. Do not edit\.$/u.exec(condition?.description ?? "")?.groups?.id;

// src/providers/google-iam/listing.ts
var listPeople = ({ bindings = [] }, role2) => bindings.filter((binding) => role2 === void 0 || binding.role === role2).flatMap(({ members = [] }) => members.filter(isPerson).map((member) => readMember(member).name));
function listGrants({ bindings = [] }, listed) {
  const grants = /* @__PURE__ */ new Map();
  for (const binding of bindings.filter(({ role: role2 }) => role2 === listed.role))
    for (const member of binding.members ?? []) {
      const grant = toGrant(binding, member, listed);
      if (grant !== void 0) grants.set(`${grant.origin} ${grant.ids.principal}`, grant);
    }
  return [...grants.values()];
}
function toGrant(binding, member, listed) {
  const { provider, entitlement, instance, role: role2, accounts } = listed;
  const { name, isDeleted } = readMember(member);
  const idsOf = (principal) => ({ instance, principal, entitlement: role2 });
  const isOurs = (id2) => titleOf(provider, idsOf(id2)) === binding.condition?.title;
  const told = accountOf(binding);
  const isAlone = binding.members?.length === 1;
  if (told !== void 0 && isAlone && isOurs(told))
    return { principal: name, entitlement, ids: idsOf(told), origin: "ours" };
  if (isDeleted) return void 0;
  const id = (isPerson(member) ? accounts.get(name) : void 0) ?? name;
  return { principal: name, entitlement, ids: idsOf(id), origin: isOurs(id) ? "ours" : "standing" };
}
var isPerson = (member) => member.startsWith("user:");
function readMember(member) {
  const found = /^(?<deleted>deleted:)?user:(?<email>[^?]*)/u.exec(member)?.groups;
  const isDeleted = member.startsWith("deleted:");
  return { name: found?.email?.toLowerCase() ?? member, isDeleted };
}

// src/providers/google-iam/policy.ts
var text2 = { type: "string" };
var isPolicy = compileEntry(
  object(
    {
      version: { type: "integer" },
      etag: { type: "string", minLength: 1 },
      bindings: listOf(
        object(
          {
            role: { type: "string", not: { pattern: "_withcond_" } },
            members: listOf(text2),
            condition: object({ title: text2, description: text2, expression: text2 }, ["expression"])
          },
          ["role"]
        )
      )
    },
    ["etag"]
  )
);
var hasTitle = ({ condition }, title) => condition?.title === title;
var findMarked = ({ bindings = [] }, title) => bindings.filter((binding) => hasTitle(binding, title));
var withoutGrant = (policy, title) => ({
  ...policy,
  version: 3,
  bindings: (policy.bindings ?? []).filter((binding) => !hasTitle(binding, title))
});
function withGrant(policy, wanted) {
  const others = withoutGrant(policy, wanted.condition.title);
  return { ...others, bindings: [...others.bindings ?? [], wanted] };
}
function withoutBare(policy, before, { role: role2, members }) {
  const isBare = (binding) => binding.role === role2 && binding.condition === void 0;
  const stood = new Set((before.bindings ?? []).filter(isBare).flatMap((each) => each.members ?? []));
  const isNew = (member) => members.includes(member) && !stood.has(member);
  const bindings = (policy.bindings ?? []).flatMap((binding) => {
    if (!isBare(binding) || !binding.members?.some(isNew)) return [binding];
    const kept = binding.members.filter((member) => !isNew(member));
    return kept.length === 0 ? [] : [{ ...binding, members: kept }];
  });
  return { ...policy, version: 3, bindings };
}
var keepsEnd = (policy, { condition }) => findMarked(policy, condition.title).some(
  (binding) => binding.condition?.expression === condition.expression
);
var countPrincipals = ({ bindings = [] }) => bindings.reduce((sum, { members = [] }) => sum + members.length, 0);

// src/providers/google-iam/write.ts
import { randomInt } from "node:crypto";
var ATTEMPTS = 8;
var FIRST_PAUSE_MS = 100;
var LONGEST_PAUSE_MS = 4e3;
var methodUrl = (target, method) => {
  const path = target.split("/").map(encodeURIComponent).join("/");
  return new URL(`https://cloudresourcemanager.googleapis.com/v3/${path}:${method}`);
};
var readPolicy = (api, target) => api.ask(isPolicy, methodUrl(target, "getIamPolicy"), { options: { requestedPolicyVersion: 3 } });
var testPermissions = (api, target, permissions) => api.send("POST", methodUrl(target, "testIamPermissions"), { permissions });
async function changePolicy(api, target, change) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await readPolicy(api, target);
    const answer = await writePolicy(api, target, change(before));
    if (answer.status === 200) return { before, answer };
    if (answer.status !== 409 && answer.status !== 412) throw api.failure("setIamPolicy", answer);
    await api.pause(backOff(attempt));
  }
  throw api.fail("BUSY", "Others kept writing the policy.");
}
var writePolicy = (api, target, policy) => api.send("POST", methodUrl(target, "setIamPolicy"), { policy });
async function verifyChange(api, target, { before, answer }, isRight, takeBack) {
  const after = api.read(isPolicy, "setIamPolicy", answer);
  if (isRight(after)) return;
  const restored = await writePolicy(api, target, { ...before, version: 3, etag: after.etag });
  if (restored.status !== 200) await changePolicy(api, target, takeBack);
  throw api.fail("REFUSED", "Google did not keep the condition.");
}
var backOff = (attempt) => {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
  return longest / 2 + randomInt(longest / 2);
};

// src/providers/google-iam/diagnose.ts
var PAGE = "docs/providers/google-iam.md";
var EXCESSIVE = [
  "iam.roles.update",
  "iam.serviceAccountKeys.create",
  "iam.serviceAccounts.getAccessToken",
  "compute.instances.create",
  "storage.objects.get",
  "bigquery.tables.getData",
  "secretmanager.versions.access"
];
var MOST_PRINCIPALS = 1500;
var MANY_PRINCIPALS = 1200;
async function diagnose(api, configuration) {
  const findings = [];
  const account = await api.readOwnAddress();
  const people = [];
  for (const [resource, { roles, ...entry }] of Object.entries(configuration.resources)) {
    const target = targetOf(entry) ?? "";
    const what = `${configuration.name}/${resource}`;
    findings.push(...await examineRights(api, what, target));
    for (const [role2, id] of Object.entries(roles))
      findings.push(...await examineRole(api, `${what}/${role2}`, id, target));
    const policy = await unlessRefused(() => readPolicy(api, target));
    if (policy === void 0) continue;
    findings.push(...examinePolicy(policy, { what, target, account, now: configuration.now() }));
    people.push(...listPeople(policy));
  }
  return [...await diagnosePeople(api, configuration, people), ...findings];
}
var neededOn = (target) => {
  const kind = target.split("/")[0] ?? "";
  return ["get", "getIamPolicy", "setIamPolicy"].map((right) => `resourcemanager.${kind}.${right}`);
};
var isAnswer = compileEntry({
  type: "object",
  properties: { permissions: { type: "array", items: { type: "string" } } }
});
async function examineRights(api, what, target) {
  const needed = neededOn(target);
  const answer = await testPermissions(api, target, [...needed, ...EXCESSIVE]);
  if (answer.status !== 200 && answer.status !== 403 && answer.status !== 404)
    throw api.failure("testIamPermissions", answer);
  const body = answer.status === 200 ? parseJson(what, answer) : {};
  const held = (isAnswer(body) ? body.permissions : void 0) ?? [];
  const missing = needed.filter((right) => !held.includes(right));
  const beyond = EXCESSIVE.filter((right) => held.includes(right));
  return [
    ...missing.length === 0 ? [] : [describeMissing(what, target, missing)],
    ...beyond.length === 0 ? [] : [describeExcess(what, target, beyond)]
  ];
}
var describeMissing = (what, target, rights) => mistake(
  "GOOGLE_RIGHT_MISSING",
  `${what}: Hallpass's account lacks ${rights.join(", ")} on ${target}.`,
  `Give it the custom role of ${PAGE}.`
);
var describeExcess = (what, target, rights) => warning(
  "GOOGLE_RIGHT_EXCESSIVE",
  `${what}: Hallpass's account also has ${rights.join(", ")} on ${target}.`,
  `Give it the custom role of ${PAGE} and no other.`
);
async function examineRole(api, what, id, target) {
  const read = await unlessRefused(async () => ({ role: await readRole(api, id) }));
  if (read === void 0)
    return [
      describeMissing(what, id.includes("/roles/") ? id.split("/roles/")[0] ?? id : id, ["iam.roles.get"])
    ];
  if (read.role === void 0)
    return [
      mistake(
        "GOOGLE_ROLE_UNKNOWN",
        `${what}: the role ${id} does not exist, or is disabled.`,
        "Name a role that exists."
      )
    ];
  const [keeping, passing] = [listKeeping(read.role, target), listPassingOn(read.role)];
  return [
    ...keeping.length === 0 ? [] : [describeKeeping(what, id, keeping)],
    ...passing.length === 0 ? [] : [describePassing(what, id, passing)]
  ];
}
var describeKeeping = (what, role2, permissions) => mistake(
  "GOOGLE_ROLE_KEEPS",
  `${what}: the holder of ${role2} could keep it, by ${permissions.join(", ")}. Hallpass does not lend it.`,
  "Name a role without these permissions."
);
var describePassing = (what, role2, permissions) => warning(
  "GOOGLE_ROLE_PASSES_ON",
  `${what}: the holder of ${role2} could make access that outlives the lease, by ${permissions.join(", ")}.`,
  "Name a role without these permissions, or watch what is made with them."
);
function examinePolicy(policy, { what, target, account, now }) {
  const unlimited = account === void 0 ? [] : listUnlimited(policy, account);
  const principals = countPrincipals(policy);
  return [
    ...unlimited.length === 0 ? [] : [describeUnlimited(what, target, unlimited)],
    ...principals < MANY_PRINCIPALS ? [] : [describeFull(what, target, principals, countEnded(policy, now))]
  ];
}
var listUnlimited = ({ bindings = [] }, account) => bindings.filter(
  ({ members = [], condition }) => members.includes(`serviceAccount:${account}`) && condition?.expression.includes("iam.googleapis.com/modifiedGrantsByRole") !== true
).map(({ role: role2 }) => role2);
var countEnded = ({ bindings = [] }, now) => bindings.filter(({ condition }) => {
  const end = isTitle(condition?.title) ? endOf(condition?.expression ?? "") : void 0;
  return end !== void 0 && end <= now;
}).length;
var describeUnlimited = (what, target, roles) => warning(
  "GOOGLE_GRANTS_UNLIMITED",
  `${what}: Hallpass's account has ${roles.join(", ")} on ${target} without a limit on the roles that it may give.`,
  `Bind it with the condition of ${PAGE}, which names the roles on offer.`
);
var describeFull = (what, target, principals, ended) => warning(
  "GOOGLE_POLICY_FULL",
  `${what}: the policy of ${target} names ${principals} principals of at most ${MOST_PRINCIPALS}; ${ended} of Hallpass's bindings there have ended.`,
  "Bind groups in place of people, and remove bindings that are not needed. `hallpass drift` lists those of Hallpass that were not removed."
);
async function unlessRefused(read) {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED") return void 0;
    throw error;
  }
}

// src/providers/google-iam/target.ts
var isContainer = compileEntry(
  object({ name: { type: "string" }, state: { type: "string" } }, ["name"])
);
var isNumbered = (name) => /^(?:projects|folders|organizations)\/\d{1,20}$/u.test(name);
async function readTarget(api, target) {
  const path = target.split("/").map(encodeURIComponent).join("/");
  const found = await api.find(
    isContainer,
    new URL(`https://cloudresourcemanager.googleapis.com/v3/${path}`)
  );
  if (found === void 0 || (found.state ?? "ACTIVE") !== "ACTIVE")
    throw api.fail("UNKNOWN_ENTITLEMENT", `${target} does not exist, or is being deleted.`);
  if (!isNumbered(found.name) || found.name.split("/")[0] !== target.split("/")[0])
    throw api.fail("UNEXPECTED", "The name of the resource has another form.");
  return found.name;
}

// src/providers/google-iam/usage.ts
var usageOf = (resources) => Object.fromEntries(
  Object.entries(resources).map(([resource, { project, command, link: link2 = consoleOf(project) }]) => [
    resource,
    { ...command !== void 0 && { command }, ...link2 !== void 0 && { link: link2 } }
  ])
);
var consoleOf = (project) => project && `https://console.cloud.google.com/home/dashboard?${new URLSearchParams({ project })}`;

// src/providers/google-iam/provider.ts
var CLOUD_SCOPE = "https://www.googleapis.com/auth/cloud-platform";
function googleIamProvider(configuration) {
  const { name, resources, people = "directory", now } = configuration;
  const { deadlineSeconds: deadlineSeconds2 = DEADLINE_SECONDS, consistencySeconds: consistencySeconds2 = CONSISTENCY_SECONDS } = configuration;
  const scopes = people === "directory" ? [CLOUD_SCOPE, DIRECTORY_SCOPE] : [CLOUD_SCOPE];
  const open2 = createGoogleApi({ ...configuration, provider: name, scopes, deadlineSeconds: deadlineSeconds2 });
  const listAccounts = createAccounts({ people, now });
  const { run: inTurn } = createLocks();
  const own = projectOf(configuration.credentials);
  const { entitlements: offer, check } = createOffer(name, resources);
  function placeOf(entitlement) {
    const resource = check(entitlement).length === 0 ? resources[entitlement.resource] : void 0;
    const [target, role2] = [resource && targetOf(resource), resource?.roles[entitlement.role]];
    if (target === void 0 || role2 === void 0) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return { target, role: role2 };
  }
  async function identify(api, principal, entitlement) {
    const { target, role: role2 } = placeOf(entitlement);
    const account = await findAccount(api, people, principal);
    if (account === void 0) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    await verifyRole(api, role2, target);
    return { instance: await readTarget(api, target), principal: account, entitlement: role2 };
  }
  async function list(entitlements) {
    const places = entitlements.map((entitlement) => ({ entitlement, ...placeOf(entitlement) }));
    const api = open2();
    const policies = /* @__PURE__ */ new Map();
    const grants = [];
    for (const { entitlement, target, role: role2 } of places) {
      await requireRole(api, role2);
      const { instance, policy } = policies.get(target) ?? await readWhole(api, target);
      policies.set(target, { instance, policy });
      const accounts = await listAccounts(api, listPeople(policy, role2));
      grants.push(...listGrants(policy, { provider: name, entitlement, instance, role: role2, accounts }));
    }
    return grants;
  }
  async function readWhole(api, target) {
    const instance = await readTarget(api, target);
    return { instance, policy: await readPolicy(api, instance) };
  }
  async function hold(api, { principal, entitlement, ids, until }) {
    if (!sameIds(await identify(api, principal, entitlement), ids))
      throw new ProviderError(name, "IDENTITY_CHANGED");
    const wanted = bindingOf({ provider: name, ids, email: principal, until });
    const membersOf = (policy) => findMarked(policy, wanted.condition.title).flatMap(({ members = [] }) => members.map(readMember));
    const change = await changePolicy(api, ids.instance, (policy) => {
      if (membersOf(policy).some((member) => member.isDeleted && member.name === principal))
        throw new ProviderError(name, "IDENTITY_CHANGED");
      return withGrant(policy, wanted);
    });
    await verifyChange(
      ...[api, ids.instance, change],
      (after) => keepsEnd(after, wanted),
      (policy) => withoutBare(policy, change.before, wanted)
    );
    const changed = !membersOf(change.before).some((member) => member.name === principal);
    return { changed, sessionsEnded: 0 };
  }
  async function revoke(api, { ids }) {
    if (!isNumbered(ids.instance)) throw new ProviderError(name, "IDENTITY_CHANGED");
    const title = titleOf(name, ids);
    const { before } = await changePolicy(api, ids.instance, (policy) => withoutGrant(policy, title));
    return { changed: findMarked(before, title).length > 0, sessionsEnded: 0 };
  }
  function work(method, carryOut, holding) {
    const api = open2();
    return inTurn(`${method} ${holding.ids.instance}`, () => carryOut(api, holding));
  }
  return {
    name,
    check,
    // Whoever can change what Hallpass's own project holds, can act as Hallpass.
    powers: ({ resource }) => own !== void 0 && Object.hasOwn(resources, resource) && resources[resource]?.project === own ? [{ kind: "own-account" }] : [],
    identify: (principal, entitlement) => identify(open2(), principal, entitlement),
    listGrants: list,
    hold: (holding) => work("hold", hold, holding),
    revoke: (holding) => work("revoke", revoke, holding),
    async traits() {
      return {
        ...{ container: "separate", nativeExpiry: "enforced", sessions: "survive" },
        ...{ consistencySeconds: consistencySeconds2, deadlineSeconds: deadlineSeconds2 }
      };
    },
    async listAbilities(entitlement) {
      const { target, role: role2 } = placeOf(entitlement);
      return describeRole(await requireRole(open2(), role2), target);
    },
    async *inventory() {
      yield* await list(offer);
    },
    describeRemoval({ principal, entitlement }) {
      const { target, role: role2 } = placeOf(entitlement);
      const [kind = "", id = ""] = target.split("/");
      const places = { projects: ["projects"], folders: ["resource-manager", "folders"] };
      const words = kind === "projects" || kind === "folders" ? places[kind] : ["organizations"];
      const member = isEmail(principal) ? `user:${principal}` : principal;
      return shellLine(
        ...["gcloud", ...words, "remove-iam-policy-binding", id],
        ...[`--member=${member}`, `--role=${role2}`, "--all"]
      );
    },
    ...connectByResource(usageOf(resources)),
    async activity({ principal, ids, until }, from) {
      const end = new Date(Math.min(until.getTime(), now().getTime()));
      return readActivity(open2(), { email: principal, target: ids.instance, from, until: end });
    },
    diagnose: () => diagnose(open2(), configuration),
    async close() {
    }
  };
}
function projectOf(credentials) {
  const email = "email" in credentials ? credentials.email ?? "" : "";
  return /@(?<project>[a-z0-9-]+)\.iam\.gserviceaccount\.com$/u.exec(email)?.groups?.project;
}

// src/providers/google-iam/adapter.ts
var googleIamAdapter = defineAdapter({
  schema: googleIamSchema,
  abilities: {
    system: "Google Cloud: roles on projects, folders and organisations",
    container: ["separate"],
    nativeExpiry: ["enforced"],
    sessions: ["survive"],
    tested: "shape-checked"
  },
  open
});
function open({ credentialsFrom, ...entry }, context) {
  const { name, now } = context;
  for (const [resource, { roles, ...target }] of Object.entries(entry.resources)) {
    const where = `${context.where}/resources/${resource}`;
    if (targetOf(target) === void 0)
      throw new Error(`${where}: name one of project, folder and organization.`);
    for (const [role2, id] of Object.entries(roles)) refuseRole(id, `${where}/roles/${role2}`);
  }
  const offer = Object.entries(entry.resources).flatMap(
    ([resource, { roles, ...target }]) => Object.entries(roles).map(
      ([role2, id]) => [`${resource}/${role2}`, `${id} on ${targetOf(target)}`]
    )
  );
  refuseRepeated(offer, sameAccess(context.where));
  return googleIamProvider({ ...entry, name, now, credentials: readCredentials(credentialsFrom, context) });
}
function refuseRole(role2, where) {
  if (isBasic(role2))
    throw new Error(
      `${where}: "${role2}" is a basic role. Google applies no condition to owner, editor and viewer, so they would not end, and each basic role is far wider than a task. Use a predefined or custom role.`
    );
  if (isAdministrative(role2))
    throw new Error(
      `${where}: the holder of "${role2}" could write policies, and keep it. Use a role without such permissions.`
    );
}
export {
  googleIamAdapter
};
