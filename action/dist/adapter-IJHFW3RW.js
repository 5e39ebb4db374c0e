import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  clouds,
  createApis,
  findHindrance,
  findPerson,
  forgetTimed,
  guid,
  holdTimed,
  isActivated,
  isGone,
  isOwnTicket,
  isSameTime,
  readObstacle,
  readTenant,
  readTime,
  revokeTimed,
  settle,
  tenantSchema,
  ticketOf
} from "./chunk-23GJLJ5N.js";
import {
  powersField,
  powersOf,
  readPowers
} from "./chunk-J62XZKTY.js";
import "./chunk-PCJM6DFV.js";
import {
  createOffer,
  listRoles
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
  shellLine,
  shellWord
} from "./chunk-2XT6N3BN.js";
import {
  describeQuote,
  toPhrases
} from "./chunk-3Z7Y7I5C.js";
import "./chunk-GGGEKREZ.js";
import {
  defineAdapter
} from "./chunk-TQBW6AQB.js";
import {
  byName,
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

// src/providers/entra/configuration.ts
var entraSchema = {
  type: "object",
  additionalProperties: false,
  required: ["tenant", "client", "signIn", "membership", "resources"],
  properties: {
    ...tenantSchema,
    /** `pim`: Privileged Identity Management ends it. `plain`: nothing does but Hallpass. */
    membership: { type: "string", enum: ["pim", "plain"] },
    /** In the first five minutes, PIM ends nothing. Then take the member out of the group. */
    endAtOnce: { type: "boolean" },
    powers: powersField,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        link,
        roles: byName({
          type: "object",
          additionalProperties: false,
          required: ["group"],
          properties: { group: guid, allowPower: { type: "boolean" } }
        })
      }
    })
  }
};
var CONSISTENCY_SECONDS = 60;

// src/providers/entra/shapes.ts
var id = { type: "string", minLength: 1 };
var text = { type: "string" };
var maybeText = { type: ["string", "null"] };
var maybe = { type: ["boolean", "null"] };
var object = (properties, required) => ({
  type: "object",
  required,
  properties
});
var isGroup = compileEntry(
  object(
    {
      ...{ id, groupTypes: { type: "array", items: text } },
      ...{ isAssignableToRole: maybe, onPremisesSyncEnabled: maybe },
      ...{ displayName: maybeText, description: maybeText }
    },
    ["id", "groupTypes"]
  )
);
var isMember = compileEntry(object({ id, userPrincipalName: maybeText }, ["id"]));
var expiration = { type: ["object", "null"], properties: { endDateTime: maybeText } };
var isSchedule = compileEntry(
  object(
    {
      ...{ id, principalId: text, accessId: text, assignmentType: maybeText, createdUsing: maybeText },
      scheduleInfo: { type: ["object", "null"], properties: { startDateTime: maybeText, expiration } }
    },
    ["id", "principalId", "accessId"]
  )
);
var isScheduleRequest = compileEntry(
  object(
    {
      ...{ id, status: text },
      ticketInfo: {
        type: ["object", "null"],
        properties: { ticketNumber: maybeText, ticketSystem: maybeText }
      }
    },
    ["id", "status"]
  )
);
var enabledRules = { type: "array", items: text };
var rule = object({ id, maximumDuration: maybeText, enabledRules }, ["id"]);
var policy = {
  type: ["object", "null"],
  properties: { rules: { type: ["array", "null"], items: rule } }
};
var isPolicyAssignment = compileEntry(
  object({ roleDefinitionId: maybeText, policy }, [])
);
var isSignInEvent = compileEntry(
  object(
    {
      ...{ createdDateTime: text, appDisplayName: maybeText },
      status: { type: ["object", "null"], properties: { errorCode: { type: ["integer", "null"] } } }
    },
    ["createdDateTime"]
  )
);

