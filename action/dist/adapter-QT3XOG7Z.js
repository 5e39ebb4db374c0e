import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  DIRECTORY_SCOPE,
  createAccounts,
  createGoogleApi,
  diagnosePeople,
  findAccount,
  findEmail,
  isGone,
  readCredentials
} from "./chunk-6OQPLRKT.js";
import "./chunk-PCJM6DFV.js";
import {
  createOffer,
  listRoles
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
  refuseRepeated
} from "./chunk-PX6SYLT4.js";
import {
  shellLine
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
  commandLine,
  compileEntry,
  consistencySeconds,
  deadlineSeconds,
  entryName,
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

// src/providers/google-group/configuration.ts
var googleGroupSchema = {
  type: "object",
  additionalProperties: false,
  required: ["resources"],
  properties: {
    /** The variable with a credential file of Google's. Absent: the service account of the machine, by its metadata server. */
    credentialsFrom: secretVariable,
    /** `directory`: people are bound by the immutable id of their account. `email`: by their address alone. */
    people: { enum: ["directory", "email"] },
    /** `removed`: Google ends the membership. `none`: the edition of the account cannot. */
    expiry: { enum: ["removed", "none"] },
    deadlineSeconds,
    consistencySeconds,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        command: commandLine,
        link,
        roles: {
          type: "object",
          minProperties: 1,
          propertyNames: entryName,
          /** The group's address. */
          additionalProperties: {
            type: "string",
            pattern: "^[a-z0-9._'+-]{1,64}@[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63})+$"
          }
        }
      }
    })
  }
};
var DEADLINE_SECONDS = 30;
var CONSISTENCY_SECONDS = 60;

// src/providers/google-group/groups.ts
var name = { type: "string", pattern: "^groups/[A-Za-z0-9_-]{1,100}$" };
var isGroup = compileEntry(
  object(
    {
      name,
      parent: { type: "string", pattern: "^(?:customers|identitysources)/[A-Za-z0-9_-]{1,100}$" },
      labels: { type: "object", additionalProperties: { type: "string" } },
      ...{ displayName: { type: "string" }, description: { type: "string" } }
    },
    ["name", "parent"]
  )
);
var isLookup = compileEntry(object({ name }));
var API = "https://cloudidentity.googleapis.com/v1/";
var urlOf = (name3, query = {}) => {
  const url = new URL(`${API}${name3}`);
  for (const [field, value] of Object.entries(query)) url.searchParams.set(field, value);
  return url;
};
var isGroupName = (name3) => /^groups\/[A-Za-z0-9_-]{1,100}$/u.test(name3);
async function findGroup(api, email) {
  const found = await api.find(isLookup, urlOf("groups:lookup", { "groupKey.id": email }));
  return found && readGroup(api, found.name);
}
var readGroup = (api, name3) => api.find(isGroup, urlOf(name3));
var isDynamic = ({ labels = {} }) => Object.hasOwn(labels, "cloudidentity.googleapis.com/groups.dynamic");
var describeGroup = ({ displayName, description }, email) => toPhrases([
  `use whatever was given to the group ${email}${displayName ? ` (${displayName})` : ""}`,
  ...describeQuote("the group's description", description)
]);

