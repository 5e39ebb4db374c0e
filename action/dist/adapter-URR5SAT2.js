import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  isInClear
} from "./chunk-A473MKXD.js";
import {
  powersField,
  powersOf,
  readPowers
} from "./chunk-J62XZKTY.js";
import {
  giveUpAfter
} from "./chunk-YP6EQXKM.js";
import {
  createOffer,
  listRoles
} from "./chunk-ZIHSV6EN.js";
import {
  connectByResource
} from "./chunk-IMYDDN53.js";
import {
  refuseRepeated
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

// src/providers/ldap/configuration.ts
var dn = { type: "string", minLength: 3, maxLength: 1e3 };
var attribute = { type: "string", pattern: "^[A-Za-z][A-Za-z0-9-]{0,62}$" };
var uuid = {
  type: "string",
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
  description: "an entryUUID or objectGUID in small letters, such as 0b9a6e4c-5d1f-4c0e-9d3a-2f1e8b7c6a55"
};
var ldapSchema = {
  type: "object",
  additionalProperties: false,
  required: ["url", "bindDn", "passwordFrom", "principals", "resources"],
  properties: {
    url: {
      type: "string",
      pattern: "^ldaps?://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?$",
      description: "an address without path, such as ldaps://ldap.example.org"
    },
    startTls: { type: "boolean" },
    caFile: { type: "string", minLength: 1 },
    serverName: { type: "string", minLength: 1 },
    bindDn: { type: "string", minLength: 1, maxLength: 1e3 },
    /** The variable of the server's environment that holds the password. */
    passwordFrom: secretVariable,
    deadlineSeconds,
    consistencySeconds,
    flavour: { enum: ["openldap", "active-directory"] },
    mode: { enum: ["member", "dynamic-group"] },
    nestedFrom: uuid,
    memberAttribute: { enum: ["member", "uniqueMember"] },
    placeholder: dn,
    inventoryBase: dn,
    principals: {
      type: "object",
      additionalProperties: false,
      required: ["base", "attribute"],
      properties: { base: dn, attribute, filter: { type: "string", pattern: "^\\(.+\\)$", maxLength: 1e3 } }
    },
    powers: powersField,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        command: { type: "string", minLength: 1, maxLength: 400 },
        link,
        roles: byName(uuid)
      }
    })
  }
};
var DEADLINE_SECONDS = 10;

// src/providers/ldap/connection/entry.ts
function toEntry({ dn: dn2, ...attributes }) {
  const lists = Object.entries(attributes).map(
    ([name, value]) => [name.toLowerCase(), typeof value === "string" || Buffer.isBuffer(value) ? [value] : value]
  );
  return { dn: String(dn2), attributes: new Map(lists) };
}
var valuesOf = (entry, attribute2) => (entry.attributes.get(attribute2.toLowerCase()) ?? []).map(String);
function soleValueOf(entry, attribute2) {
  const values = valuesOf(entry, attribute2);
  return values.length === 1 ? values[0] : void 0;
}
function bytesOf(entry, attribute2) {
  const value = entry.attributes.get(attribute2.toLowerCase())?.[0];
  return value === void 0 ? void 0 : Buffer.from(value);
}

// src/providers/ldap/connection/filter.ts
var escapeValue = (value) => (
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL and its like are among what must be escaped.
  value.replaceAll(/[\\*()\u0000-\u001f\u007f]/gu, (character) => `\\${hexByte(character.charCodeAt(0))}`)
);
var hexByte = (code) => code.toString(16).padStart(2, "0");
var equals = (attribute2, value) => `(${attribute2}=${escapeValue(value)})`;
var reaches = (attribute2, dn2) => `(${attribute2}:1.2.840.113556.1.4.1941:=${escapeValue(dn2)})`;
var all = (...filters) => `(&${filters.join("")})`;
var any = (...filters) => `(|${filters.join("")})`;
var EVERYTHING = "(objectClass=*)";

// src/providers/ldap/identity/object-guid.ts
function guidText(bytes) {
  if (bytes.length !== 16) return void 0;
  const reversed = (from, to) => Buffer.from(bytes.subarray(from, to)).reverse().toString("hex");
  return [
    reversed(0, 4),
    reversed(4, 6),
    reversed(6, 8),
    bytes.toString("hex", 8, 10),
    bytes.toString("hex", 10)
  ].join("-");
}

// src/providers/ldap/identity/object-sid.ts
function sidText(bytes) {
  const count = bytes[1] ?? 0;
  if (bytes.length !== 8 + 4 * count) return void 0;
  const authority = bytes.readUIntBE(2, 6);
  const parts = Array.from({ length: count }, (_, index) => bytes.readUInt32LE(8 + 4 * index));
  return ["S", bytes[0], authority, ...parts].join("-");
}
var relativeId = (sid) => Number(sid.slice(sid.lastIndexOf("-") + 1));

// src/providers/ldap/identity/ids.ts
var ID_ATTRIBUTES = {
  openldap: ["entryUUID"],
  "active-directory": ["objectGUID", "objectSid"]
};
function idOf(flavour, entry) {
  if (flavour === "openldap") return soleValueOf(entry, "entryUUID")?.toLowerCase();
  const guid = bytesOf(entry, "objectGUID");
  const sid = bytesOf(entry, "objectSid");
  const text = guid && guidText(guid);
  return text === void 0 || sid === void 0 ? text : `${text} ${sidText(sid) ?? ""}`;
}
var uuidOf = (id) => id.split(" ", 1)[0] ?? "";

// src/providers/ldap/identity/find-by-id.ts
var UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
var DOMAIN_SCOPE = "1.2.840.113556.1.4.1339";
var domainScope = ({ flavour }) => flavour === "active-directory" ? [DOMAIN_SCOPE] : [];
async function findById(directory, id, attributes) {
  const uuid2 = uuidOf(id);
  if (!UUID.test(uuid2)) return void 0;
  const { flavour, session, root } = directory;
  const binary = ID_ATTRIBUTES[flavour];
  const ask = { attributes: [...attributes, ...binary], binary };
  if (flavour === "active-directory") return session.read(`<GUID=${uuid2}>`, ask);
  const found = await session.search({ base: root, scope: "sub", filter: equals("entryUUID", uuid2), ...ask });
  if (found.length > 1)
    throw new ProviderError(directory.provider, "UNEXPECTED", new Error(`Two entries are ${uuid2}.`));
  return found[0];
}

// src/providers/ldap/identity/powerful.ts
var POWERFUL = [498, 512, 516, 517, 518, 519, 520, 521, 526, 527];
var HARMLESS = [545, 546, 554];
var POWERFUL_NAMES = ["dnsadmins"];
async function refusePower(directory, dn2) {
  const name = await findPower(directory, dn2);
  if (name === void 0) return;
  const why = new Error(`The group is, or is a member of, "${name}", which has power over the domain.`);
  throw new ProviderError(directory.provider, "REFUSED", why);
}
async function findPower(directory, dn2) {
  if (directory.flavour !== "active-directory") return void 0;
  const ask = { attributes: ["objectSid", "adminCount", "sAMAccountName"], binary: ["objectSid"] };
  const own = await directory.session.read(dn2, ask);
  const above = await directory.session.search({
    ...{ base: directory.root, scope: "sub", ...ask },
    filter: reaches("member", dn2),
    controls: domainScope(directory)
  });
  const found = [...own ? [own] : [], ...above].find(isPowerful);
  return found && nameOf(found);
}
var nameOf = (entry) => soleValueOf(entry, "sAMAccountName") ?? entry.dn;
function isPowerful(entry) {
  const bytes = bytesOf(entry, "objectSid");
  const sid = bytes && sidText(bytes);
  const isProtected = soleValueOf(entry, "adminCount") === "1";
  const isNamed = POWERFUL_NAMES.includes(nameOf(entry).toLowerCase());
  return isProtected || isNamed || sid !== void 0 && isPowerfulSid(sid);
}
var isPowerfulSid = (sid) => sid.startsWith("S-1-5-32-") ? !HARMLESS.includes(relativeId(sid)) : isDomainSid(sid) && POWERFUL.includes(relativeId(sid));
var isDomainSid = (sid) => sid.startsWith("S-1-5-21-");