// src/providers/entra/activity.ts
var MOST = 1e3;
var LONGEST = 200;
async function readActivity(graph, { user, from, until }) {
  if (from >= until) return [];
  const $filter = [
    `userId eq '${user}'`,
    `createdDateTime ge ${from.toISOString()}`,
    `createdDateTime le ${until.toISOString()}`
  ].join(" and ");
  const call = { path: ["auditLogs", "signIns"], query: { $filter, $top: String(MOST) } };
  const events = await graph.listFirst(isSignInEvent, call, MOST) ?? [];
  return events.flatMap(toActivity).sort((a, b) => a.at.getTime() - b.at.getTime());
}
function toActivity(event) {
  const at = new Date(event.createdDateTime);
  return Number.isNaN(at.getTime()) ? [] : [{ at, action: describe(event) }];
}
function describe({ appDisplayName, status }) {
  const code = status?.errorCode ?? 0;
  const text2 = `sign-in to ${appDisplayName ?? "an application"}${code === 0 ? "" : `: failed, ${code}`}`;
  return text2.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, LONGEST);
}

// src/providers/entra/describe-removal.ts
function describeRemoval(group, principal) {
  const look = shellLine("az", "ad", "user", "show", "--id", principal, "--query", "id", "--output", "tsv");
  const member = principal.includes("@") ? `$(${look})` : shellWord(principal);
  return `${shellLine("az", "ad", "group", "member", "remove", "--group", group)} --member-id ${member}`;
}

// src/providers/entra/groups.ts
var select = { $select: "id,groupTypes,isAssignableToRole,onPremisesSyncEnabled,displayName,description" };
var findGroup = (graph, id2) => graph.find(isGroup, { path: ["groups", id2], query: select });
function findObstacle(group, { allowPower = false }) {
  if (group.groupTypes.includes("DynamicMembership")) return "dynamic";
  if (group.onPremisesSyncEnabled === true) return "synced";
  return group.isAssignableToRole === true && !allowPower ? "power" : void 0;
}
var listMembers = (graph, id2) => graph.list(isMember, {
  path: ["groups", id2, "members"],
  query: { $select: "id,userPrincipalName", $top: "999" }
});
var listOwners = async (graph, id2) => await graph.list(isMember, { path: ["groups", id2, "owners"], query: { $select: "id" } }) ?? [];
async function requireGroup(graph, id2) {
  const group = await findGroup(graph, id2);
  if (group === void 0) throw graph.fail("UNKNOWN_ENTITLEMENT", `There is no group ${id2}.`);
  return group;
}
async function describeGroup(graph, id2) {
  const { displayName, description, isAssignableToRole } = await requireGroup(graph, id2);
  return toPhrases([
    ...isAssignableToRole === true ? ["use roles of the directory that the group has, now or later"] : [],
    `use whatever was given to the group ${displayName ?? id2}`,
    ...describeQuote("the group's description", description)
  ]);
}
async function verifyGroup(graph, offered, person) {
  const { group: id2 } = offered;
  const group = await requireGroup(graph, id2);
  const obstacle = findObstacle(group, offered);
  if (obstacle !== void 0) throw graph.fail("REFUSED", `The group ${id2} cannot be lent: ${obstacle}.`);
  if (person !== void 0 && (await listOwners(graph, id2)).some((owner) => owner.id === person))
    throw graph.fail("REFUSED", `The person owns the group ${id2}.`);
}

