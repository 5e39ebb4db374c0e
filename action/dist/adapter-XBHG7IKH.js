import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  createApis,
  findHindrance,
  findPerson,
  forgetTimed,
  guid,
  holdTimed,
  isActivated,
  isFinished,
  isOwnTicket,
  isSameTime,
  readNames,
  readObstacle,
  readTenant,
  readTime,
  revokeTimed,
  settle,
  tenantSchema,
  ticketOf
} from "./chunk-23GJLJ5N.js";
import "./chunk-PCJM6DFV.js";
import {
  createOffer
} from "./chunk-ZIHSV6EN.js";
import {
  connectByResource
} from "./chunk-IMYDDN53.js";
import "./chunk-JXOYDYG2.js";
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
  link,
  mistake,
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

// src/providers/azure/configuration.ts
var part = "[A-Za-z0-9_(][A-Za-z0-9_().-]*";
var subscription = "/subscriptions/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
var resource = `(?:/resourceGroups/${part}(?:/providers/${part}(?:/${part}/${part})+)?)?`;
var scope = {
  type: "string",
  maxLength: 1e3,
  pattern: `^(?:${subscription}${resource}|/providers/Microsoft\\.Management/managementGroups/${part})$`,
  description: "the scope of a subscription, a resource group, a resource or a management group, such as /subscriptions/GUID in small letters"
};
var azureSchema = {
  type: "object",
  additionalProperties: false,
  required: ["tenant", "client", "signIn", "resources"],
  properties: {
    ...tenantSchema,
    /** In the first five minutes, PIM ends nothing. Then delete the role assignment itself. */
    endAtOnce: { type: "boolean" },
    /** The scope of what Hallpass itself runs on: who may change that can act as Hallpass. */
    runsAt: scope,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["scope", "roles"],
      properties: {
        ...{ scope, link },
        command: commandLine,
        roles: byName({
          type: "object",
          additionalProperties: false,
          required: ["role"],
          properties: { role: guid, allowPower: { type: "boolean" } }
        })
      }
    })
  }
};
var CONSISTENCY_SECONDS = 120;
var listOffer = ({ resources }) => Object.entries(resources).flatMap(
  ([resource3, { scope: scope2, roles }]) => Object.entries(roles).map(([name, { role, allowPower = false }]) => ({
    ...{ resource: resource3, name, scope: scope2, role, allowPower }
  }))
);
function overlap(a, b) {
  const [one, two] = [`${a.toLowerCase()}/`, `${b.toLowerCase()}/`];
  return one.startsWith(two) || two.startsWith(one) || [one, two].some((each) => each.startsWith("/providers/"));
}
var placeId = ({ scope: scope2, role }) => `${role}@${scope2.toLowerCase()}`;
function readPlaceId(id2) {
  const { role, scope: at2 } = /^(?<role>[0-9a-f-]{36})@(?<scope>\/.*)$/u.exec(id2)?.groups ?? {};
  const isScope = at2 !== void 0 && new RegExp(scope.pattern, "iu").test(at2);
  return role !== void 0 && isScope ? { role, scope: at2 } : void 0;
}