// src/providers/ldap/identity/groups.ts
var TARGET_ATTRIBUTES = ["objectClass", "managedBy", "owner", "adminCount", "sAMAccountName"];
async function findTarget(directory, uuid2) {
  const target = await findTargetById(directory, uuid2);
  if (target === void 0) throw new ProviderError(directory.provider, "UNKNOWN_ENTITLEMENT");
  return target;
}
async function findLendable(directory, uuid2) {
  const target = await findTarget(directory, uuid2);
  await refusePower(directory, target.dn);
  return target;
}
async function findTargetById(directory, id) {
  const entry = await findById(directory, id, TARGET_ATTRIBUTES);
  const found = entry && idOf(directory.flavour, entry);
  return entry === void 0 || found === void 0 ? void 0 : { dn: entry.dn, id: found, entry };
}
var GROUPS = ["group", "groupofnames", "groupofuniquenames", "groupofmembers"];
var isGroup = (entry) => valuesOf(entry, "objectClass").some((name) => GROUPS.includes(name.toLowerCase()));

// src/providers/ldap/abilities.ts
var ATTRIBUTES = ["cn", "sAMAccountName", "description"];
async function describeGroup(directory, uuid2) {
  const { dn: dn2 } = await findTarget(directory, uuid2);
  const group = await directory.session.read(dn2, { attributes: ATTRIBUTES });
  const above = await listAbove(directory, dn2);
  const name = group === void 0 ? dn2 : nameOf2(group);
  return toPhrases([
    `use whatever was given to the group ${name}`,
    ...above.length === 0 ? [] : [`use whatever was given to groups that it is in: ${listSome(above.map(nameOf2).toSorted())}`],
    ...group === void 0 ? [] : describeQuote("the group's description", valuesOf(group, "description")[0])
  ]);
}
async function listAbove(directory, dn2) {
  const { flavour, root, session } = directory;
  const filter = flavour === "active-directory" ? reaches("member", dn2) : any(equals("member", dn2), equals("uniqueMember", dn2));
  const controls = domainScope(directory);
  return session.search({ base: root, scope: "sub", filter, attributes: ATTRIBUTES, controls });
}
var nameOf2 = (entry) => soleValueOf(entry, "sAMAccountName") ?? valuesOf(entry, "cn")[0] ?? entry.dn;

// src/providers/ldap/connection/failure.ts
var RESULT = {
  sizeLimitExceeded: 4,
  noSuchAttribute: 16,
  attributeOrValueExists: 20,
  noSuchObject: 32,
  insufficientAccess: 50,
  unwillingToPerform: 53,
  objectClassViolation: 65,
  notAllowedOnNonLeaf: 66,
  entryAlreadyExists: 68
};
var meanings = {
  3: "TIMEOUT",
  8: "LOGIN_REFUSED",
  13: "LOGIN_REFUSED",
  19: "REFUSED",
  48: "LOGIN_REFUSED",
  49: "LOGIN_REFUSED",
  50: "REFUSED",
  51: "BUSY",
  52: "UNREACHABLE",
  53: "REFUSED",
  65: "REFUSED",
  80: "UNREACHABLE"
};
var resultCodeOf = (error) => error instanceof Error && "code" in error && typeof error.code === "number" ? error.code : void 0;
async function accepting(codes, change) {
  try {
    await change;
    return 0;
  } catch (error) {
    const code = resultCodeOf(error);
    if (code !== void 0 && codes.includes(code)) return code;
    throw error;
  }
}
function failureOf(provider, error) {
  if (error instanceof ProviderError) return error;
  const code = resultCodeOf(error);
  if (code !== void 0) return new ProviderError(provider, meanings[code] ?? "UNEXPECTED", error);
  const isLate = error instanceof Error && /timed out|timeout/iu.test(error.message);
  return new ProviderError(provider, isLate ? "TIMEOUT" : "UNREACHABLE", error);
}

// src/providers/ldap/identity/dn.ts
var isUnder = (dn2, suffix) => suffix === "" || normal(dn2) === normal(suffix) || normal(dn2).endsWith(`,${normal(suffix)}`);
var normal = (dn2) => dn2.toLowerCase().replaceAll(/\s*([,=])\s*/gu, "$1").trim();

// src/providers/ldap/identity/own-account.ts
var WHO_AM_I = "1.3.6.1.4.1.4203.1.11.3";
async function readOwnSids({ session }) {
  const dse = await session.read("", { attributes: ["tokenGroups"], binary: ["tokenGroups"] });
  const values = dse?.attributes.get("tokengroups") ?? [];
  return values.flatMap((value) => sidText(Buffer.from(value)) ?? []);
}
async function findOwnAccount(directory, attributes = []) {
  const { session, flavour } = directory;
  const binary = ID_ATTRIBUTES[flavour];
  const ask = { attributes: [...attributes, ...binary], binary };
  if (flavour === "active-directory") {
    const [sid] = await readOwnSids(directory);
    return sid === void 0 ? void 0 : session.read(`<SID=${sid}>`, ask);
  }
  const answer = await session.extended(WHO_AM_I);
  return answer.startsWith("dn:") ? session.read(answer.slice(3), ask) : void 0;
}
async function isOwnAccount(directory, id) {
  const own = await findOwnAccount(directory);
  return own !== void 0 && idOf(directory.flavour, own) === id;
}

// src/providers/ldap/identity/principals.ts
var personAttributes = ({ principals }) => [
  principals.attribute,
  "primaryGroupID"
];
var principalFilter = ({ principals }) => all(principals.filter ?? "(objectClass=*)", `(${principals.attribute}=*)`);
async function findPrincipal(directory, name) {
  const { configuration, session, provider, flavour } = directory;
  const { base, attribute: attribute2 } = configuration.principals;
  if (name === "" || name.includes("\0")) throw new ProviderError(provider, "UNKNOWN_PRINCIPAL");
  const found = await session.search({
    base,
    scope: "sub",
    filter: all(principalFilter(configuration), equals(attribute2, name)),
    attributes: [...personAttributes(configuration), ...ID_ATTRIBUTES[flavour]],
    binary: ID_ATTRIBUTES[flavour],
    controls: domainScope(directory)
  });
  const [entry, second] = found.filter((each) => valuesOf(each, attribute2).includes(name));
  if (entry === void 0) throw new ProviderError(provider, "UNKNOWN_PRINCIPAL");
  const person = second === void 0 ? toPerson(directory, entry) : void 0;
  if (person === void 0)
    throw refused(provider, `"${name}" is not the only ${attribute2} of exactly one entry with an id.`);
  if (await isOwnAccount(directory, person.id))
    throw refused(provider, `"${name}" is the account of Hallpass.`);
  return person;
}
function toPerson({ configuration, flavour }, entry) {
  const name = soleValueOf(entry, configuration.principals.attribute);
  const id = idOf(flavour, entry);
  if (name === void 0 || id === void 0) return void 0;
  return { dn: entry.dn, id, name, primaryGroup: soleValueOf(entry, "primaryGroupID") };
}
async function findPersonById(directory, id) {
  const entry = await findById(directory, id, personAttributes(directory.configuration));
  const found = entry && idOf(directory.flavour, entry);
  if (entry === void 0 || found === void 0) return void 0;
  const name = soleValueOf(entry, directory.configuration.principals.attribute) ?? entry.dn;
  return { dn: entry.dn, id: found, name, primaryGroup: soleValueOf(entry, "primaryGroupID") };
}
var refused = (provider, why) => new ProviderError(provider, "REFUSED", new Error(why));