// src/providers/entra/permissions.ts
var DIRECTORY = ["Directory.Read.All", "Directory.ReadWrite.All"];
var people = {
  name: "User.ReadBasic.All",
  or: ["User.Read.All", "User.ReadWrite.All", ...DIRECTORY]
};
var readGroups = {
  name: "GroupMember.Read.All",
  or: ["GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", ...DIRECTORY]
};
var changeGroups = {
  name: "GroupMember.ReadWrite.All",
  or: ["Group.ReadWrite.All", "Directory.ReadWrite.All"]
};
var assign = { name: "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup", or: [] };
var neededFor = ({ membership, endAtOnce }) => membership === "plain" ? [people, changeGroups] : [people, endAtOnce ? changeGroups : readGroups, assign];
function comparePermissions(granted, configuration) {
  const needed = neededFor(configuration);
  const { name: provider } = configuration;
  const missing2 = needed.filter(({ name, or }) => ![name, ...or].some((each) => granted.includes(each)));
  const beyond = granted.filter(
    (each) => /ReadWrite|FullControl|\.Manage/u.test(each) && !needed.some(({ name }) => name === each)
  );
  return [
    ...missing2.map(
      ({ name }) => mistake(
        "ENTRA_PERMISSION_MISSING",
        `Provider "${provider}": the application lacks the permission ${name} of Microsoft Graph.`,
        "Add it as an application permission, and grant admin consent (docs/providers/entra.md)."
      )
    ),
    ...beyond.map(
      (each) => warning(
        "ENTRA_PERMISSION_EXCESSIVE",
        `Provider "${provider}": the application has the permission ${each}, which Hallpass does not need.`,
        "Remove it from the application."
      )
    )
  ];
}

// src/providers/entra/policy.ts
async function examinePolicy(graph, group, what) {
  const query = {
    $filter: `scopeId eq '${group}' and scopeType eq 'Group'`,
    $expand: "policy($expand=rules)"
  };
  const path = ["policies", "roleManagementPolicyAssignments"];
  const assignments = await graph.list(isPolicyAssignment, { path, query }) ?? [];
  const rules = assignments.filter(({ roleDefinitionId }) => roleDefinitionId === "member").flatMap(({ policy: policy2 }) => policy2?.rules ?? []);
  const { limit, asksForMfa } = findHindrance(rules);
  return [...limit === void 0 ? [] : [short(what, limit)], ...asksForMfa ? [mfa(what)] : []];
}
var short = (what, limit) => warning(
  "ENTRA_PIM_LIMIT",
  `The PIM policy of the group of ${what} allows assignments of ${limit} at most. A longer lease is refused.`,
  "Let Hallpass's policies allow no longer leases, or raise the group's limit (Assignment, Expire active assignments after)."
);
var mfa = (what) => warning(
  "ENTRA_PIM_MFA",
  `The PIM policy of the group of ${what} wants multifactor authentication of whoever assigns, which no application can pass.`,
  "Turn off MFA on active assignment in the group's settings. Hallpass's approvals take its place."
);

// src/providers/entra/diagnose.ts
async function diagnose(graph, configuration) {
  const granted = await graph.readPermissions();
  const findings = granted === void 0 ? [] : comparePermissions(granted, configuration);
  for (const [role, offered] of listRoles(configuration.resources)) {
    const what = `${configuration.name}/${role}`;
    const found = examine(graph, offered, what, configuration);
    findings.push(...await found.catch((error) => [describeRefusal(error, what)]));
  }
  return findings;
}
async function examine(graph, offered, what, { membership }) {
  const group = await findGroup(graph, offered.group);
  if (group === void 0) return [missing(what)];
  const obstacle = findObstacle(group, offered);
  if (obstacle !== void 0) return [describe2(obstacle, what)];
  const owners = await listOwners(graph, offered.group);
  return [
    ...group.isAssignableToRole === true ? [power(what)] : [],
    ...owners.length === 0 ? [] : [owned(what, owners.length)],
    ...membership === "pim" ? await examinePolicy(graph, offered.group, what) : []
  ];
}
function describeRefusal(error, what) {
  if (!(error instanceof ProviderError && error.code === "REFUSED")) throw error;
  return mistake(
    "ENTRA_NO_RIGHT",
    `Microsoft Graph does not let Hallpass read what it must know before it lends ${what}.`,
    "Give the application the permissions of docs/providers/entra.md, with admin consent."
  );
}
var missing = (what) => mistake(
  "ENTRA_NO_GROUP",
  `The group of ${what} does not exist.`,
  "Write the object id of a group that does."
);
function describe2(obstacle, what) {
  switch (obstacle) {
    case "dynamic":
    case "synced":
      return mistake(
        "ENTRA_FOREIGN_GROUP",
        `The group of ${what} is filled by ${obstacle === "dynamic" ? "a rule" : "a directory on the premises"}.`,
        "Make a group with assigned membership for this role, and write its object id."
      );
    case "power":
      return mistake(
        "ENTRA_POWER",
        `The group of ${what} is role-assignable: it may give roles of the directory.`,
        "Lend another group, or set allowPower for this one."
      );
  }
}
var power = (what) => warning(
  "ENTRA_POWER",
  `The group of ${what} is role-assignable, and may be lent (allowPower). A role of the directory may let its holder keep the access.`,
  "Lend a role-assignable group only where its roles cannot change groups, people or applications."
);
var owned = (what, owners) => warning(
  "ENTRA_GROUP_OWNER",
  `The group of ${what} has ${owners === 1 ? "an owner" : `${owners} owners`}, who can add members without a lease.`,
  "Remove the owners. Hallpass lends the group to none of them."
);