// src/providers/azure/authorization.ts
var PIM = "2020-10-01";
var RBAC = "2022-04-01";
var versionOf = (kind) => kind === "roleAssignments" || kind === "roleDefinitions" ? RBAC : PIM;
var at = (scope2, kind, rest = [], filter) => ({
  path: [...scope2.split("/").slice(1), "providers", "Microsoft.Authorization", kind, ...rest],
  query: { ...filter !== void 0 && { $filter: filter }, "api-version": versionOf(kind) }
});
var ofPerson = (person) => `principalId eq '${person}'`;
var isAtPlace = ({ properties }, { scope: scope2, role }) => normalize(properties.scope) === normalize(scope2) && roleOf(properties.roleDefinitionId) === role;
var normalize = (scope2) => scope2.toLowerCase().replace(/^\/providers\/microsoft\.subscription\/subscriptions\//u, "/subscriptions/");
var roleOf = (definition) => definition.split("/").at(-1)?.toLowerCase() ?? "";
async function listOfPerson(api, kind, shape, place, person) {
  const found = await api.list(shape, at(place.scope, kind, [], ofPerson(person)));
  return found?.filter((each) => each.properties.principalId === person && isAtPlace(each, place));
}

// src/providers/azure/shapes.ts
var id = { type: "string", minLength: 1 };
var maybeText = { type: ["string", "null"] };
var resource2 = (properties, required) => ({
  type: "object",
  required: ["properties"],
  properties: { id, name: id, properties: { type: "object", required, properties } }
});
var assigned = { scope: id, roleDefinitionId: id, principalId: id };
var isAssigned = ["scope", "roleDefinitionId", "principalId"];
var isInstance = compileEntry(
  resource2({ ...assigned, principalType: maybeText, originRoleAssignmentId: maybeText }, isAssigned)
);
var isSchedule = compileEntry({
  ...resource2(
    {
      ...assigned,
      assignmentType: maybeText,
      ...{ roleAssignmentScheduleRequestId: maybeText, startDateTime: maybeText, endDateTime: maybeText }
    },
    isAssigned
  ),
  required: ["name", "properties"]
});
var ticketInfo = {
  type: ["object", "null"],
  properties: { ticketNumber: maybeText, ticketSystem: maybeText }
};
var isScheduleRequest = compileEntry({
  ...resource2({ ...assigned, status: id, ticketInfo }, [...isAssigned, "status"]),
  required: ["name", "properties"]
});
var isAssignment = compileEntry(
  resource2({ ...assigned, condition: maybeText }, isAssigned)
);
var texts = { type: "array", items: { type: "string" } };
var permission = {
  type: "object",
  properties: { actions: texts, notActions: texts, dataActions: texts, notDataActions: texts }
};
var isRoleDefinition = compileEntry({
  ...resource2(
    {
      permissions: { type: "array", items: permission },
      ...{ roleName: maybeText, description: maybeText }
    },
    ["permissions"]
  ),
  required: ["id", "properties"]
});
var rule = {
  type: "object",
  properties: { id, maximumDuration: maybeText, enabledRules: { type: "array", items: { type: "string" } } }
};
var isPolicyAssignment = compileEntry(
  resource2({ roleDefinitionId: id, effectiveRules: { type: ["array", "null"], items: rule } }, [
    "roleDefinitionId"
  ])
);
var isLogEvent = compileEntry({
  type: "object",
  required: ["eventTimestamp", "operationName"],
  properties: {
    ...{ eventTimestamp: id, resourceId: maybeText },
    operationName: { type: "object", required: ["value"], properties: { value: id } },
    status: { type: ["object", "null"], required: ["value"], properties: { value: { type: "string" } } },
    claims: { type: ["object", "null"], additionalProperties: { type: "string" } }
  }
});

// src/providers/azure/roles.ts
var POWER = [
  "Microsoft.Authorization/roleAssignments/write",
  // Also that of Hallpass itself.
  "Microsoft.Authorization/roleAssignments/delete",
  "Microsoft.Authorization/roleAssignmentScheduleRequests/write",
  "Microsoft.Authorization/roleEligibilityScheduleRequests/write",
  "Microsoft.Authorization/roleDefinitions/write",
  "Microsoft.Authorization/roleManagementPolicies/write",
  "Microsoft.Authorization/denyAssignments/write",
  "Microsoft.Authorization/elevateAccess/action",
  // A lock keeps others from removing what is there: a request ends as `FailedAsResourceIsLocked`.
  "Microsoft.Authorization/locks/write",
  // What Azure holds back from Contributor: a stack denies others what it names, and a blueprint assigns roles and denies ("List Azure deny assignments").
  "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
  "Microsoft.Blueprint/blueprintAssignments/write"
];
var LASTING = [
  "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
  "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
  "Microsoft.Compute/virtualMachines/write",
  "Microsoft.Compute/virtualMachines/runCommand/action",
  "Microsoft.Automation/automationAccounts/jobs/write",
  "Microsoft.Logic/workflows/write",
  "Microsoft.Web/sites/write",
  "Microsoft.Storage/storageAccounts/listKeys/action",
  // Lists of services' own, which name people beside Azure's roles.
  "Microsoft.KeyVault/vaults/accessPolicies/write",
  "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments/write",
  "Microsoft.Sql/servers/administrators/write",
  "Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action"
];
var findRole = (api, { scope: scope2, role }) => api.find(isRoleDefinition, at(scope2, "roleDefinitions", [role]));
var findPower = (role) => POWER.find((action) => allows(role, action));
var findLasting = (role) => LASTING.find((action) => allows(role, action));
var allows = ({ properties }, action) => properties.permissions.some(
  ({ actions = [], notActions = [] }) => actions.some((each) => matches(each, action)) && !notActions.some((each) => matches(each, action))
);
function matches(pattern, action) {
  const text = action.toLowerCase();
  const [first = "", ...others] = pattern.toLowerCase().split("*");
  const last = others.pop();
  if (last === void 0) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const part2 of others) {
    const found = text.indexOf(part2, from);
    if (found < 0) return false;
    from = found + part2.length;
  }
  return text.endsWith(last) && text.length - last.length >= from;
}
async function requireRole(api, place) {
  const role = await findRole(api, place);
  if (role !== void 0) return role;
  throw api.fail("UNKNOWN_ENTITLEMENT", `There is no role ${place.role} or no such scope.`);
}
async function verifyRole(api, offered) {
  const role = await requireRole(api, offered);
  const power = offered.allowPower ? void 0 : findPower(role);
  if (power !== void 0) throw api.fail("REFUSED", `The role ${offered.role} gives ${power}.`);
}