// src/providers/ldap/membership/members.ts
var memberAttribute = ({ memberAttribute: memberAttribute2 = "member" }) => memberAttribute2;
var namesWithOptions = (entry, attribute2) => [...entry.attributes.keys()].filter((name) => name.startsWith(`${attribute2.toLowerCase()};`));
var membersOf = (entry, attribute2) => [
  ...new Set([attribute2, ...namesWithOptions(entry, attribute2)].flatMap((name) => valuesOf(entry, name)))
];
async function leaveOnly({ session, configuration }, dn2, value) {
  const attribute2 = memberAttribute(configuration);
  const entry = await session.read(dn2, { attributes: [attribute2] });
  const others = entry === void 0 ? [] : namesWithOptions(entry, attribute2);
  return [
    { operation: "replace", attribute: attribute2, values: [value] },
    ...others.map((name) => ({ operation: "replace", attribute: name, values: [] }))
  ];
}
var WINDOW = 1e3;
var READINGS = 4;
async function readMembers(directory, dn2) {
  const { session, configuration, provider } = directory;
  const attribute2 = memberAttribute(configuration);
  if (directory.flavour !== "active-directory") return readAll(directory, dn2, attribute2);
  let last;
  for (let reading = 0; reading < READINGS; reading++) {
    const { values, windows } = await readWindows(session, provider, dn2, []);
    const seen = values.toSorted().join("\n");
    if (windows === 1 || seen === last) return values;
    last = seen;
  }
  throw new ProviderError(provider, "BUSY", new Error("The group changed while it was read."));
}
async function readWindows(session, provider, dn2, controls, size = WINDOW) {
  const values = [];
  for (let windows = 1, start = 0; ; windows++) {
    const asked = `member;range=${start}-${start + size - 1}`;
    const entry = await session.read(dn2, { attributes: [asked], controls });
    if (entry === void 0) throw new ProviderError(provider, "BUSY", new Error("The group is gone."));
    const window = findWindow(entry);
    if (window === void 0 || window.values.length === 0)
      return { values: [...values, ...valuesOf(entry, "member")], windows };
    values.push(...window.values);
    if (window.end === "*") return { values, windows };
    const next = Number(window.end) + 1;
    if (!(next > start))
      throw new ProviderError(provider, "UNEXPECTED", new Error("A window without an end."));
    start = next;
  }
}
function findWindow(entry) {
  for (const name of entry.attributes.keys()) {
    const end = /^member;range=\d+-(?<end>\d+|\*)$/u.exec(name)?.groups?.end;
    if (end !== void 0) return { values: valuesOf(entry, name), end };
  }
  return void 0;
}
var DEMANDING = ["groupofnames", "groupofuniquenames"];
var demandsMember = (entry) => valuesOf(entry, "objectClass").some((name) => DEMANDING.includes(name.toLowerCase()));
async function readAll({ session, provider }, dn2, attribute2) {
  const entry = await session.read(dn2, { attributes: [attribute2, "objectClass"] });
  if (entry === void 0) throw new ProviderError(provider, "BUSY", new Error("The group is gone."));
  const values = membersOf(entry, attribute2);
  if (values.length === 0 && demandsMember(entry))
    throw new ProviderError(provider, "REFUSED", new Error(`Hallpass may not read ${attribute2} of "${dn2}".`));
  return values;
}
var AT_ONCE = 50;
var MEMBER_ATTRIBUTES = ["objectClass", "cn", "description", "member", "uniqueMember"];
async function resolveMembers(directory, dns) {
  const { configuration, flavour, session } = directory;
  const binary = ID_ATTRIBUTES[flavour];
  const attributes = [...personAttributes(configuration), ...MEMBER_ATTRIBUTES, ...binary];
  const members = [];
  for (let from = 0; from < dns.length; from += AT_ONCE) {
    const reads = dns.slice(from, from + AT_ONCE).map(async (dn2) => ({ dn: dn2, entry: await session.read(dn2, { attributes, binary }) }));
    members.push(...await Promise.all(reads));
  }
  return members.filter((member) => !isPlaceholder(directory, member));
}
var isPlaceholder = (directory, { dn: dn2, entry }) => {
  const { placeholder } = directory.configuration;
  if (placeholder === void 0 || normal(dn2) !== normal(placeholder)) return false;
  return entry === void 0 || toPerson(directory, entry) === void 0;
};

// src/providers/ldap/diagnosis/diagnose-groups.ts
async function diagnoseGroup(directory, target, under) {
  const power = await findPower(directory, target.dn);
  const members = isGroup(target.entry) ? await resolveMembers(directory, await readMembers(directory, target.dn)) : [];
  return [
    ...power === void 0 ? [] : [describePower(target, power)],
    ...describeManagers(target),
    ...describeNested(target, members, under),
    ...describeDangling(target, members),
    ...describeLast(directory, target)
  ];
}
var describePower = ({ dn: dn2 }, power) => mistake(
  "LDAP_POWERFUL_GROUP",
  `The configured group "${dn2}" is, or is a member of, "${power}", which has power over the domain.`,
  `Take it out of "${power}", or remove it from HALLPASS_PROVIDERS.`
);
function describeManagers({ dn: dn2, entry }) {
  const managers = [...valuesOf(entry, "managedBy"), ...valuesOf(entry, "owner")];
  return managers.map(
    (manager) => warning(
      "LDAP_GROUP_MANAGER",
      `"${manager}" manages the configured group "${dn2}", and may be able to add members without Hallpass.`,
      "Clear managedBy and owner, or make sure that nobody in it is lent the group."
    )
  );
}
var describeNested = ({ dn: dn2 }, members, under) => members.filter((member) => member.entry !== void 0 && isGroup(member.entry)).filter((member) => under === void 0 || !isUnder(member.dn, under)).map(
  (member) => warning(
    "LDAP_NESTED_GROUP",
    `The configured group "${dn2}" contains the group "${member.dn}": its members hold the access without Hallpass.`,
    `Take it out: delete the value "${member.dn}" from the group.`
  )
);
var describeDangling = ({ dn: dn2 }, members) => members.filter(({ entry }) => entry === void 0).map(
  (member) => mistake(
    "LDAP_DANGLING_MEMBER",
    `The configured group "${dn2}" has the member "${member.dn}", and Hallpass sees no such entry. Whoever gets an entry of that name gets the access.`,
    "Delete the value, load the overlay refint, or name the value as placeholder in HALLPASS_PROVIDERS."
  )
);
function describeLast({ configuration }, { dn: dn2, entry }) {
  if (!demandsMember(entry) || configuration.placeholder !== void 0) return [];
  return [
    mistake(
      "LDAP_NO_PLACEHOLDER",
      `Hallpass could not take the last member out of the configured group "${dn2}", whose class demands one.`,
      "Name a DN that is nobody's entry as placeholder in HALLPASS_PROVIDERS."
    )
  ];
}
async function diagnosePlaceholder(directory) {
  const { configuration, session } = directory;
  const { placeholder, principals } = configuration;
  if (placeholder === void 0) return [];
  const entry = await session.read(placeholder, { attributes: [principals.attribute, "entryUUID"] });
  if (entry === void 0 || toPerson(directory, entry) === void 0) return [];
  return [
    mistake(
      "LDAP_PLACEHOLDER_IS_PERSON",
      `The placeholder "${placeholder}" is a person's entry: she would get each group that is emptied.`,
      "Name a DN that is nobody's entry."
    )
  ];
}

// src/providers/ldap/diagnosis/diagnose-people.ts
async function diagnosePeople(directory) {
  if (await hasPerson(directory)) return [];
  const { base, attribute: attribute2, filter } = directory.configuration.principals;
  const matching = filter === void 0 ? "" : ` and matches ${filter}`;
  return [
    warning(
      "LDAP_NO_PEOPLE",
      `No entry below "${base}" has the attribute ${attribute2}${matching}, or the account of Hallpass may not see it.`,
      "Correct `principals` in HALLPASS_PROVIDERS, or let the account read the people and this attribute."
    )
  ];
}
async function hasPerson(directory) {
  const { configuration, session } = directory;
  const { base, attribute: attribute2 } = configuration.principals;
  const filter = principalFilter(configuration);
  const controls = domainScope(directory);
  try {
    return await session.findOne({ base, scope: "sub", filter, attributes: [attribute2], controls }) !== void 0;
  } catch (error) {
    if (resultCodeOf(error) === RESULT.noSuchObject) return false;
    throw error;
  }
}

// src/providers/ldap/diagnosis/diagnose-per-grant.ts
import { randomUUID as randomUUID2 } from "node:crypto";