// src/providers/google-group/members.ts
var text = { type: "string" };
var name2 = {
  type: "string",
  pattern: "^groups/[A-Za-z0-9_-]{1,100}/memberships/[A-Za-z0-9_-]{1,100}$"
};
var role = object({ name: text, expiryDetail: object({ expireTime: text }, []) }, ["name"]);
var member = object({ name: name2, preferredMemberKey: object({ id: text }), type: text, roles: listOf(role) }, [
  "name",
  "preferredMemberKey"
]);
var isMember = compileEntry(member);
var isPage = compileEntry(
  object({ memberships: listOf(member), nextPageToken: text }, [])
);
var isLookup2 = compileEntry(object({ name: name2 }));
var isOperation = compileEntry(
  object({ done: { type: "boolean" }, error: object({ code: { type: "integer" } }, []) }, [])
);
var isPerson = ({ type }) => type === void 0 || type === "USER";
var nameOf = ({ preferredMemberKey }) => preferredMemberKey.id.toLowerCase();
var MAX_PAGES = 1e3;
async function listMembers(api, group) {
  const found = [];
  let pageToken = "";
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = { view: "FULL", pageSize: "500", ...pageToken !== "" && { pageToken } };
    const answer = await api.find(isPage, urlOf(`${group}/memberships`, query));
    if (answer === void 0) throw api.fail("UNKNOWN_ENTITLEMENT", "The group does not exist.");
    found.push(...answer.memberships ?? []);
    pageToken = answer.nextPageToken ?? "";
    if (pageToken === "") return found;
  }
  throw api.fail("UNEXPECTED", "The pages of members do not end.");
}
async function findMember(api, group, email) {
  const found = await api.find(isLookup2, urlOf(`${group}/memberships:lookup`, { "memberKey.id": email }));
  return found && api.find(isMember, urlOf(found.name));
}
function endOf({ roles = [] }) {
  const time = roles.find(({ name: name3 }) => name3 === "MEMBER")?.expiryDetail?.expireTime;
  const end = new Date(time ?? Number.NaN);
  return Number.isNaN(end.getTime()) ? void 0 : end;
}
async function addMember(api, group, email, until) {
  const expiryDetail = until && { expiryDetail: { expireTime: until.toISOString() } };
  const body = { preferredMemberKey: { id: email }, roles: [{ name: "MEMBER", ...expiryDetail }] };
  const answer = await api.send("POST", urlOf(`${group}/memberships`), body);
  if (answer.status === 409) return false;
  checkOperation(api, "memberships.create", answer);
  return true;
}
async function moveEnd(api, { name: name3 }, until) {
  const membershipRole = { name: "MEMBER", expiryDetail: { expireTime: until.toISOString() } };
  const body = { updateRolesParams: [{ fieldMask: "expiry_detail.expire_time", membershipRole }] };
  const answer = await api.send("POST", urlOf(`${name3}:modifyMembershipRoles`), body);
  if (answer.status !== 200) throw api.failure("modifyMembershipRoles", answer);
}
async function removeMember(api, { name: name3 }) {
  const answer = await api.send("DELETE", urlOf(name3));
  if (isGone(answer)) return false;
  checkOperation(api, "memberships.delete", answer);
  return true;
}
function checkOperation(api, call, answer) {
  if (answer.status !== 200) throw api.failure(call, answer);
  const operation = parseJson(call, answer);
  if (!isOperation(operation)) throw api.fail("UNEXPECTED", `${call}: an answer of another form.`);
  if (operation.error !== void 0)
    throw api.fail("REFUSED", `${call}: the operation failed with ${operation.error.code ?? "no code"}.`);
}

// src/providers/google-group/diagnose.ts
var PAGE = "docs/providers/google-group.md";
async function diagnose(api, { resources, ...configuration }) {
  const findings = [];
  const people = [];
  const own = await api.readOwnAddress();
  for (const [resource, { roles }] of Object.entries(resources))
    for (const [role2, address] of Object.entries(roles)) {
      const seen = await look(api, address);
      const what = { name: `${configuration.name}/${resource}/${role2}`, address, own };
      findings.push(...seen === void 0 ? [describeUnknown(what)] : examine(what, seen));
      people.push(...seen?.members.filter(isPerson).map(nameOf) ?? []);
    }
  return [...await diagnosePeople(api, configuration, people), ...findings];
}
var examine = (what, { group, members }) => isDynamic(group) ? [describeDynamic(what)] : [...examineOwn(what, members), ...examineOwners(what, members), ...examineNested(what, members)];
var describeUnknown = ({ name: name3, address }) => mistake(
  "GOOGLE_GROUP_UNKNOWN",
  `${name3}: the group ${address} does not exist, or Hallpass's account may not see it.`,
  `Name a group that exists, and make Hallpass's account one of its owners (${PAGE}).`
);
var describeDynamic = ({ name: name3, address }) => mistake(
  "GOOGLE_GROUP_DYNAMIC",
  `${name3}: a query fills the group ${address}. Hallpass does not lend it.`,
  "Name a group whose members are added one by one."
);
async function look(api, address) {
  try {
    const group = await findGroup(api, address);
    return group && { group, members: await listMembers(api, group.name) };
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED") return void 0;
    throw error;
  }
}
var managesIn = ({ roles = [] }) => roles.some(({ name: name3 }) => name3 === "OWNER" || name3 === "MANAGER");
var examineOwn = ({ name: name3, address, own }, members) => own === void 0 || members.some((member2) => nameOf(member2) === own && managesIn(member2)) ? [] : [
  warning(
    "GOOGLE_GROUP_ADMINISTRATOR",
    `${name3}: Hallpass's account is no owner of ${address}, so it can manage its members only by a right over all groups, or not at all.`,
    `Make it an owner of the groups on offer, and take administrator roles over groups from it (${PAGE}).`
  )
];
function examineOwners({ name: name3, address, own }, members) {
  const owners = members.filter((member2) => managesIn(member2) && nameOf(member2) !== own);
  if (owners.length === 0) return [];
  return [
    warning(
      "GOOGLE_GROUP_OWNERS",
      `${name3}: ${owners.length} owners or managers of ${address} can add themselves and others without a lease.`,
      "Remove them, or let nobody who manages the group ask for it."
    )
  ];
}
function examineNested({ name: name3, address }, members) {
  const nested = members.filter(({ type }) => type === "GROUP");
  if (nested.length === 0) return [];
  return [
    warning(
      "GOOGLE_GROUP_NESTED",
      `${name3}: ${nested.length} groups are members of ${address}. Hallpass does not list their members, who have the access for good.`,
      "Take these groups out of the group on offer."
    )
  ];
}