// src/providers/entra/plain.ts
var KIND = "plain/";
function plainPlace(group, cloud) {
  return {
    id: `${KIND}${group}`,
    group,
    async hold(graph, person) {
      if (await isMemberOf(graph, group, person)) return false;
      const body = { "@odata.id": `${clouds[cloud].graph}/v1.0/directoryObjects/${person}` };
      const answer = await graph.send("POST", { path: ["groups", group, "members", "$ref"] }, body);
      if (answer.status === 204) return true;
      if (answer.status === 400 && await isMemberOf(graph, group, person)) return false;
      throw graph.failure("POST group member", answer);
    },
    async revoke(graph, person) {
      const before = await isMemberOf(graph, group, person);
      await removeMember(graph, group, person);
      return before;
    }
  };
}
var readPlainId = (id2) => id2.startsWith(KIND) ? id2.slice(KIND.length) : void 0;
var isMemberOf = async (graph, group, person) => (await listMembers(graph, group))?.some(({ id: id2 }) => id2 === person) ?? false;
async function removeMember(graph, group, person) {
  const answer = await graph.send("DELETE", { path: ["groups", group, "members", person, "$ref"] });
  if (answer.status !== 204 && !isGone(answer)) throw graph.failure("DELETE group member", answer);
}

// src/providers/entra/schedules.ts
var PIM = ["identityGovernance", "privilegedAccess", "group"];
async function listSchedules(graph, group) {
  const query = { $filter: `groupId eq '${group}'` };
  const schedules = await graph.list(isSchedule, { path: [...PIM, "assignmentSchedules"], query });
  return (schedules ?? []).filter(({ accessId }) => accessId.toLowerCase() === "member");
}
async function findOwn(graph, schedules, provider, until) {
  for (const schedule of schedules) {
    if (isActivated(schedule.assignmentType)) continue;
    const request2 = await findRequest(graph, schedule);
    const end = schedule.scheduleInfo?.expiration?.endDateTime;
    const isOwn = request2 === void 0 ? until !== void 0 && isSameTime(readTime(end), until) : isOwnTicket(request2.ticketInfo, provider);
    if (isOwn) return schedule;
  }
  return void 0;
}
var findRequest = async (graph, { createdUsing }) => createdUsing === void 0 || createdUsing === null || createdUsing === "" ? void 0 : graph.find(isScheduleRequest, { path: [...PIM, "assignmentScheduleRequests", createdUsing] });