// src/providers/ldap/per-grant/time-to-live.ts
var REFRESH = "1.3.6.1.4.1.1466.101.119.1";
var LONGEST = 31557600;
var timeToLive = (until, now) => Math.min(LONGEST, Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1e3)));
function refreshRequest(dn2, seconds) {
  const body = Buffer.concat([tagged(128, Buffer.from(dn2)), tagged(129, integer(seconds))]);
  return tagged(48, body);
}
async function plantEnd({ session, provider }, dn2, seconds) {
  await session.extended(REFRESH, refreshRequest(dn2, seconds)).catch((error) => {
    throw resultCodeOf(error) === RESULT.sizeLimitExceeded ? new ProviderError(provider, "REFUSED", error) : error;
  });
  const entry = await session.read(dn2, { attributes: ["entryTtl"] });
  if (entry === void 0) throw new ProviderError(provider, "BUSY", new Error("The entry is gone."));
  const left = Number(soleValueOf(entry, "entryTtl"));
  if (left > 0 && left <= seconds) return;
  throw new ProviderError(
    provider,
    "REFUSED",
    new Error(`The entry lives for ${left} s instead of ${seconds} s.`)
  );
}
function tagged(tag, content) {
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
  return Buffer.concat([Buffer.from([tag, 130, length >> 8, length & 255]), content]);
}
function integer(value) {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return (bytes[0] ?? 0) < 128 ? bytes : Buffer.concat([Buffer.from([0]), bytes]);
}

// src/providers/ldap/diagnosis/probe.ts
import { randomUUID } from "node:crypto";
async function mayWrite({ session }, dn2, attribute2, value = randomUUID()) {
  try {
    await session.modify(dn2, [{ operation: "delete", attribute: attribute2, values: [value] }]);
    return true;
  } catch (error) {
    const code = resultCodeOf(error);
    if (code === void 0) throw error;
    return code === RESULT.noSuchAttribute || code === RESULT.unwillingToPerform;
  }
}
var noEntry = ({ root }) => `cn=hallpass-${randomUUID()},${root}`;

// src/providers/ldap/diagnosis/diagnose-rights.ts
var EFFECTIVE = ["allowedAttributesEffective", "allowedChildClassesEffective"];
async function diagnoseRights(directory, targets) {
  const groups = targets.filter(({ entry }) => isGroup(entry));
  const others = [
    directory.root,
    directory.configuration.principals.base,
    ...await findOnePerson(directory)
  ];
  const look = directory.flavour === "active-directory" ? askServer : tryRights;
  return [
    ...await look(
      directory,
      groups.map(({ dn: dn2 }) => dn2),
      others
    ),
    ...await findOwnPower(directory)
  ];
}
async function findOnePerson({ session, configuration }) {
  const { base } = configuration.principals;
  const filter = principalFilter(configuration);
  const entry = await session.findOne({ base, scope: "sub", filter, attributes: ["1.1"] });
  return entry === void 0 ? [] : [entry.dn];
}
async function askServer(directory, groups, others) {
  const findings = [];
  for (const dn2 of groups) {
    const allowed = allowedAt(await directory.session.read(dn2, { attributes: EFFECTIVE }));
    if (!allowed.includes("member")) findings.push(cannotWrite(dn2, "member"));
    const beyond = allowed.filter((name) => name !== "member");
    if (beyond.length > 0) findings.push(describeBeyond(dn2, beyond));
  }
  for (const dn2 of others) {
    const allowed = allowedAt(await directory.session.read(dn2, { attributes: EFFECTIVE }));
    if (allowed.length > 0) findings.push(describeBeyond(dn2, allowed));
  }
  return findings;
}
var allowedAt = (entry) => entry === void 0 ? [] : EFFECTIVE.flatMap((attribute2) => valuesOf(entry, attribute2));
async function tryRights(directory, groups, others) {
  const attribute2 = memberAttribute(directory.configuration);
  const findings = [];
  for (const dn2 of groups)
    if (!await mayWrite(directory, dn2, attribute2, noEntry(directory)))
      findings.push(cannotWrite(dn2, attribute2));
  for (const dn2 of [...groups, ...others])
    if (await mayWrite(directory, dn2, "description")) findings.push(describeBeyond(dn2, ["description"]));
  return findings;
}
var cannotWrite = (dn2, attribute2) => mistake(
  "LDAP_CANNOT_WRITE",
  `The account of Hallpass may not write ${attribute2} at "${dn2}".`,
  "Give the right in docs/providers/ldap.md, step 1."
);
var NAMED = 5;
function describeBeyond(dn2, names) {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return mistake(
    "LDAP_BEYOND",
    `The account of Hallpass may write ${names.slice(0, NAMED).join(", ")}${more} at "${dn2}", which it does not need.`,
    "Take the right away, and give only those in docs/providers/ldap.md, step 1."
  );
}
async function findOwnPower(directory) {
  if (directory.flavour !== "active-directory") return [];
  const powerful = (await readOwnSids(directory)).filter(isPowerfulSid);
  return powerful.map(
    (sid) => mistake(
      "LDAP_POWERFUL_ACCOUNT",
      `The account of Hallpass is in the group with the SID ${sid}, which has power over the domain.`,
      "Take it out of the group, and delegate Write Members instead: docs/providers/ldap.md, step 1."
    )
  );
}

// src/providers/ldap/diagnosis/diagnose-per-grant.ts
var SECONDS = 60;
async function diagnosePerGrant(directory, places) {
  if (!directory.hasDynamicEntries)
    return [
      mistake(
        "LDAP_NO_DYNAMIC_ENTRIES",
        "The server has no dynamic entries, and mode: dynamic-group grants nothing without them.",
        "Load the overlay dds as docs/providers/ldap.md says, or set mode: member."
      )
    ];
  const findings = [];
  for (const under of new Set(places))
    if (!await canMakeEntry(directory, under)) findings.push(cannotWrite(under, "children and entryTtl"));
  return findings;
}
async function canMakeEntry(directory, under) {
  const { session, configuration } = directory;
  const attribute2 = memberAttribute(configuration);
  const cn = `hallpass-check-${randomUUID2()}`;
  const dn2 = `cn=${cn},${under}`;
  const group = attribute2 === "member" ? "groupOfNames" : "groupOfUniqueNames";
  try {
    await session.add(dn2, { objectClass: [group, "dynamicObject"], cn, [attribute2]: dn2 });
    await plantEnd(directory, dn2, SECONDS);
    await session.delete(dn2);
    return true;
  } catch (error) {
    await accepting([RESULT.noSuchObject, RESULT.insufficientAccess], session.delete(dn2));
    if (resultCodeOf(error) === RESULT.insufficientAccess) return false;
    throw error;
  }
}

// src/providers/ldap/diagnosis/diagnose.ts
async function diagnose(directory) {
  const { configuration } = directory;
  const { mode, nestedFrom, resources } = configuration;
  const noPeople = await diagnosePeople(directory);
  if (noPeople.length > 0) return noPeople;
  const ids = Object.values(resources).flatMap(({ roles }) => Object.values(roles));
  const targets = await findAll(directory, ids);
  const places = await findAll(directory, nestedFrom === void 0 ? [] : [nestedFrom]);
  const under = places.found[0]?.dn;
  const groups = [];
  for (const target of targets.found) groups.push(...await diagnoseGroup(directory, target, under));
  const entries = nestedFrom === void 0 ? targets.found : places.found;
  return [
    ...[...targets.missing, ...places.missing].map(describeMissing),
    ...groups,
    ...await diagnosePlaceholder(directory),
    ...await diagnoseRights(directory, targets.found),
    ...mode === "dynamic-group" ? await diagnosePerGrant(
      directory,
      entries.map(({ dn: dn2 }) => dn2)
    ) : []
  ];
}
async function findAll(directory, ids) {
  const found = [];
  const missing = [];
  for (const id of new Set(ids)) {
    const target = await findTargetById(directory, id);
    if (target === void 0) missing.push(id);
    else found.push(target);
  }
  return { found, missing };
}
var describeMissing = (id) => mistake(
  "LDAP_NO_GROUP",
  `The directory has no entry with the configured id ${id}, or the account of Hallpass may not see it.`,
  "Write the group's entryUUID or objectGUID into HALLPASS_PROVIDERS, and let the account read the group."
);

// src/providers/ldap/connection/session.ts
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { connect as connectSecurely } from "node:tls";