// src/providers/azure/abilities.ts
function describeRole(role) {
  const { permissions, roleName, description } = role.properties;
  const [power, lasting] = [findPower(role), findLasting(role)];
  return toPhrases([
    ...power === void 0 ? [] : [`change who has access, by ${power}`],
    ...lasting === void 0 ? [] : [`make or read what works on after the end, by ${lasting}`],
    ...permissions.flatMap(describePermission),
    ...describeQuote(`the description of ${roleName || "the role"}`, description)
  ]);
}
var describePermission = (permission2) => {
  const { actions = [], notActions = [], dataActions = [], notDataActions = [] } = permission2;
  return [
    ...describeActions("manage resources by", actions, notActions),
    ...describeActions("use data by", dataActions, notDataActions)
  ];
};
function describeActions(what, actions, without) {
  if (actions.length === 0) return [];
  const all = actions.includes("*") ? "every action" : listSome(actions);
  return [`${what} ${all}${without.length === 0 ? "" : `, without ${listSome(without)}`}`];
}

// src/providers/azure/schedule-requests.ts
import { createHash } from "node:crypto";
var types = { assign: "AdminAssign", update: "AdminUpdate", remove: "AdminRemove" };
var statusOf = ({ properties: { status } }) => ({ status });
async function request(api, subject, target, action, period) {
  const name = nameOf(subject, target, action, period);
  const call = at(subject.place.scope, "roleAssignmentScheduleRequests", [name]);
  const underWay = target.requests.find((each) => each.name.toLowerCase() === name);
  const sent = underWay ?? await send(api, call, action, bodyOf(subject, target, action, period));
  if (typeof sent === "string") return sent;
  await settle(api, statusOf(sent), {
    async look() {
      const seen = await api.find(isScheduleRequest, call);
      if (seen === void 0) throw api.fail("BUSY", "The request is not shown yet.");
      return statusOf(seen);
    },
    async cancel() {
      await api.send("POST", { ...call, path: [...call.path, "cancel"] });
    }
  });
  return void 0;
}
async function send(api, call, action, body) {
  const answer = await api.send("PUT", call, body);
  const obstacle = action === "remove" ? readObstacle(answer) : void 0;
  if (obstacle !== void 0) return obstacle;
  if (answer.status !== 200 && answer.status !== 201) throw api.failure(types[action], answer);
  return api.parse(isScheduleRequest, answer);
}
var bodyOf = ({ provider, person }, { definition: roleDefinitionId, schedule }, action, period) => ({
  properties: {
    ...{ principalId: person, roleDefinitionId, requestType: types[action] },
    ...{ justification: `Hallpass, provider ${provider}`, ticketInfo: ticketOf(provider) },
    // "The role assignment schedule id being updated."
    ...action === "update" && { targetRoleAssignmentScheduleId: schedule },
    ...period && { scheduleInfo: scheduleOf(action, period) }
  }
});
function nameOf({ provider, place, person }, { requests, schedule }, action, period) {
  const finished = requests.filter(({ properties }) => isFinished(properties));
  const taken = new Set(finished.map(({ name }) => name.toLowerCase()));
  const end = period?.end.toISOString();
  for (let number = 0; ; number++) {
    const name = toGuid(JSON.stringify([provider, placeId(place), person, action, end, schedule, number]));
    if (!taken.has(name)) return name;
  }
}
function toGuid(text) {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = (Number.parseInt(hex.slice(16, 17), 16) & 3 | 8).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`
  ];
  return [...parts, hex.slice(20, 32)].join("-");
}
var scheduleOf = (action, { start, end }) => ({
  ...action === "update" && { startDateTime: start.toISOString() },
  expiration: { type: "AfterDateTime", endDateTime: end.toISOString() }
});

// src/providers/azure/access.ts
function roleAccess(api, subject, { endAtOnce }) {
  const { place, person, provider } = subject;
  let found = { instances: [], schedules: [], requests: [] };
  let own;
  async function read() {
    const [instances, schedules, requests] = await Promise.all([
      listOfPerson(api, "roleAssignmentScheduleInstances", isInstance, place, person),
      listOfPerson(api, "roleAssignmentSchedules", isSchedule, place, person),
      listOfPerson(api, "roleAssignmentScheduleRequests", isScheduleRequest, place, person)
    ]);
    return instances && { instances, schedules: schedules ?? [], requests: requests ?? [] };
  }
  const targetOf = () => ({
    definition: definitionOf(found) ?? `${rootOf(place.scope)}/providers/Microsoft.Authorization/roleDefinitions/${place.role}`,
    schedule: own?.name,
    requests: found.requests
  });
  return {
    async look(until) {
      const seen = await read();
      if (seen === void 0) return void 0;
      found = seen;
      own = seen.schedules.find((each) => isOwn(each, seen.requests, provider, until));
      return {
        own: own && periodOf(own),
        isIn: seen.instances.length > 0,
        isElses: own === void 0 && seen.schedules.length > 0
      };
    },
    request: (action, period) => request(
      api,
      subject,
      action === "assign" ? { ...targetOf(), schedule: void 0 } : targetOf(),
      action,
      period
    ),
    ...endAtOnce && { takeAway: () => takeAway(api, found.instances, read) }
  };
}
async function takeAway(api, instances, read) {
  for (const { properties } of instances) {
    const [, scope2, name] = /^(.*)\/providers\/Microsoft\.Authorization\/roleAssignments\/([^/]+)$/iu.exec(
      properties.originRoleAssignmentId ?? ""
    ) ?? [];
    if (scope2 === void 0 || name === void 0) return false;
    const answer = await api.send("DELETE", at(scope2, "roleAssignments", [name]));
    if (answer.status !== 200 && answer.status !== 204) return false;
  }
  return (await read())?.instances.length === 0;
}
function isOwn({ properties }, requests, provider, until) {
  if (isActivated(properties.assignmentType)) return false;
  const name = properties.roleAssignmentScheduleRequestId?.split("/").at(-1)?.toLowerCase();
  const behind = requests.find((each) => each.name.toLowerCase() === name);
  if (behind !== void 0) return isOwnTicket(behind.properties.ticketInfo, provider);
  return until !== void 0 && isSameTime(readTime(properties.endDateTime), until);
}
var periodOf = ({ properties }) => ({
  start: readTime(properties.startDateTime),
  end: readTime(properties.endDateTime)
});
var definitionOf = ({ schedules, instances }) => [...schedules, ...instances][0]?.properties.roleDefinitionId;
var rootOf = (scope2) => /^\/subscriptions\/[^/]+/iu.exec(scope2)?.[0] ?? "";

// src/providers/azure/activity.ts
var MOST = 1e3;
var MOST_READ = 2e4;
var KEPT_MS = 90 * 24 * 36e5;
var LONGEST = 200;
var OBJECT_ID = "http://schemas.microsoft.com/identity/claims/objectidentifier";
async function readActivity(api, { scope: scope2, person, from, until }) {
  const { subscription: subscription2, group } = /^\/subscriptions\/(?<subscription>[^/]+)(?:\/resourceGroups\/(?<group>[^/]+))?/iu.exec(scope2)?.groups ?? {};
  if (subscription2 === void 0 || from >= until) return [];
  const since = new Date(Math.max(from.getTime(), until.getTime() - KEPT_MS));
  const $filter = [
    `eventTimestamp ge '${since.toISOString()}' and eventTimestamp le '${until.toISOString()}'`,
    ...group === void 0 ? [] : [`resourceGroupName eq '${group}'`]
  ].join(" and ");
  const path = [
    "subscriptions",
    subscription2,
    "providers",
    "microsoft.insights",
    "eventtypes",
    "management",
    "values"
  ];
  const query = {
    "api-version": "2015-04-01",
    $filter,
    $select: "eventTimestamp,operationName,status,resourceId,claims"
  };
  const events = await api.listFirst(isLogEvent, { path, query }, MOST_READ) ?? [];
  return events.filter((event) => isOf(event, scope2, person)).flatMap(toActivity).sort((a, b) => a.at.getTime() - b.at.getTime()).slice(0, MOST);
}
var isOf = ({ claims, resourceId }, scope2, person) => claims?.[OBJECT_ID]?.toLowerCase() === person && `${resourceId ?? ""}/`.toLowerCase().startsWith(`${scope2.toLowerCase()}/`);
function toActivity({ eventTimestamp, operationName, status, resourceId }) {
  const at2 = new Date(eventTimestamp);
  const on = resourceId?.split("/").at(-1) ?? "";
  const text = `${operationName.value} on ${on}${status?.value ? `: ${status.value}` : ""}`;
  const action = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, LONGEST);
  return Number.isNaN(at2.getTime()) ? [] : [{ at: at2, action }];
}

// src/providers/azure/listing.ts
function createListing(api) {
  const read = /* @__PURE__ */ new Map();
  return async (place) => {
    const { scope: scope2 } = place;
    const listed = read.get(scope2) ?? api.list(isInstance, ofScope(scope2));
    read.set(scope2, listed);
    const found = await listed;
    if (found === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no scope ${scope2}.`);
    const here = found.filter((each) => isAtPlace(each, place));
    return [...new Set(here.map(({ properties }) => properties.principalId))];
  };
}
var ofScope = (scope2) => at(scope2, "roleAssignmentScheduleInstances", [], "atScope()");