// src/providers/entra/schedule-requests.ts
var actions = { assign: "adminAssign", update: "adminUpdate", remove: "adminRemove" };
var REQUESTS = [...PIM, "assignmentScheduleRequests"];
async function request(graph, { provider, group, person }, action, period) {
  const body = {
    ...{ accessId: "member", principalId: person, groupId: group, action: actions[action] },
    ...{ justification: `Hallpass, provider ${provider}`, ticketInfo: ticketOf(provider) },
    ...period && { scheduleInfo: scheduleOf(action, period) }
  };
  const answer = await graph.send("POST", { path: REQUESTS }, body);
  const obstacle = action === "remove" ? readObstacle(answer) : void 0;
  if (obstacle !== void 0) return obstacle;
  if (answer.status !== 201) throw graph.failure(actions[action], answer);
  const sent = graph.parse(isScheduleRequest, answer);
  await settle(graph, sent, stepsOf(graph, sent.id));
  return void 0;
}
var stepsOf = (graph, id2) => ({
  async look() {
    const seen = await graph.find(isScheduleRequest, { path: [...REQUESTS, id2] });
    if (seen === void 0) throw graph.fail("BUSY", "The request is not shown yet.");
    return seen;
  },
  async cancel() {
    await graph.send("POST", { path: [...REQUESTS, id2, "cancel"] });
  }
});
var AHEAD_MS = 6e4;
var scheduleOf = (action, { start, end }) => ({
  startDateTime: new Date(start.getTime() - (action === "assign" ? AHEAD_MS : 0)).toISOString(),
  expiration: { type: "afterDateTime", endDateTime: end.toISOString() }
});

// src/providers/entra/pim.ts
var KIND2 = "pim/";
var readPimId = (id2) => id2.startsWith(KIND2) ? id2.slice(KIND2.length) : void 0;
function pimPlace(group, configuration) {
  const { name: provider, now, endAtOnce, consistencySeconds } = configuration;
  const accessOf = (graph, person) => ({
    async look(until) {
      const members = await listMembers(graph, group);
      if (members === void 0) return void 0;
      const schedules = (await listSchedules(graph, group)).filter((each) => each.principalId === person);
      const own = await findOwn(graph, schedules, provider, until);
      return {
        own: own && periodOf(own),
        isIn: members.some(({ id: id2 }) => id2 === person),
        isElses: own === void 0 && schedules.length > 0
      };
    },
    request: (action, period) => request(graph, { provider, group, person }, action, period),
    // "You can remove the principal from the group by using the Remove group member APIs" ("PIM for Groups and the group object").
    ...endAtOnce && {
      async takeAway() {
        await removeMember(graph, group, person);
        return true;
      }
    }
  });
  const circumstances = (api) => ({ api, now: now(), consistencySeconds });
  return {
    ...{ id: `${KIND2}${group}`, group },
    hold: (graph, person, until) => holdTimed(accessOf(graph, person), circumstances(graph), until),
    revoke: (graph, person, until) => revokeTimed(accessOf(graph, person), circumstances(graph), until),
    forget: (graph, person, until) => forgetTimed(accessOf(graph, person), circumstances(graph), until)
  };
}
var periodOf = ({ scheduleInfo }) => ({
  start: readTime(scheduleInfo?.startDateTime),
  end: readTime(scheduleInfo?.expiration?.endDateTime)
});