// src/providers/ldap/connection/ber.ts
var LONGEST_HEAD = 6;
function measure(buffer) {
  const first = buffer[1];
  if (first === void 0) return void 0;
  if (first < 128) return { size: 2 + first, head: 2 };
  const head = 2 + (first & 127);
  if (head === 2 || head > LONGEST_HEAD) throw new Error("A length that no element has.");
  return buffer.length < head ? void 0 : { size: head + buffer.readUIntBE(2, head - 2), head };
}
function split(buffer) {
  const elements = [];
  let rest = buffer;
  while (rest.length > 0) {
    const { size, head } = measure(rest) ?? { size: Number.POSITIVE_INFINITY, head: 0 };
    if (size > rest.length) throw new Error("An element is longer than what it is in.");
    elements.push({ tag: rest[0] ?? 0, content: rest.subarray(head, size) });
    rest = rest.subarray(size);
  }
  return elements;
}

// src/providers/ldap/connection/message-form.ts
var TAG = { integer: 2, text: 4, sequence: 48, set: 49, entry: 100, reference: 115 };
var CONTROLS = 160;
function refuseMalformed(message) {
  const [id, operation, controls, more] = split(split(message)[0]?.content ?? message);
  const isWhole = id?.tag === TAG.integer && operation !== void 0 && more === void 0;
  if (!isWhole || !isOperation(operation) || !(controls === void 0 || isControls(controls)))
    throw new Error("A message of another form.");
}
function isOperation({ tag, content }) {
  if (tag === TAG.entry) return isEntry(content);
  const parts = split(content);
  return tag !== TAG.reference || parts.every(isText);
}
var isText = (element) => element?.tag === TAG.text;
function isEntry(content) {
  const [name, attributes, more] = split(content);
  return isText(name) && attributes?.tag === TAG.sequence && more === void 0 && split(attributes.content).every(isAttribute);
}
function isAttribute({ tag, content }) {
  if (tag !== TAG.sequence) return false;
  const [type, values, more] = split(content);
  return isText(type) && values?.tag === TAG.set && more === void 0 && split(values.content).every(isText);
}
var isControls = ({ tag, content }) => tag === CONTROLS && split(content).every(
  (control) => control.tag === TAG.sequence && /^4(,1)?(,4)?$/u.test(
    split(control.content).map((part) => part.tag).join(",")
  )
);

// src/providers/ldap/connection/messages.ts
var SEQUENCE = 48;
function createCutter(most) {
  let kept = [];
  let length = 0;
  let wanted = 0;
  return (chunk) => {
    kept.push(chunk);
    length += chunk.length;
    if (length < wanted) return [];
    let rest = Buffer.concat(kept);
    const messages = [];
    for (; ; ) {
      if ((rest[0] ?? SEQUENCE) !== SEQUENCE) throw new Error("No LDAP message.");
      const size = measure(rest)?.size ?? 0;
      if (size > most) throw new Error(`A message of ${size} bytes.`);
      wanted = Math.max(size, rest.length + 1);
      if (size === 0 || size > rest.length) break;
      messages.push(rest.subarray(0, size));
      rest = rest.subarray(size);
    }
    [kept, length] = [[rest], rest.length];
    return messages;
  };
}

// src/providers/ldap/connection/guard-reading.ts
var MAX_MESSAGE = 16 * 1024 * 1024;
var MAX_BYTES = 4 * MAX_MESSAGE;
function guardReading(socket) {
  const cut = createCutter(MAX_MESSAGE);
  let bytes = 0;
  socket.emit = new Proxy(socket.emit, {
    apply(emit, self, [event, ...values]) {
      if (event !== "data") return Reflect.apply(emit, self, [event, ...values]);
      try {
        bytes += values[0].length;
        if (bytes > MAX_BYTES) throw new Error(`Over ${MAX_BYTES} bytes.`);
        for (const message of cut(values[0])) {
          refuseMalformed(message);
          Reflect.apply(emit, self, [event, message]);
        }
      } catch (error) {
        socket.destroy(new Error("The server's answer cannot be read.", { cause: error }));
      }
      return true;
    }
  });
  return socket;
}

// src/providers/ldap/connection/session.ts
async function withSession(configuration, work) {
  const { name, deadlineSeconds: deadlineSeconds2 = DEADLINE_SECONDS } = configuration;
  const line = { sockets: [], isOver: false };
  try {
    return await giveUpAfter(deadlineSeconds2 * 1e3, name, run(configuration, line, work));
  } catch (error) {
    throw failureOf(name, error);
  } finally {
    line.isOver = true;
    for (const socket of line.sockets) socket.destroy();
  }
}
async function run(configuration, line, work) {
  const ldapts = await import("./dist-NXD36U5M.js");
  const { url, startTls, bindDn, password, deadlineSeconds: deadlineSeconds2 = DEADLINE_SECONDS } = configuration;
  const tls = await tlsOptions(configuration);
  const milliseconds = deadlineSeconds2 * 1e3;
  const client = new ldapts.Client({
    ...{ url, timeout: milliseconds, connectTimeout: milliseconds, strictDN: false },
    createConnection: connectOnce(connect, line),
    createSecureConnection: connectOnce(connectSecurely, line),
    ...url.startsWith("ldaps:") && { tlsOptions: tls }
  });
  if (startTls) await client.startTLS(tls);
  await client.bind(bindDn, password);
  const result = await work(toSession(client, ldapts));
  await client.unbind();
  return result;
}
var connectOnce = (make, line) => {
  let isMade = false;
  return new Proxy(make, {
    apply(target, self, options) {
      if (isMade || line.isOver) throw new Error("The connection was lost.");
      isMade = true;
      const socket = guardReading(Reflect.apply(target, self, options));
      line.sockets.push(socket);
      return socket;
    }
  });
};
async function tlsOptions({ url, caFile, serverName }) {
  const host = new URL(url).hostname.replaceAll(/[[\]]/gu, "");
  return {
    host,
    minVersion: "TLSv1.2",
    rejectUnauthorized: true,
    ...serverName !== void 0 && { servername: serverName },
    ...caFile !== void 0 && { ca: await readFile(caFile) }
  };
}
function toSession(client, { Attribute, Change, Control }) {
  const toControls = (oids = []) => oids.map((oid) => new Control(oid, { critical: true }));
  const toOptions = ({ scope, filter, attributes, binary = [] }) => ({
    ...{ scope, filter },
    attributes: [...attributes],
    explicitBufferAttributes: [...binary]
  });
  async function search(question) {
    const found = await client.search(question.base, toOptions(question), toControls(question.controls));
    refuseReferences(found.searchReferences);
    return found.searchEntries.map(toEntry);
  }
  return {
    search,
    async findOne(question) {
      const options = { ...toOptions(question), sizeLimit: 1 };
      const found = await client.search(question.base, options, toControls(question.controls));
      return found.searchEntries.map(toEntry)[0];
    },
    async read(dn2, ask) {
      try {
        return (await search({ base: dn2, scope: "base", filter: EVERYTHING, ...ask }))[0];
      } catch (error) {
        if (resultCodeOf(error) === RESULT.noSuchObject) return void 0;
        throw error;
      }
    },
    async pages(question) {
      const { pageSize } = question;
      const pages = [];
      const options = { ...toOptions(question), paged: { pageSize } };
      for await (const page of client.searchPaginated(
        question.base,
        options,
        toControls(question.controls)
      )) {
        refuseReferences(page.searchReferences);
        pages.push(page.searchEntries.map(toEntry));
      }
      return pages;
    },
    add: (dn2, attributes) => client.add(dn2, { ...attributes }),
    modify: (dn2, changes) => client.modify(
      dn2,
      changes.map(
        ({ operation, attribute: attribute2, values }) => new Change({ operation, modification: new Attribute({ type: attribute2, values: [...values] }) })
      )
    ),
    delete: (dn2) => client.del(dn2),
    extended: async (oid, value) => (await client.exop(oid, value)).value ?? ""
  };
}
function refuseReferences(references) {
  if (references.length > 0)
    throw Object.assign(new Error("The search was referred to another server."), { code: 10 });
}