// src/providers/azure/rights.ts
var OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
var CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
var ADMINISTRATORS = ["18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "f58310d9-a9f6-439a-9e8d-f62e7b41a168"];
async function examineRights(api, provider, scope2) {
  const self = await api.readOwnId();
  if (self === void 0) return [];
  const assignments = await api.list(isAssignment, at(scope2, "roleAssignments", [], ofPerson(self))) ?? [];
  const covering = assignments.filter(({ properties }) => covers(properties.scope, scope2));
  if (covering.length === 0) return [missing(provider, scope2)];
  return covering.flatMap(({ properties }) => {
    const role = roleOf(properties.roleDefinitionId);
    if (role === OWNER || role === CONTRIBUTOR) return [excessive(provider, properties.scope)];
    const isFree = (properties.condition ?? "") === "";
    return ADMINISTRATORS.includes(role) && isFree ? [unlimited(provider, properties.scope)] : [];
  });
}
var covers = (assigned2, scope2) => `${scope2.toLowerCase()}/`.startsWith(`${assigned2.toLowerCase().replace(/\/$/u, "")}/`) || /^\/providers\/microsoft\.management\/managementgroups\//iu.test(assigned2);
var missing = (provider, scope2) => mistake(
  "AZURE_RIGHT_MISSING",
  `Provider "${provider}": the application has no role at ${scope2} or above.`,
  "Assign it the role of docs/providers/azure.md there."
);
var excessive = (provider, scope2) => warning(
  "AZURE_RIGHT_EXCESSIVE",
  `Provider "${provider}": the application is Owner or Contributor at ${scope2}, and may change every resource there.`,
  "Assign it the role of docs/providers/azure.md instead."
);
var unlimited = (provider, scope2) => warning(
  "AZURE_RIGHT_UNLIMITED",
  `Provider "${provider}": the application may assign every role at ${scope2}.`,
  "Add the condition of docs/providers/azure.md to its role assignment."
);

// src/providers/azure/diagnose.ts
async function diagnose(api, configuration, offer) {
  const findings = [];
  const scopes = new Set(offer.map(({ scope: scope2 }) => scope2));
  for (const scope2 of scopes)
    findings.push(...await guard(examineRights(api, configuration.name, scope2), scope2));
  for (const offered of offer) {
    const what = `${configuration.name}/${offered.resource}/${offered.name}`;
    findings.push(...await guard(examine(api, offered, what), what));
  }
  return findings;
}
async function guard(work, what) {
  return work.catch((error) => {
    if (!(error instanceof ProviderError && error.code === "REFUSED")) throw error;
    return [denied(what)];
  });
}
async function examine(api, offered, what) {
  const role = await findRole(api, offered);
  if (role === void 0 || await api.list(isInstance, ofScope(offered.scope)) === void 0)
    return [missing2(what)];
  const [power, lasting] = [findPower(role), findLasting(role)];
  if (power !== void 0 && !offered.allowPower) return [powerful(what, power)];
  return [
    ...power === void 0 ? [] : [lent(what, power)],
    ...lasting === void 0 ? [] : [leaves(what, lasting)],
    ...await examinePolicy(api, offered, what)
  ];
}
async function examinePolicy(api, { scope: scope2, role }, what) {
  const policies = await api.list(isPolicyAssignment, at(scope2, "roleManagementPolicyAssignments")) ?? [];
  const rules = policies.filter(({ properties }) => roleOf(properties.roleDefinitionId) === role).flatMap(({ properties }) => properties.effectiveRules ?? []);
  const { limit, asksForMfa } = findHindrance(rules);
  return [...limit === void 0 ? [] : [short(what, limit)], ...asksForMfa ? [mfa(what)] : []];
}
var denied = (what) => mistake(
  "AZURE_NO_RIGHT",
  `Azure does not let Hallpass read what it must know before it lends ${what}.`,
  "Give the application the role of docs/providers/azure.md at the scope."
);
var missing2 = (what) => mistake(
  "AZURE_NO_ROLE",
  `The role or the scope of ${what} does not exist.`,
  "Write the ids of ones that do."
);
var powerful = (what, power) => mistake(
  "AZURE_POWER",
  `The role of ${what} gives power over access: ${power}.`,
  "Lend another role, or set allowPower for this one."
);
var lent = (what, power) => warning(
  "AZURE_POWER",
  `The role of ${what} gives power over access (${power}), and may be lent (allowPower). Its holder can keep what she has.`,
  "Lend a role without that action."
);
var leaves = (what, action) => warning(
  "AZURE_ROLE_LASTS",
  `The role of ${what} allows ${action}: what its holder makes or reads by it works on after the end.`,
  "Lend a role without that action, and look for keys and identities made during a lease."
);
var short = (what, limit) => warning(
  "AZURE_PIM_LIMIT",
  `The PIM settings of the role of ${what} allow assignments of ${limit} at most. A longer lease is refused.`,
  "Let Hallpass's policies allow no longer leases, or raise the limit in the role's settings."
);
var mfa = (what) => warning(
  "AZURE_PIM_MFA",
  `The PIM settings of the role of ${what} want multifactor authentication of whoever assigns, which no application can pass.`,
  "Turn off MFA on active assignment in the role's settings. Hallpass's approvals take its place."
);

// src/providers/azure/provider.ts
function azureProvider(configuration) {
  const { name, resources, now, tenant, runsAt } = configuration;
  const { deadlineSeconds, consistencySeconds } = configuration;
  const open2 = createApis(configuration);
  const offer = listOffer(configuration);
  const { entitlements: offered, check, roleOf: roleOf2 } = createOffer(name, resources);
  const instance = `azure/${tenant}`;
  const placeOf = (entitlement) => {
    const role = roleOf2(entitlement);
    return { ...role, scope: resources[entitlement.resource]?.scope ?? "" };
  };
  async function identify(apis, principal, entitlement) {
    const place = placeOf(entitlement);
    await verifyRole(apis.management, place);
    const person = await findPerson(apis.graph, principal);
    if (person === void 0) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance, principal: person.id, entitlement: placeId(place) };
  }
  async function listGrants(entitlements) {
    const { management, graph } = open2();
    const asked = entitlements.map((entitlement) => ({ entitlement, place: placeOf(entitlement) }));
    const listHolders = createListing(management);
    const found = [];
    for (const { entitlement, place } of asked)
      for (const person of await listHolders(place)) found.push({ entitlement, place, person });
    const names = await readNames(graph, [...new Set(found.map(({ person }) => person))]);
    return found.map(({ entitlement, place, person }) => ({
      principal: names.get(person) ?? person,
      entitlement,
      ids: { instance, principal: person, entitlement: placeId(place) },
      origin: "unknown"
    }));
  }
  function findRecorded({ instance: recorded, entitlement }) {
    const place = readPlaceId(entitlement);
    if (recorded !== instance || place === void 0) throw new ProviderError(name, "IDENTITY_CHANGED");
    return place;
  }
  const accessOf = (api, ids) => roleAccess(api, { provider: name, place: findRecorded(ids), person: ids.principal }, configuration);
  const circumstances = (api) => ({ api, now: now(), consistencySeconds });
  return {
    ...{ name, check, listGrants },
    powers: (entitlement) => runsAt !== void 0 && check(entitlement).length === 0 && overlap(placeOf(entitlement).scope, runsAt) ? [{ kind: "own-account" }] : [],
    identify: (principal, entitlement) => identify(open2(), principal, entitlement),
    async traits() {
      return {
        // A person has a role at a scope once, whoever assigned it.
        ...{ container: "shared", nativeExpiry: "removed", sessions: "survive" },
        ...{ consistencySeconds, deadlineSeconds }
      };
    },
    async hold({ principal, entitlement, ids, until }) {
      const apis = open2();
      if (!sameIds(await identify(apis, principal, entitlement), ids))
        throw new ProviderError(name, "IDENTITY_CHANGED");
      const { management } = apis;
      const changed = await holdTimed(accessOf(management, ids), circumstances(management), until);
      return { changed, sessionsEnded: 0 };
    },
    async revoke({ ids, until }) {
      const { management } = open2();
      const changed = await revokeTimed(accessOf(management, ids), circumstances(management), until);
      return { changed, sessionsEnded: 0 };
    },
    async forget({ ids, until }) {
      const { management } = open2();
      await forgetTimed(accessOf(management, ids), circumstances(management), until);
    },
    async *inventory() {
      for (const each of offered) yield* await listGrants([each]);
    },
    async listAbilities(entitlement) {
      const place = placeOf(entitlement);
      return describeRole(await requireRole(open2().management, place));
    },
    describeRemoval({ principal, entitlement }) {
      const { role, scope: scope2 } = placeOf(entitlement);
      return shellLine(
        ...["az", "role", "assignment", "delete", "--assignee", principal],
        ...["--role", role, "--scope", scope2]
      );
    },
    ...connectByResource(usageOf(configuration)),
    async activity({ ids, until }, from) {
      const { scope: scope2 } = findRecorded(ids);
      const end = new Date(Math.min(until.getTime(), now().getTime()));
      return readActivity(open2().management, { scope: scope2, person: ids.principal, from, until: end });
    },
    diagnose: () => diagnose(open2().management, configuration, offer),
    async close() {
    }
  };
}
var usageOf = ({ tenant, resources }) => Object.fromEntries(
  Object.entries(resources).map(([resource3, { command, link: link2 }]) => [
    resource3,
    link2 === void 0 ? { command: command ?? shellLine("az", "login", "--tenant", tenant) } : { link: link2 }
  ])
);

// src/providers/azure/adapter.ts
var azureAdapter = defineAdapter({
  schema: azureSchema,
  abilities: {
    system: "Azure: roles at a scope, by PIM",
    container: ["shared"],
    nativeExpiry: ["removed"],
    sessions: ["survive"],
    tested: "shape-checked"
  },
  open
});
function open(entry, context) {
  const { endAtOnce = false, consistencySeconds = CONSISTENCY_SECONDS, resources, runsAt } = entry;
  refuseRepeated(
    listOffer(entry).map((each) => [`${each.resource}/${each.name}`, placeId(each)]),
    sameAccess(context.where)
  );
  return azureProvider({
    ...readTenant(entry, context),
    ...{ endAtOnce, consistencySeconds, resources, ...runsAt !== void 0 && { runsAt } }
  });
}
export {
  azureAdapter
};