// src/providers/entra/provider.ts
function entraProvider(configuration) {
  const { name, resources, membership, now, cloud } = configuration;
  const { deadlineSeconds, consistencySeconds } = configuration;
  const apis = createApis(configuration);
  const open2 = () => apis().graph;
  const { entitlements: offered, check, roleOf } = createOffer(name, resources);
  const powers = readPowers(configuration.powers);
  const instance = `entra/${configuration.tenant}`;
  const placeOf = (group) => membership === "pim" ? pimPlace(group, configuration) : plainPlace(group, cloud);
  async function identify(graph, principal, entitlement) {
    const role = roleOf(entitlement);
    const person = await findPerson(graph, principal);
    await verifyGroup(graph, role, person?.id);
    if (person === void 0) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance, principal: person.id, entitlement: placeOf(role.group).id };
  }
  async function listGrants(entitlements) {
    const graph = open2();
    const found = [];
    for (const entitlement of entitlements) {
      const { group } = roleOf(entitlement);
      const members = await listMembers(graph, group);
      if (members === void 0) throw graph.fail("UNKNOWN_ENTITLEMENT", `There is no group ${group}.`);
      for (const { id: id2, userPrincipalName } of refuseRepeated2(graph, members))
        found.push({
          principal: userPrincipalName ?? id2,
          entitlement,
          ids: { instance, principal: id2, entitlement: placeOf(group).id },
          origin: "unknown"
        });
    }
    return found;
  }
  function findRecorded({ instance: recorded, entitlement }) {
    const [plain, pim] = [readPlainId(entitlement), readPimId(entitlement)];
    if (recorded !== instance) throw new ProviderError(name, "IDENTITY_CHANGED");
    if (plain !== void 0) return plainPlace(plain, cloud);
    if (pim !== void 0) return pimPlace(pim, configuration);
    throw new ProviderError(name, "IDENTITY_CHANGED");
  }
  return {
    ...{ name, check, listGrants },
    powers: (entitlement) => powersOf(powers, entitlement),
    identify: (principal, entitlement) => identify(open2(), principal, entitlement),
    async traits() {
      return {
        // A person is in a group once, whoever put her in.
        container: "shared",
        nativeExpiry: membership === "pim" ? "removed" : "none",
        sessions: "survive",
        ...{ consistencySeconds, deadlineSeconds }
      };
    },
    async hold({ principal, entitlement, ids, until }) {
      const graph = open2();
      if (!sameIds(await identify(graph, principal, entitlement), ids))
        throw new ProviderError(name, "IDENTITY_CHANGED");
      const changed = await findRecorded(ids).hold(graph, ids.principal, until);
      return { changed, sessionsEnded: 0 };
    },
    async revoke({ ids, until }) {
      const changed = await findRecorded(ids).revoke(open2(), ids.principal, until);
      return { changed, sessionsEnded: 0 };
    },
    async forget({ ids, until }) {
      await findRecorded(ids).forget?.(open2(), ids.principal, until);
    },
    listAbilities: async (entitlement) => describeGroup(open2(), roleOf(entitlement).group),
    async *inventory() {
      for (const each of offered) yield* await listGrants([each]);
    },
    ...connectByResource(resources),
    async activity({ ids, until }, from) {
      findRecorded(ids);
      const end = new Date(Math.min(until.getTime(), now().getTime()));
      return readActivity(open2(), { user: ids.principal, from, until: end });
    },
    describeRemoval: ({ principal, entitlement }) => describeRemoval(roleOf(entitlement).group, principal),
    diagnose: () => diagnose(open2(), configuration),
    async close() {
    }
  };
}
function refuseRepeated2(graph, members) {
  if (new Set(members.map(({ id: id2 }) => id2)).size < members.length)
    throw graph.fail("BUSY", "A list names a member twice.");
  return members;
}

// src/providers/entra/adapter.ts
var entraAdapter = defineAdapter({
  schema: entraSchema,
  abilities: {
    system: "Microsoft Entra ID: membership of groups, by PIM or without",
    container: ["shared"],
    nativeExpiry: ["removed", "none"],
    sessions: ["survive"],
    tested: "shape-checked"
  },
  open
});
function open(entry, context) {
  const { membership, endAtOnce = false, consistencySeconds = CONSISTENCY_SECONDS } = entry;
  const { resources, powers = [] } = entry;
  refuseRepeated(
    listRoles(resources).map(([name, { group }]) => [name, group]),
    sameAccess(context.where)
  );
  return entraProvider({
    ...readTenant(entry, context),
    ...{ membership, endAtOnce, consistencySeconds, resources, powers }
  });
}
export {
  entraAdapter
};