// src/providers/google-group/grant.ts
var SLACK_MS = 1e3;
var BETWEEN_MS = 500;
var unchanged = { changed: false, sessionsEnded: 0 };
async function holdMembership(api, wanted) {
  const { group, email, until } = wanted;
  const member2 = await findMember(api, group, email);
  if (member2 !== void 0) return keep(api, member2, until);
  if (!await addMember(api, group, email, until)) {
    await keep(api, await waitForMember(api, wanted), until);
    return unchanged;
  }
  await verifyEnd(api, wanted);
  return { changed: true, sessionsEnded: 0 };
}
async function keep(api, member2, until) {
  const end = endOf(member2);
  if (until !== void 0 && end !== void 0 && end.getTime() < until.getTime() - SLACK_MS)
    await moveEnd(api, member2, until);
  return unchanged;
}
async function verifyEnd(api, wanted) {
  const member2 = await waitForMember(api, wanted);
  const [end, { until }] = [endOf(member2), wanted];
  if (until === void 0 || end !== void 0 && Math.abs(end.getTime() - until.getTime()) <= SLACK_MS)
    return;
  await removeMember(api, member2);
  throw api.fail("REFUSED", "Google did not keep the end of the membership.");
}
async function waitForMember(api, { group, email }) {
  for (; ; ) {
    const member2 = await findMember(api, group, email);
    if (member2 !== void 0) return member2;
    await api.pause(BETWEEN_MS);
  }
}