// src/providers/ldap/identity/directory.ts
var ROOT_ATTRIBUTES = [
  "namingContexts",
  "defaultNamingContext",
  "configurationNamingContext",
  "dynamicSubtrees",
  "supportedCapabilities"
];
var ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";
var withDirectory = (configuration, work) => withSession(configuration, async (session) => work(await readDirectory(configuration, session)));
async function readDirectory(configuration, session) {
  const provider = configuration.name;
  const dse = await session.read("", { attributes: ROOT_ATTRIBUTES });
  if (dse === void 0) throw unexpected(provider, "It has no root DSE.");
  const flavour = flavourOf(configuration, dse);
  const root = flavour === "active-directory" ? soleValueOf(dse, "defaultNamingContext") : longest(
    valuesOf(dse, "namingContexts").filter((suffix) => isUnder(configuration.principals.base, suffix))
  );
  if (root === void 0) throw unexpected(provider, "No naming context holds principals.base.");
  const top = await session.read(root, {
    attributes: ID_ATTRIBUTES[flavour],
    binary: ID_ATTRIBUTES[flavour]
  });
  const id = top && idOf(flavour, top);
  if (id === void 0) throw unexpected(provider, `The id of "${root}" cannot be read.`);
  const dynamic = valuesOf(dse, "dynamicSubtrees");
  return {
    ...{ provider, configuration, session, flavour, root, instance: `${flavour} ${id}` },
    hasDynamicEntries: dynamic.some((suffix) => isUnder(root, suffix)),
    settings: soleValueOf(dse, "configurationNamingContext")
  };
}
function flavourOf({ name, flavour }, dse) {
  const isActive = valuesOf(dse, "supportedCapabilities").includes(ACTIVE_DIRECTORY);
  const found = isActive ? "active-directory" : "openldap";
  if (flavour !== void 0 && flavour !== found) throw unexpected(name, `It is not ${flavour}.`);
  return found;
}
var longest = (names) => names.toSorted((a, b) => b.length - a.length)[0];
var unexpected = (provider, why) => new ProviderError(provider, "UNEXPECTED", new Error(why));

// src/providers/ldap/connection/search-paged.ts
var PAGE_SIZES = [500, 499, 487];
async function searchPaged({ session, provider }, question) {
  for (const pageSize of PAGE_SIZES) {
    const pages = await session.pages({ ...question, pageSize });
    if (pages.length === 1 && pages[0]?.length === 0) return session.search(question);
    if ((pages.at(-1)?.length ?? 0) > 0) return pages.flat();
  }
  throw new ProviderError(provider, "UNEXPECTED", new Error("A search ends with an empty page each time."));
}

// src/providers/ldap/membership/list-memberships.ts
async function listMemberships(directory, entitlement, group) {
  const direct = await resolveMembers(directory, await readMembers(directory, group.dn));
  const indirect = await findIndirect(directory, group);
  const grants = [...direct, ...indirect].map(
    (member) => toGrant(directory, entitlement, group, member, "unknown")
  );
  return [...new Map(grants.map((grant) => [grant.ids.principal, grant])).values()];
}
function toGrant(directory, entitlement, group, { dn: dn2, entry }, origin) {
  const { instance, flavour } = directory;
  const person = entry === void 0 || isGroup(entry) ? void 0 : toPerson(directory, entry);
  const id = entry && idOf(flavour, entry);
  return {
    principal: person?.name ?? dn2,
    entitlement,
    // A member that is nobody's entry is still access for whoever gets an entry of that name.
    ids: { instance, principal: id ?? `dn:${dn2}`, entitlement: group.id },
    origin
  };
}
async function findIndirect(directory, group) {
  const { configuration, flavour } = directory;
  if (flavour !== "active-directory") return [];
  const people = principalFilter(configuration);
  const question = {
    ...{ base: directory.root, scope: "sub", binary: ID_ATTRIBUTES[flavour] },
    attributes: [...personAttributes(configuration), ...ID_ATTRIBUTES[flavour]],
    controls: domainScope(directory)
  };
  const nested = await searchPaged(directory, {
    ...question,
    filter: all(people, reaches("memberOf", group.dn))
  });
  const number = String(relativeId(group.id));
  const primary = await searchPaged(directory, {
    ...question,
    filter: all(people, equals("primaryGroupID", number))
  });
  return [...nested, ...primary].map((entry) => ({ dn: entry.dn, entry }));
}

// src/providers/ldap/inventory.ts
var NO_RESOURCE = "*";
var GROUPS2 = "(|(objectClass=group)(objectClass=groupOfNames)(objectClass=groupOfUniqueNames))";
async function* listOtherGroups(directory, base, known) {
  const { flavour, provider } = directory;
  const binary = ID_ATTRIBUTES[flavour];
  const groups = await searchPaged(directory, {
    ...{ base, scope: "sub", filter: GROUPS2, attributes: ["cn", ...binary], binary },
    controls: domainScope(directory)
  });
  for (const group of groups) {
    const id = idOf(flavour, group);
    if (id === void 0 || known.has(id)) continue;
    const entitlement = {
      provider,
      resource: NO_RESOURCE,
      role: soleValueOf(group, "cn") ?? valuesOf(group, "cn")[0] ?? group.dn
    };
    for (const member of await resolveMembers(directory, await readMembers(directory, group.dn)))
      yield toGrant(directory, entitlement, { id }, member, "unknown");
  }
}

// src/providers/ldap/membership/held.ts
async function isDirectMember({ session, configuration }, group, dn2) {
  const filter = equals(memberAttribute(configuration), dn2);
  const found = await session.search({ base: group.dn, scope: "base", filter, attributes: ["1.1"] });
  return found.length > 0;
}
var isPrimaryGroup = (group, { primaryGroup }) => primaryGroup !== void 0 && Number(primaryGroup) === relativeId(group.id);
async function isHeldElsewhere(directory, group, person) {
  if (directory.flavour !== "active-directory") return false;
  if (isPrimaryGroup(group, person)) return true;
  const found = await directory.session.search({
    ...{ base: person.dn, scope: "base", filter: reaches("memberOf", group.dn), attributes: ["cn"] },
    controls: domainScope(directory)
  });
  return found.length > 0;
}
var addMember = ({ session, configuration }, group, value) => accepting(
  [RESULT.attributeOrValueExists, RESULT.entryAlreadyExists],
  session.modify(group, [{ operation: "add", attribute: memberAttribute(configuration), values: [value] }])
);
async function removeMember({ session, configuration }, group, value) {
  const attribute2 = memberAttribute(configuration);
  const removal = { operation: "delete", attribute: attribute2, values: [value] };
  const gone = [RESULT.noSuchAttribute, RESULT.unwillingToPerform, RESULT.noSuchObject];
  const { placeholder } = configuration;
  const last = placeholder === void 0 ? [] : [RESULT.objectClassViolation];
  const code = await accepting([...gone, ...last], session.modify(group, [removal]));
  if (code !== RESULT.objectClassViolation || placeholder === void 0) return code;
  const addition = { operation: "add", attribute: attribute2, values: [placeholder] };
  return accepting([...gone, RESULT.attributeOrValueExists], session.modify(group, [addition, removal]));
}
async function removeWithOptions({ session, configuration, flavour }, group, value) {
  if (flavour === "active-directory") return false;
  const attribute2 = memberAttribute(configuration);
  const entry = await session.read(group, { attributes: [attribute2] });
  let changed = false;
  for (const name of entry === void 0 ? [] : namesWithOptions(entry, attribute2)) {
    const removal = { operation: "delete", attribute: name, values: [value] };
    const gone = [RESULT.noSuchAttribute, RESULT.noSuchObject];
    changed = await accepting(gone, session.modify(group, [removal])) === 0 || changed;
  }
  return changed;
}

// src/providers/ldap/membership/link-ttl.ts
var LINK_TTL = "1.2.840.113556.1.4.2309";
async function hasLinkTtl({
  session,
  settings
}) {
  if (settings === void 0) return false;
  const feature = `CN=Privileged Access Management Feature,CN=Optional Features,CN=Directory Service,CN=Windows NT,CN=Services,${settings}`;
  const entry = await session.read(feature, { attributes: ["msDS-EnabledFeatureBL"] });
  return entry !== void 0 && valuesOf(entry, "msDS-EnabledFeatureBL").length > 0;
}
var ttlDn = (seconds, dn2) => `<TTL=${seconds},${dn2}>`;
async function readLinkTtl(session, provider, groupDn, memberDn) {
  const { values } = await readWindows(session, provider, groupDn, [LINK_TTL]);
  for (const value of values) {
    const { seconds, dn: dn2 } = /^<TTL=(?<seconds>\d+),(?<dn>.*)>$/su.exec(value)?.groups ?? {};
    if (dn2 !== void 0 && normal(dn2) === normal(memberDn)) return Number(seconds);
  }
  return void 0;
}

// src/providers/ldap/membership/hold-membership.ts
var SLACK_SECONDS = 120;
async function holdMembership(directory, group, person, { until }, now) {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1e3));
  const canEnd = await hasLinkTtl(directory);
  if (await isDirectMember(directory, group, person.dn)) {
    if (canEnd) await lengthen(directory, group, person, seconds);
    return unchanged;
  }
  if (await isHeldElsewhere(directory, group, person)) return unchanged;
  const code = await addMember(directory, group.dn, canEnd ? ttlDn(seconds, person.dn) : person.dn);
  if (canEnd && code === 0) await verifyEnd(directory, group, person, seconds);
  await verifyName(directory, group, person, code === 0);
  return { changed: code === 0, sessionsEnded: 0 };
}
var unchanged = { changed: false, sessionsEnded: 0 };
async function lengthen({ session, provider }, group, person, seconds) {
  const left = await readLinkTtl(session, provider, group.dn, person.dn);
  if (left === void 0 || left >= seconds - 1) return;
  await session.modify(group.dn, [
    { operation: "delete", attribute: "member", values: [person.dn] },
    { operation: "add", attribute: "member", values: [ttlDn(seconds, person.dn)] }
  ]);
}
async function verifyEnd(directory, group, person, seconds) {
  const { session, provider } = directory;
  const left = await readLinkTtl(session, provider, group.dn, person.dn);
  if (left !== void 0 && Math.abs(left - seconds) <= SLACK_SECONDS) return;
  await removeMember(directory, group.dn, person.dn);
  throw new ProviderError(provider, "REFUSED", new Error("The directory did not keep the end of the link."));
}
async function verifyName(directory, group, person, isOurs) {
  const now = await findPersonById(directory, person.id);
  if (now?.dn === person.dn && await isDirectMember(directory, group, person.dn)) return;
  if (isOurs && now?.dn !== person.dn) await removeMember(directory, group.dn, person.dn);
  throw new ProviderError(
    directory.provider,
    "BUSY",
    new Error("Somebody changed person or group meanwhile.")
  );
}

// src/providers/ldap/membership/revoke-membership.ts
var ATTEMPTS = 5;
async function revokeMembership(directory, ids) {
  let changed = false;
  let isRefused = false;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const group = await findTargetById(directory, ids.entitlement);
    if (group === void 0) return { changed, sessionsEnded: 0 };
    const person = await findPersonById(directory, ids.principal);
    if (person === void 0) {
      await refuseUnknown(directory, group);
      return { changed, sessionsEnded: 0 };
    }
    const code = await removeMember(directory, group.dn, person.dn);
    changed ||= code === 0;
    if (code === RESULT.noSuchObject) continue;
    isRefused = code === RESULT.unwillingToPerform;
    if (await isDirectMember(directory, group, person.dn)) {
      changed = await removeWithOptions(directory, group.dn, person.dn) || changed;
      continue;
    }
    const now = await findPersonById(directory, ids.principal);
    if (now !== void 0) refusePrimary(directory, group, now);
    if (now?.dn === person.dn) return { changed, sessionsEnded: 0 };
  }
  const why = new Error("The server keeps the member, or somebody adds or renames it again and again.");
  throw new ProviderError(directory.provider, isRefused ? "REFUSED" : "BUSY", why);
}
function refusePrimary({ flavour, provider }, group, person) {
  if (flavour !== "active-directory" || !isPrimaryGroup(group, person)) return;
  throw new ProviderError(provider, "REFUSED", new Error("The group became the person's primary group."));
}
async function refuseUnknown(directory, group) {
  const members = await resolveMembers(directory, await readMembers(directory, group.dn));
  const unseen = members.find(({ entry }) => entry === void 0);
  if (unseen === void 0) return;
  const why = new Error(
    `The person's entry is gone, and the group has a member that cannot be read: "${unseen.dn}".`
  );
  throw new ProviderError(directory.provider, "UNEXPECTED", why);
}

// src/providers/ldap/per-grant/grant-entry.ts
import { createHash } from "node:crypto";
var PREFIX = "hallpass-";
var nameOfGrant = (ids) => `${PREFIX}${createHash("sha256").update(idsKey(ids)).digest("hex").slice(0, 40)}`;
var dnOfGrant = (ids, under) => `cn=${nameOfGrant(ids)},${under}`;
var filterOfGrant = (ids) => any(equals("cn", nameOfGrant(ids)), equals("description", nameOfGrant(ids)));
var isGrantOf = (entry, ids) => [...valuesOf(entry, "cn"), ...valuesOf(entry, "description")].includes(nameOfGrant(ids));

// src/providers/ldap/per-grant/place.ts
async function findPlace(directory, target) {
  const { nestedFrom } = directory.configuration;
  if (nestedFrom === void 0) return { under: target.dn, group: void 0 };
  return { under: (await findTarget(directory, nestedFrom)).dn, group: target };
}
function requireDynamicEntries({ hasDynamicEntries, provider }) {
  if (hasDynamicEntries) return;
  throw new ProviderError(
    provider,
    "REFUSED",
    new Error("The server has no dynamic entries: load the overlay dds.")
  );
}

// src/providers/ldap/per-grant/hold-entry.ts
async function holdEntry(directory, target, person, { ids, until }, now) {
  requireDynamicEntries(directory);
  const { session, configuration } = directory;
  const attribute2 = memberAttribute(configuration);
  const { under, group } = await findPlace(directory, target);
  const found = await findGrantEntry(directory, ids, under);
  const dn2 = found ?? await makeEntry(directory, ids, under, attribute2);
  await plantEnd(directory, dn2, timeToLive(until, now)).catch(async (error) => {
    if (found === void 0) await accepting([RESULT.noSuchObject], session.delete(dn2));
    throw error;
  });
  let changed = !await hasOnly(directory, dn2, person.dn);
  if (changed) await session.modify(dn2, await leaveOnly(directory, dn2, person.dn));
  if (group && await addMember(directory, group.dn, dn2) === 0) changed = true;
  await verify(directory, dn2, person);
  return { changed, sessionsEnded: 0 };
}
async function findGrantEntry({ session }, ids, under) {
  const question = { base: under, scope: "one", filter: filterOfGrant(ids), attributes: ["cn"] };
  return (await session.search(question))[0]?.dn;
}
async function hasOnly(directory, dn2, member) {
  const { length } = await readMembers(directory, dn2);
  return length === 1 && await isDirectMember(directory, { dn: dn2 }, member);
}
async function makeEntry({ session }, ids, under, attribute2) {
  const dn2 = dnOfGrant(ids, under);
  const name = nameOfGrant(ids);
  const entry = {
    objectClass: [attribute2 === "member" ? "groupOfNames" : "groupOfUniqueNames", "dynamicObject"],
    ...{ cn: name, description: name, [attribute2]: dn2 }
  };
  await accepting([RESULT.entryAlreadyExists], session.add(dn2, entry));
  return dn2;
}
async function verify(directory, dn2, person) {
  const now = await findPersonById(directory, person.id);
  if (now?.dn === person.dn && await isDirectMember(directory, { dn: dn2 }, person.dn)) return;
  throw new ProviderError(
    directory.provider,
    "BUSY",
    new Error("Somebody changed person or entry meanwhile.")
  );
}