// src/providers/google-group/provider.ts
var GROUPS_SCOPE = "https://www.googleapis.com/auth/cloud-identity.groups";
function googleGroupProvider(configuration) {
  const { name: name3, resources, people = "directory", expiry = "removed" } = configuration;
  const { deadlineSeconds: deadlineSeconds2 = DEADLINE_SECONDS, consistencySeconds: consistencySeconds2 = CONSISTENCY_SECONDS } = configuration;
  const scopes = people === "directory" ? [GROUPS_SCOPE, DIRECTORY_SCOPE] : [GROUPS_SCOPE];
  const open2 = createGoogleApi({ ...configuration, provider: name3, scopes, deadlineSeconds: deadlineSeconds2 });
  const listAccounts = createAccounts({ people, now: configuration.now });
  const { entitlements: offer, check, roleOf: addressOf } = createOffer(name3, resources);
  async function findOffered(api, entitlement) {
    const group = await findGroup(api, addressOf(entitlement));
    if (group === void 0) throw new ProviderError(name3, "UNKNOWN_ENTITLEMENT");
    return group;
  }
  async function identify(api, principal, entitlement) {
    const group = await findOffered(api, entitlement);
    if (isDynamic(group)) throw api.fail("REFUSED", "A query fills the group.");
    const account = await findAccount(api, people, principal);
    if (account === void 0) throw new ProviderError(name3, "UNKNOWN_PRINCIPAL");
    return { instance: group.parent, principal: account, entitlement: group.name };
  }
  async function list(entitlements) {
    for (const entitlement of entitlements) addressOf(entitlement);
    const api = open2();
    const grants = [];
    for (const entitlement of entitlements) {
      const group = await findOffered(api, entitlement);
      const members = await listMembers(api, group.name);
      const accounts = await listAccounts(api, members.filter(isPerson).map(nameOf));
      for (const member2 of members) {
        const principal = nameOf(member2);
        const id = (isPerson(member2) ? accounts.get(principal) : void 0) ?? principal;
        const ids = { instance: group.parent, principal: id, entitlement: group.name };
        grants.push({ principal, entitlement, ids, origin: "unknown" });
      }
    }
    return refuseRepeated2(name3, grants);
  }
  async function findRecorded(api, ids) {
    if (!isGroupName(ids.entitlement)) throw new ProviderError(name3, "IDENTITY_CHANGED");
    const group = await readGroup(api, ids.entitlement);
    if (group !== void 0 && group.parent !== ids.instance)
      throw new ProviderError(name3, "IDENTITY_CHANGED");
    return group;
  }
  return {
    name: name3,
    check,
    listGrants: list,
    identify: (principal, entitlement) => identify(open2(), principal, entitlement),
    async traits() {
      return {
        // A membership carries no mark of who made it.
        ...{ container: "shared", nativeExpiry: expiry, sessions: "survive" },
        ...{ consistencySeconds: consistencySeconds2, deadlineSeconds: deadlineSeconds2 }
      };
    },
    async hold({ principal, entitlement, ids, until }) {
      const api = open2();
      if (!sameIds(await identify(api, principal, entitlement), ids))
        throw new ProviderError(name3, "IDENTITY_CHANGED");
      const end = expiry === "none" ? void 0 : until;
      return holdMembership(api, { group: ids.entitlement, email: principal, until: end });
    },
    // By the recorded ids: the person may have another address by now, and the entry another group.
    async revoke({ ids }) {
      const api = open2();
      const group = await findRecorded(api, ids);
      const email = /^\d+$/u.test(ids.principal) ? await findEmail(api, ids.principal) : ids.principal;
      const member2 = group === void 0 || email === void 0 ? void 0 : await findMember(api, group.name, email);
      const changed = member2 !== void 0 && await removeMember(api, member2);
      return { changed, sessionsEnded: 0 };
    },
    listAbilities: async (entitlement) => describeGroup(await findOffered(open2(), entitlement), addressOf(entitlement)),
    async *inventory() {
      yield* await list(offer);
    },
    describeRemoval: ({ principal, entitlement }) => shellLine(
      ...["gcloud", "identity", "groups", "memberships", "delete"],
      ...[`--group-email=${addressOf(entitlement)}`, `--member-email=${principal}`]
    ),
    ...connectByResource(resources),
    diagnose: () => diagnose(open2(), configuration),
    async close() {
    }
  };
}
function refuseRepeated2(provider, grants) {
  const keys = new Set(grants.map(({ ids }) => `${ids.entitlement} ${ids.principal}`));
  if (keys.size < grants.length)
    throw new ProviderError(provider, "BUSY", new Error("A list names a member twice."));
  return [...grants];
}

// src/providers/google-group/adapter.ts
var googleGroupAdapter = defineAdapter({
  schema: googleGroupSchema,
  abilities: {
    system: "Google groups (Cloud Identity, Google Workspace)",
    container: ["shared"],
    nativeExpiry: ["removed", "none"],
    sessions: ["survive"],
    tested: "shape-checked"
  },
  open
});
function open({ credentialsFrom, ...entry }, context) {
  const { name: name3, now, where } = context;
  refuseRepeated(
    listRoles(entry.resources),
    (address, first, second) => `${where}: ${first} and ${second} are the same group, ${address}. Remove one of them.`
  );
  return googleGroupProvider({ ...entry, name: name3, now, credentials: readCredentials(credentialsFrom, context) });
}
export {
  googleGroupAdapter
};