// src/providers/ldap/per-grant/list-entries.ts
async function listEntries(directory, entitlement, target) {
  const { under, group } = await findPlace(directory, target);
  if (group === void 0) {
    const entries = await searchGroups(directory, under);
    return (await Promise.all(entries.map((entry) => listOne(directory, entitlement, target, entry)))).flat();
  }
  const members = await resolveMembers(directory, await readMembers(directory, group.dn));
  const grants = [];
  for (const member of members) {
    const { dn: dn2, entry } = member;
    const isGrant = entry !== void 0 && isGroup(entry) && isUnder(dn2, under);
    if (isGrant) grants.push(...await listOne(directory, entitlement, target, entry));
    else grants.push(toGrant(directory, entitlement, target, member, "standing"));
  }
  return grants;
}
async function searchGroups({ session, configuration }, under) {
  const attributes = ["objectClass", "cn", "description", memberAttribute(configuration)];
  const found = await session.search({ base: under, scope: "sub", filter: EVERYTHING, attributes });
  return found.filter(isGroup);
}
async function listOne(directory, entitlement, target, entry) {
  const values = membersOf(entry, memberAttribute(directory.configuration));
  const others = values.filter((dn2) => normal(dn2) !== normal(entry.dn));
  return (await resolveMembers(directory, others)).map((member) => {
    const grant = toGrant(directory, entitlement, target, member, "standing");
    return isGrantOf(entry, grant.ids) ? { ...grant, origin: "ours" } : grant;
  });
}

// src/providers/ldap/per-grant/revoke-entry.ts
var ATTEMPTS2 = 5;
async function revokeEntry(directory, ids) {
  const { configuration, session, provider } = directory;
  const placeId = configuration.nestedFrom ?? ids.entitlement;
  const place = await findTargetById(directory, placeId);
  if (place === void 0) {
    if (configuration.nestedFrom === void 0) return { changed: false, sessionsEnded: 0 };
    throw new ProviderError(provider, "UNEXPECTED", new Error("The entry of nestedFrom cannot be found."));
  }
  const group = configuration.nestedFrom === void 0 ? void 0 : await findTargetById(directory, ids.entitlement);
  let changed = false;
  for (let attempt = 0; attempt < ATTEMPTS2; attempt++) {
    const dn2 = await findGrantEntry(directory, ids, place.dn);
    if (dn2 === void 0) return { changed, sessionsEnded: 0 };
    await emptyEntry(directory, dn2);
    if (group !== void 0) await removeMember(directory, group.dn, dn2);
    const code = await accepting([RESULT.noSuchObject, RESULT.notAllowedOnNonLeaf], session.delete(dn2));
    changed ||= code === 0;
    if (code === RESULT.notAllowedOnNonLeaf) return { changed: true, sessionsEnded: 0 };
  }
  throw new ProviderError(provider, "BUSY", new Error("The entry is made again and again."));
}
async function emptyEntry(directory, dn2) {
  const changes = await leaveOnly(directory, dn2, dn2);
  await accepting([RESULT.noSuchObject], directory.session.modify(dn2, changes));
}

// src/providers/ldap/provider.ts
function ldapProvider(configuration, now) {
  const { name, resources, mode = "member", inventoryBase } = configuration;
  const powers = readPowers(configuration.powers);
  const isPerGrant = mode === "dynamic-group";
  const list = isPerGrant ? listEntries : listMemberships;
  const { entitlements, check, roleOf: uuidOf2 } = createOffer(name, resources);
  async function identify(directory, principal, uuid2) {
    if (isPerGrant) requireDynamicEntries(directory);
    const target = await findLendable(directory, uuid2);
    const person = await findPrincipal(directory, principal);
    return {
      target,
      person,
      ids: { instance: directory.instance, principal: person.id, entitlement: target.id }
    };
  }
  async function hold(directory, holding) {
    const { target, person, ids } = await identify(directory, holding.principal, uuidOf2(holding.entitlement));
    if (!sameIds(ids, holding.ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
    const carryOut = isPerGrant ? holdEntry : holdMembership;
    return await carryOut(directory, target, person, holding, now()).catch((error) => {
      if (resultCodeOf(error) === RESULT.noSuchObject) throw new ProviderError(name, "BUSY", error);
      throw error;
    });
  }
  async function listGrants(directory, entitlements2) {
    const grants = [];
    for (const entitlement of entitlements2) {
      const target = await findTarget(directory, uuidOf2(entitlement));
      grants.push(...await list(directory, entitlement, target));
    }
    return grants;
  }
  return {
    name,
    check,
    powers: (entitlement) => powersOf(powers, entitlement),
    traits: () => withDirectory(configuration, (directory) => readTraits(directory)),
    identify: async (principal, entitlement) => {
      const uuid2 = uuidOf2(entitlement);
      return withDirectory(
        configuration,
        async (directory) => (await identify(directory, principal, uuid2)).ids
      );
    },
    listGrants: async (asked) => {
      for (const entitlement of asked) uuidOf2(entitlement);
      return withDirectory(configuration, (directory) => listGrants(directory, asked));
    },
    hold: (holding) => withDirectory(configuration, (directory) => hold(directory, holding)),
    // Also works for access that is no longer in the configuration: the recorded ids suffice.
    revoke: ({ ids }) => withDirectory(configuration, async (directory) => {
      if (ids.instance !== directory.instance) throw new ProviderError(name, "IDENTITY_CHANGED");
      return isPerGrant ? revokeEntry(directory, ids) : revokeMembership(directory, ids);
    }),
    listAbilities: async (entitlement) => {
      const uuid2 = uuidOf2(entitlement);
      return withDirectory(configuration, (directory) => describeGroup(directory, uuid2));
    },
    async *inventory() {
      yield* await withDirectory(configuration, async (directory) => {
        const grants = await listGrants(directory, entitlements);
        const known = new Set(grants.map(({ ids }) => ids.entitlement));
        if (inventoryBase !== void 0)
          for await (const grant of listOtherGroups(directory, inventoryBase, known)) grants.push(grant);
        return grants;
      });
    },
    ...connectByResource(resources),
    diagnose: () => withDirectory(configuration, diagnose),
    close: async () => {
    }
  };
}
async function readTraits(directory) {
  const { deadlineSeconds: deadlineSeconds2 = DEADLINE_SECONDS, consistencySeconds: consistencySeconds2 = 0, mode } = directory.configuration;
  const isPerGrant = mode === "dynamic-group";
  const ends = isPerGrant ? directory.hasDynamicEntries : await hasLinkTtl(directory);
  return {
    container: isPerGrant ? "separate" : "shared",
    nativeExpiry: ends ? "removed" : "none",
    // A bind is not looked at again, and a Kerberos ticket keeps the groups it was made with.
    sessions: "survive",
    ...{ consistencySeconds: consistencySeconds2, deadlineSeconds: deadlineSeconds2 }
  };
}

// src/providers/ldap/adapter.ts
var ldapAdapter = defineAdapter({
  schema: ldapSchema,
  abilities: {
    system: "LDAP groups: OpenLDAP 2.5 and later, Active Directory",
    container: ["separate", "shared"],
    nativeExpiry: ["removed", "none"],
    sessions: ["survive"],
    tested: "real server"
  },
  open
});
function open({ passwordFrom, ...entry }, context) {
  const { where, name } = context;
  if (!entry.startTls && isInClear(entry.url))
    throw new Error(
      `${where}/url: "${entry.url}" would send the password in clear text. Use ldaps://, or set startTls: true.`
    );
  if (entry.startTls && entry.url.startsWith("ldaps:"))
    throw new Error(`${where}/startTls: ldaps:// is encrypted from its first byte. Remove startTls.`);
  if (entry.nestedFrom !== void 0 && entry.mode !== "dynamic-group")
    throw new Error(
      `${where}/nestedFrom: it belongs to mode: dynamic-group. Set that, or remove nestedFrom.`
    );
  if (entry.mode === "dynamic-group" && entry.flavour === "active-directory")
    throw new Error(`${where}/mode: dynamic-group is for OpenLDAP with the overlay dds. Use mode: member.`);
  refuseRepeated(
    listRoles(entry.resources),
    (id, first, second) => `${where}/resources: "${id}" is the group of ${first} and of ${second}. Give each its own group.`
  );
  const password = context.readSecret("passwordFrom", passwordFrom, `the password of "${entry.bindDn}"`);
  return ldapProvider({ ...entry, name, password }, context.now);
}
export {
  ldapAdapter
};
