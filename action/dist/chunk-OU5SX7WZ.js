import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  maskLikelySecrets,
  maskSecrets
} from "./chunk-3BZNJ7ZL.js";
import {
  describeCharacter,
  isInvisible
} from "./chunk-GGGEKREZ.js";
import {
  describeEntitlement,
  entitlementKey,
  hasEnded,
  holdingKey,
  idsKey,
  isLive,
  sameIds,
  wasEndedEarly
} from "./chunk-K5X7KKLM.js";
import {
  lazyValidator,
  require_ajv,
  toDate,
  trustedSchemas
} from "./chunk-JWKNRRMN.js";
import {
  __toESM
} from "./chunk-N5G37XHY.js";

// node_modules/date-fns/_lib/getRoundingMethod.js
function getRoundingMethod(method) {
  return (number) => {
    const round = method ? Math[method] : Math.trunc;
    const result = round(number);
    return result === 0 ? 0 : result;
  };
}

// node_modules/date-fns/differenceInMilliseconds.js
function differenceInMilliseconds(laterDate, earlierDate) {
  return +toDate(laterDate) - +toDate(earlierDate);
}

// node_modules/date-fns/differenceInSeconds.js
function differenceInSeconds(laterDate, earlierDate, options) {
  const diff = differenceInMilliseconds(laterDate, earlierDate) / 1e3;
  return getRoundingMethod(options?.roundingMethod)(diff);
}

// src/core/text/prose.ts
var scripts = [
  "Arabic",
  "Bengali",
  "Devanagari",
  "Gujarati",
  "Gurmukhi",
  "Kannada",
  "Khmer",
  "Malayalam",
  "Mongolian",
  "Myanmar",
  "Oriya",
  "Sinhala",
  "Syriac",
  "Tamil",
  "Telugu"
].map((script) => `\\p{Script=${script}}`).join("");
var emoji = "[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\uFE0F?";
var flags = [
  "󠁥󠁮󠁧",
  "󠁳󠁣󠁴",
  "󠁷󠁬󠁳"
].join("|");
var needed = new RegExp(
  [
    "(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]",
    "(?<=[0-9#*])\\uFE0F(?=\\u20E3)",
    `(?<=${emoji})\\u200D(?=\\p{Extended_Pictographic})`,
    `(?<=[${scripts}])[\\u200C\\u200D](?=[${scripts}])`,
    // The flags of England, Scotland and Wales are spelled in tag characters; any other use of these hides text.
    `(?<=\\u{1F3F4})\\u{E0067}\\u{E0062}(?:${flags})\\u{E007F}`
  ].join("|"),
  "gu"
);
function findHidden(text) {
  const plain3 = text.replace(needed, (match) => " ".repeat(match.length));
  const hidden = [];
  let offset = 0;
  for (const character of plain3) {
    if (character !== "\n" && isInvisible(character)) hidden.push({ character, offset });
    offset += character.length;
  }
  return hidden;
}
function showHidden(text) {
  const hidden = new Map(findHidden(text).map(({ character, offset: offset2 }) => [offset2, character]));
  let shown = "";
  let offset = 0;
  for (const character of text) {
    const isHidden = hidden.has(offset) || character === "\n";
    shown += isHidden ? `<${describeCharacter(character)}>` : character;
    offset += character.length;
  }
  return shown;
}

// src/report/markdown/escape.ts
var ZERO_WIDTH_SPACE = "​";
var flatten = (text) => maskSecrets(showHidden(oneLine(text)));
var oneLine = (text) => text.replace(/\s+/gu, " ");
var unlink = (text) => text.replace(/@/gu, `@${ZERO_WIDTH_SPACE}`).replace(/#(?=\d)/gu, `#${ZERO_WIDTH_SPACE}`).replace(/GH-(?=\d)/giu, `$&${ZERO_WIDTH_SPACE}`).replace(/:(?=\/\/)/gu, `:${ZERO_WIDTH_SPACE}`).replace(/www\./giu, `www${ZERO_WIDTH_SPACE}.`).replace(/:(?=[0-9]*[a-z+-][\w+\\-]*:)/giu, `:${ZERO_WIDTH_SPACE}`);
var plain = (text) => unlink(flatten(text)).trim();
var MARKUP = /[\\`*_{}[\]<>|~&$!]/gu;
var escapeMarkdown = (text) => unlink(
  flatten(text).replace(MARKUP, "\\$&").replace(/^\s*(?:[#+=-]|\d+[.)])/u, "\\$&")
);
var flattenProse = (text) => maskLikelySecrets(showHidden(oneLine(text)));
var escapeInLine = (flat) => unlink(flat.replace(MARKUP, "\\$&"));
var code = (text) => fence(flatten(text));
var codeProse = (text) => fence(flattenProse(text));
var codeLine = (command) => fenceAll(maskSecrets(showHidden(command)));
var fence = (text) => fenceAll(text.replace(/\|/gu, "¦"));
function fenceAll(flat) {
  const longest = Math.max(0, ...[...flat.matchAll(/`+/gu)].map(([run]) => run.length));
  if (longest === 0 && flat.trim() === flat && flat !== "") return `\`${flat}\``;
  const marks = "`".repeat(longest + 1);
  return `${marks} ${flat} ${marks}`;
}
function cutLines(text, limit, rest) {
  if (text.length <= limit) return text;
  const end = text.lastIndexOf("\n", limit - rest.length - 2);
  return `${text.slice(0, Math.max(0, end))}

${rest}`;
}

// src/report/markdown/time.ts
var describeTime = (time2) => `${time2.toISOString().slice(0, 19).replace("T", " ")}Z`;
var describeMoment = (time2) => `${time2.toISOString().slice(0, 19).replace("T", " ").replace(/:00$/u, "")} UTC`;

// src/core/text/subject.ts
var MOST = 71;
function fitSubject(text, tail = "") {
  const whole = [...text];
  const room = Math.max(1, MOST - [...tail].length);
  const kept = whole.length > room ? `${whole.slice(0, room - 1).join("").trimEnd()}…` : text;
  return [...`${kept}${tail}`].slice(0, MOST).join("");
}

// src/core/ledger/layered-map.ts
var SMALL = 256;
function draftOf(map) {
  if (map.size < SMALL) return new Map(map);
  const { root, changed } = map instanceof LayeredMap ? map.layers() : { root: map, changed: /* @__PURE__ */ new Map() };
  const isHeavy = changed.size * changed.size > root.size;
  return isHeavy ? new Map(map) : new LayeredMap(root, new Map(changed));
}
var LayeredMap = class {
  #root;
  #changed;
  #added;
  constructor(root, changed) {
    this.#root = root;
    this.#changed = changed;
    this.#added = [...changed.keys()].filter((key) => !root.has(key)).length;
  }
  layers() {
    return { root: this.#root, changed: this.#changed };
  }
  set(key, value) {
    if (!this.has(key)) this.#added += 1;
    this.#changed.set(key, value);
  }
  get size() {
    return this.#root.size + this.#added;
  }
  has(key) {
    return this.#changed.has(key) || this.#root.has(key);
  }
  get(key) {
    return this.#changed.has(key) ? this.#changed.get(key) : this.#root.get(key);
  }
  forEach(visit) {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
  *entries() {
    for (const [key, value] of this.#root) {
      const changed = this.#changed.get(key);
      yield [key, changed !== void 0 || this.#changed.has(key) ? changed : value];
    }
    for (const [key, value] of this.#changed) if (!this.#root.has(key)) yield [key, value];
  }
  *keys() {
    for (const [key] of this.entries()) yield key;
  }
  *values() {
    for (const [, value] of this.entries()) yield value;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
};

// src/core/ledger/ledger-index.ts
var findByRequest = (holdings, request) => byRequest.find(holdings, request);
var findByBase = (holdings, base) => byBase.find(holdings, base);
var findByIds = (holdings, ids) => (
  // A holding that was given again may have other ids than before.
  byIds.find(holdings, idsKey(ids)).filter(([, record]) => sameIds(record.ids, ids))
);
var findBySubject = (holdings, subject) => bySubject.find(holdings, String(subject));
var findByLogin = (holdings, login) => byLogin.find(holdings, login.toLowerCase());
var findByResource = (holdings, entitlement) => byResource.find(holdings, resourceKey(entitlement));
var findByRule = (holdings, policy) => byRule.find(holdings, policy);
function listHeld(holdings) {
  const known = heldIn.get(holdings);
  if (known !== void 0) return known;
  const held = /* @__PURE__ */ new Map();
  const { size, keys } = mayBeHeld.list(holdings, "");
  for (const key of keys) {
    const record = holdings.get(key);
    if (record !== void 0 && record.held !== "no") held.set(key, record);
  }
  if (size > 2 * held.size + ENOUGH) mayBeHeld.narrow(holdings, "", [...held.keys()]);
  const records = [...held.values()];
  heldIn.set(holdings, records);
  return records;
}
var heldIn = /* @__PURE__ */ new WeakMap();
var ENOUGH = 256;
var resourceKey = ({ provider, resource }) => `${provider} ${resource}`;
function inheritIndex(before, draft) {
  for (const index of [byRequest, byBase, byIds, bySubject, byLogin, byResource, byRule, mayBeHeld])
    index.inherit(before, draft);
}
function noteInIndex(draft, key, record) {
  for (const index of [byRequest, byBase, byIds, bySubject, byLogin, byResource, byRule, mayBeHeld])
    index.note(draft, key, record);
}
function createIndex(eachName) {
  const known = /* @__PURE__ */ new WeakMap();
  const build = (holdings) => {
    const index = /* @__PURE__ */ new Map();
    for (const [key, record] of holdings) eachName(record, (name) => add(index, name, key));
    known.set(holdings, index);
    return index;
  };
  return {
    find: (holdings, name) => pick(holdings, (known.get(holdings) ?? build(holdings)).get(name)),
    inherit(before, draft) {
      const index = known.get(before);
      if (index !== void 0) known.set(draft, draftOf(index));
    },
    note(draft, key, record) {
      const index = known.get(draft);
      if (index !== void 0) eachName(record, (name) => add(index, name, key));
    }
  };
}
var byRequest = createIndex(({ leases }, visit) => {
  for (const { request } of leases) visit(request);
});
var byBase = createIndex(({ leases }, visit) => {
  for (const { extends: base } of leases) if (base !== void 0) visit(base);
});
var bySubject = createIndex(({ leases }, visit) => {
  for (const { subject } of leases) visit(String(subject.id));
});
var byIds = createIndex(({ ids }, visit) => visit(idsKey(ids)));
var byLogin = createGroups(({ leases }, visit) => {
  for (const { subject } of leases) visit(subject.login.toLowerCase());
});
var byResource = createGroups(({ entitlement }, visit) => visit(resourceKey(entitlement)));
var byRule = createGroups(({ leases }, visit) => {
  for (const { basis, policy } of leases)
    if (basis === "automatic" && policy !== void 0) visit(policy.name);
});
var mayBeHeld = createGroups(({ held }, visit) => {
  if (held !== "no") visit("");
});
function createGroups(eachName) {
  const known = /* @__PURE__ */ new WeakMap();
  const build = (holdings) => {
    const groups = /* @__PURE__ */ new Map();
    for (const [key, record] of holdings)
      eachName(record, (name) => {
        const group = groups.get(name) ?? /* @__PURE__ */ new Map();
        groups.set(name, group);
        group.set(key, true);
      });
    known.set(holdings, groups);
    return groups;
  };
  const list = (holdings, name) => {
    const group = (known.get(holdings) ?? build(holdings)).get(name);
    return { size: group?.size ?? 0, keys: group?.keys() ?? [] };
  };
  return {
    list,
    find: (holdings, name) => pick(holdings, [...list(holdings, name).keys]),
    inherit(before, draft) {
      const groups = known.get(before);
      if (groups !== void 0) known.set(draft, draftOf(groups));
    },
    note(draft, key, record) {
      const groups = known.get(draft);
      if (groups === void 0) return;
      eachName(record, (name) => {
        const group = groups.get(name);
        if (group?.has(key)) return;
        const next = group === void 0 ? /* @__PURE__ */ new Map() : draftOf(group);
        next.set(key, true);
        groups.set(name, next);
      });
    },
    /** From now on the group has these alone. */
    narrow: (holdings, name, keys) => void known.get(holdings)?.set(name, new Map(keys.map((key) => [key, true])))
  };
}
function add(index, name, key) {
  const known = index.get(name);
  if (known === void 0) index.set(name, [key]);
  else if (!known.includes(key)) index.set(name, [...known, key]);
}
var pick = (holdings, keys = []) => keys.flatMap((key) => {
  const record = holdings.get(key);
  return record === void 0 ? [] : [[key, record]];
});

// src/core/document/record-codec.ts
var import_ajv = __toESM(require_ajv(), 1);

// src/core/document/record-time.ts
var timeSchema = {
  type: "string",
  pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$"
};
var shape = new RegExp(timeSchema.pattern, "u");
function parseTime(written) {
  const time2 = new Date(written);
  if (time2.getUTCDate() !== Number(written.slice(8, 10)) || !shape.test(written))
    throw new Error(`"${written}" is not a time.`);
  return time2;
}

// src/core/document/record-shape.ts
function shapeOf(schema2) {
  if (schema2 === timeSchema) return time;
  if (schema2.const !== void 0) return { decode: void 0, encode: () => schema2.const };
  if (schema2.properties !== void 0) return objectShape(schema2.properties);
  return schema2.items === void 0 ? plain2 : listShape(shapeOf(schema2.items));
}
var plain2 = { decode: void 0, encode: (value) => value };
var time = {
  decode: (written) => typeof written === "string" ? parseTime(written) : written,
  encode: (value) => value instanceof Date ? value.toISOString() : value
};
function listShape({ decode, encode }) {
  return {
    decode: decode && ((written) => decodeItems(written, decode)),
    encode: (value) => Array.isArray(value) ? value.map(encode) : value
  };
}
function decodeItems(written, decode) {
  if (!Array.isArray(written)) return written;
  for (const [index, item] of written.entries()) written[index] = decode(item);
  return written;
}
function objectShape(properties) {
  const fields = Object.entries(properties).map(([name, schema2]) => ({
    name,
    isList: schema2.default !== void 0,
    ...shapeOf(schema2)
  }));
  const changing = fields.filter(({ decode, isList }) => decode !== void 0 || isList);
  return {
    decode: changing.length === 0 ? void 0 : (written) => decodeFields(written, changing),
    encode: (value) => encodeFields(value, fields)
  };
}
function decodeFields(written, changing) {
  if (!isObject(written)) return written;
  for (const { name, decode, isList } of changing) {
    const value = written[name];
    if (value === void 0) {
      if (isList) written[name] = [];
    } else if (decode !== void 0) written[name] = decode(value);
  }
  return written;
}
function encodeFields(value, fields) {
  if (!isObject(value)) return value;
  const written = {};
  for (const { name, encode, isList } of fields) {
    const field = encode(value[name]);
    const isLeftOut = field === void 0 || isList && Array.isArray(field) && field.length === 0;
    if (!isLeftOut) written[name] = field;
  }
  return written;
}
var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// src/core/document/record-codec.ts
function recordCodec(what, ...schemas) {
  const compile = (schema2) => lazyValidator(() => getAjv().compile(schema2));
  const any = compile(schemas.length === 1 ? schemas[0] : { oneOf: schemas });
  const kinds = new Map(schemas.map((schema2) => [kindOf(schema2), compile(schema2)]));
  const validatorFor = (record) => isObject(record) && kinds.get(record.kind) || any;
  const shapes = new Map(schemas.map((schema2) => [kindOf(schema2), shapeOf(withVersion(schema2))]));
  const shapeFor = (record) => shapes.get("kind" in record ? record.kind : void 0);
  const write = (record, indent) => JSON.stringify(shapeFor(record)?.encode(record), null, indent);
  return {
    read: (text) => {
      const record = parseRecord(validatorFor, text, what);
      shapeFor(record)?.decode?.(record);
      return record;
    },
    writeFile: (record) => `${write(record, 2)}
`,
    writeLine: (record) => write(record)
  };
}
var ajv;
function getAjv() {
  ajv ??= new import_ajv.Ajv({ strict: true, ...trustedSchemas });
  return ajv;
}
var kindOf = ({ properties }) => properties?.kind?.const;
function parseRecord(validatorFor, text, what) {
  const { record, problem } = takeVersion(parseJson(text, what));
  const validate = validatorFor(record);
  if (problem === void 0 && validate(record)) return record;
  const found = problem ?? getAjv().errorsText(validate.errors ? [...validate.errors] : null);
  throw new Error(`The ${what} is not as this version writes it: ${found}.`);
}
function parseJson(text, what) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`The ${what} is not JSON.`, { cause });
  }
}
var VERSION = 1;
var withVersion = (schema2) => ({
  ...schema2,
  properties: { version: { const: VERSION }, ...schema2.properties }
});
function takeVersion(parsed) {
  if (!isObject(parsed)) return { record: parsed };
  const { version } = parsed;
  if (version === void 0) return { record: parsed, problem: "data must have required property 'version'" };
  if (version !== VERSION) return { record: parsed, problem: "data/version must be equal to constant" };
  if (Object.hasOwn(parsed, "__proto__")) return { record: parsed };
  const record = {};
  for (const name in parsed) if (name !== "version") record[name] = parsed[name];
  return { record };
}

// src/core/ledger/observed-team.ts
function observeTeam(before, { team, members, childMembers = [], at, first }) {
  const observe = (people, known = []) => people.map(({ id, login }) => {
    const member = known.find((each) => each.id === id);
    const since = member === void 0 && !first ? at : member?.since;
    return { id, login, ...since && { since } };
  });
  const below = observe(childMembers, before?.childMembers);
  return {
    ...team,
    members: observe(members, before?.members),
    ...below.length > 0 && { childMembers: below }
  };
}
var isAsObserved = (known, { slug, members, children }) => known !== void 0 && known.slug === slug && areSame(known.members, members) && areSame(known.childMembers ?? [], children?.members ?? []);
var areSame = (known, people) => known.length === people.length && people.every(({ id }) => known.some((member) => member.id === id));
var membersSchema = {
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["id", "login"],
    properties: { id: { type: "integer" }, login: { type: "string" }, since: timeSchema }
  }
};
var schema = {
  type: "object",
  additionalProperties: false,
  required: ["id", "slug", "members"],
  properties: {
    id: { type: "integer" },
    slug: { type: "string" },
    members: membersSchema,
    childMembers: membersSchema
  }
};
var codec = recordCodec("observed team", schema);
var serializeObservedTeam = (team) => codec.writeFile(team);
var parseObservedTeam = (source) => codec.read(source);

// src/core/ledger/ledger.ts
var emptyLedger = {
  holdings: /* @__PURE__ */ new Map(),
  seen: /* @__PURE__ */ new Map(),
  refusals: /* @__PURE__ */ new Map(),
  adoptions: [],
  teams: /* @__PURE__ */ new Map(),
  pulls: /* @__PURE__ */ new Map(),
  receipts: /* @__PURE__ */ new Map()
};
function applyEntries(state, entries) {
  if (entries.length === 0) return state;
  const after = {
    holdings: draftOf(state.holdings),
    seen: draftOf(state.seen),
    refusals: draftOf(state.refusals),
    adoptions: [...state.adoptions],
    teams: draftOf(state.teams),
    pulls: draftOf(state.pulls),
    receipts: draftOf(state.receipts)
  };
  inheritIndex(state.holdings, after.holdings);
  for (const entry of entries) applyEntry(after, entry);
  return after;
}
var applyToHoldings = ({ holdings }, entries) => ({
  holdings: applyEntries({ ...emptyLedger, holdings }, entries).holdings
});
function applyEntry(draft, entry) {
  switch (entry.kind) {
    case "intent":
    case "granted":
    case "revoked":
    case "failed":
      applyHoldingEntry(draft, entry);
      return;
    case "verified":
      changeLeases(
        draft,
        entry,
        (lease, { held, confirmed }) => held === "yes" && confirmed !== void 0 && !(confirmed.at > entry.at) ? { ...lease, verifiedAt: entry.at } : lease
      );
      return;
    case "ended":
      applyEnd(draft, entry);
      return;
    case "refused":
      draft.refusals.set(entry.refusal.path, entry.refusal);
      return;
    case "adopted":
      draft.adoptions.push(entry.adoption);
      return;
    case "observed":
      draft.teams.set(entry.team.id, observeTeam(draft.teams.get(entry.team.id), entry));
      return;
    case "asked":
    case "approved":
    case "closed":
      applyToPulls(draft.pulls, entry);
      return;
    case "receipt":
      draft.receipts.set(entry.receipt.pull, entry.receipt);
      return;
    case "used":
      applyUse(draft.holdings, entry);
  }
}
function applyToPulls(pulls, entry) {
  const change = describePull(entry);
  pulls.set(change.pull, { ...pulls.get(change.pull), ...change });
}
function describePull(entry) {
  switch (entry.kind) {
    case "asked":
      return { pull: entry.asked.pull, asked: entry.asked };
    case "approved":
      return { pull: entry.approved.pull, approved: entry.approved };
    case "closed":
      return { pull: entry.pull, closed: { at: entry.at, codes: entry.codes } };
  }
}
function applyHoldingEntry({ holdings, seen }, entry) {
  const key = holdingKey(entry);
  const before = holdings.get(key);
  if (entry.kind === "intent") {
    const { request, pull } = entry.lease;
    refuseToCarryOn(holdings, entry.lease);
    const after = recordIntent(before, entry);
    holdings.set(key, after);
    noteInIndex(holdings, key, after);
    const { blob, merge } = entry.proof;
    if (!seen.has(request))
      seen.set(request, { request, pull, blob, merge, at: entry.at, ...entry.of && { of: entry.of } });
    return;
  }
  if (before === void 0)
    throw new Error(`The ledger has no holding "${key}" that this ${entry.kind} entry could follow.`);
  holdings.set(key, recordOutcome(before, entry));
}
function applyUse(holdings, entry) {
  const { request, use: used } = entry;
  const key = holdingKey(entry);
  const record = holdings.get(key);
  if (!record?.leases.some((lease) => lease.request === request && lease.ended !== void 0))
    throw new Error(`The ledger has no ended lease of "${request}" for "${key}" that was used.`);
  const leases = record.leases.map((lease) => lease.request === request ? { ...lease, used } : lease);
  holdings.set(key, { ...record, leases });
}
function refuseToCarryOn(holdings, { request, extends: base }) {
  const leases = base === void 0 ? [] : leasesOf(holdings, base);
  if (leases.some(wasEndedEarly))
    throw new Error(
      `The ledger has an early end of "${base}", which "${request}" extends; the next round verifies "${request}" again.`
    );
}
function applyEnd(draft, entry) {
  const { at, because, by, request } = entry;
  const ended = { at, because, ...by && { by } };
  changeLeases(draft, entry, (lease) => lease.ended === void 0 ? { ...lease, ended } : lease);
  const following = findByBase(draft.holdings, request).flatMap(([, { leases }]) => leases).filter((lease) => lease.extends === request && lease.ended === void 0 && lease.startsAt > at);
  for (const next of new Set(following.map((lease) => lease.request)))
    applyEnd(draft, { ...entry, request: next });
}
function recordOutcome(before, entry) {
  switch (entry.kind) {
    case "granted":
      return recordGranted(before, entry);
    case "revoked":
      return recordRevoked(before, entry);
    case "failed": {
      const { at, code: code2 } = entry;
      return { ...before, failing: { since: before.failing?.since ?? at, at, code: code2 } };
    }
  }
}
function changeLeases({ holdings, seen }, { kind, request }, change) {
  if (!seen.has(request))
    throw new Error(`The ledger has no request "${request}" that this ${kind} entry could follow.`);
  for (const [key, record] of findByRequest(holdings, request)) {
    const leases = record.leases.map((lease) => lease.request === request ? change(lease, record) : lease);
    holdings.set(key, { ...record, leases });
  }
}
function recordIntent(before, { lease, ids, container, heldBefore }) {
  const { principal, entitlement } = lease;
  if (before === void 0 || before.held === "no") {
    const { leases = [], revocations = [] } = before ?? {};
    const held = "undetermined";
    return {
      principal,
      entitlement,
      ids,
      container,
      heldBefore,
      held,
      leases: [...leases, lease],
      revocations
    };
  }
  const known = before.leases.some((other) => isSameLease(other, lease));
  return known ? before : { ...before, leases: [...before.leases, lease] };
}
function recordGranted({ failing: _, ...before }, { until, at, connection }) {
  return { ...before, held: "yes", confirmed: { until, at, ...connection && { connection } } };
}
function recordRevoked(before, { at, because, scheduled, left }) {
  const end = (lease) => {
    if (lease.ended !== void 0) return lease;
    if (hasEnded(lease, at)) return { ...lease, ended: { at, because: "expiry" } };
    return because === "by-hand" && isLive(lease, at) ? { ...lease, ended: { at, because } } : lease;
  };
  const { confirmed: _, failing: __, ...rest } = before;
  const revocations = [
    ...before.revocations,
    { scheduled, at, because, ...left !== void 0 && { left } }
  ];
  const leases = before.leases.map(end);
  return {
    ...rest,
    held: "no",
    leases: because === "by-hand" ? endFollowing(leases, { at, because }) : leases,
    revocations
  };
}
function endFollowing(leases, ended) {
  const after = [];
  for (const lease of leases) {
    const follows = after.some(
      (each) => each.request === lease.extends && each.ended?.because === ended.because
    );
    after.push(follows && !hasEnded(lease, ended.at) ? { ...lease, ended } : lease);
  }
  return after;
}
var isEndedBy = ({ ended }, { at, scheduled }) => ended !== void 0 && [at.getTime(), scheduled.getTime()].includes(ended.at.getTime());
var isSameLease = (a, b) => a.request === b.request && entitlementKey(a.entitlement) === entitlementKey(b.entitlement);
var leasesOf = (holdings, request) => findByRequest(holdings, request).flatMap(
  ([, { leases }]) => leases.filter((lease) => lease.request === request)
);
var listLeases = (state) => [...state.holdings.values()].flatMap((record) => record.leases);

// src/core/ledger/ledger-entry.ts
var isHoldingEntry = (entry) => ["intent", "granted", "revoked", "failed"].includes(entry.kind);

// src/core/ledger/ledger-message.ts
var verbs = {
  intent: "intend",
  granted: "grant",
  revoked: "revoke",
  failed: "fail to revoke",
  verified: "verify",
  ended: "end",
  refused: "refuse",
  adopted: "adopt",
  observed: "observe",
  asked: "ask",
  approved: "approve",
  closed: "close",
  receipt: "review",
  used: "use"
};
function describeRound(entries, state, defaultCommit) {
  const told = entries.map((entry) => isHoldingEntry(entry) ? tellHolding(entry, state) : tellRest(entry));
  const trailers = told.flatMap((each) => each.trailers);
  return `${[...tellStory(entries, told), "", trailer("Default-Branch", defaultCommit), ...trailers].join("\n")}
`;
}
function tellStory(entries, told) {
  const lines = told.map(({ line }) => oneLine2(line));
  const [first] = told;
  const subject = told.length === 1 && first !== void 0 ? fitLine(first) : fitSubject(countKinds(entries));
  return lines.length === 1 && lines[0] === subject ? lines : [subject, "", ...lines];
}
function fitLine({ line, short }) {
  const whole = oneLine2(line);
  if (fitSubject(whole) === whole) return whole;
  const [begin, end] = short ?? splitPulls(whole);
  return fitSubject(oneLine2(begin), oneLine2(end));
}
var splitPulls = (line) => {
  const end = / \(#\d+\)$/u.exec(line)?.[0] ?? "";
  return [line.slice(0, line.length - end.length), end];
};
var requestTrailer = (request) => trailer("Request", request);
function formatTime(time2) {
  const [day, clock = ""] = time2.toISOString().split("T");
  const seconds = clock.slice(5, 8);
  return `${day} ${clock.slice(0, 5)}${seconds === ":00" ? "" : seconds}Z`;
}
function tellHolding(entry, state) {
  const leases = leasesOf2(entry, state);
  return {
    line: describeEntry(entry, leases),
    short: shortenEntry(entry, leases),
    trailers: listTrailers(entry, leases)
  };
}
function tellRest(entry) {
  switch (entry.kind) {
    case "verified":
      return {
        line: `verify ${entry.request} once more`,
        trailers: [requestTrailer(entry.request)]
      };
    case "ended":
      return {
        line: `end ${entry.request}: ${entry.because}${entry.by === void 0 ? "" : ` by ${entry.by.login}`}`,
        trailers: [
          requestTrailer(entry.request),
          trailer("Ended", entry.at.toISOString()),
          ...entry.by === void 0 ? [] : [trailer("Ended-By", describePerson(entry.by))]
        ]
      };
    case "refused": {
      const { path, pull, codes } = entry.refusal;
      return {
        line: `refuse ${path}: ${codes.join(", ")}${pull === void 0 ? "" : ` (#${pull})`}`,
        trailers: pull === void 0 ? [] : [trailer("Pull", `#${pull}`)]
      };
    }
    case "adopted": {
      const { commit, pull, approvers } = entry.adoption;
      return {
        line: `adopt the rules of ${commit.slice(0, 12)} (${pull === void 0 ? "pinned by the server" : `#${pull}`})`,
        trailers: [
          trailer("Rules", commit),
          ...pull === void 0 ? [] : [trailer("Pull", `#${pull}`)],
          ...approvers.map((person) => trailer("Approved-By", describePerson(person)))
        ]
      };
    }
    case "observed":
      return {
        line: `observe ${entry.team.slug}: ${entry.members.map(({ login }) => login).join(", ") || "nobody"}`,
        trailers: [trailer("Team", `${entry.team.slug} (${entry.team.id})`)]
      };
    case "asked": {
      const { pull, requester, subject, request, entitlements = [] } = entry.asked;
      const who = subject === void 0 || subject.id === requester.id ? "" : ` for ${subject.login}`;
      const what = entitlements.map(describeEntitlement).join(", ") || "an unreadable request";
      return {
        line: `ask ${what}${who}, by ${requester.login} (#${pull})`,
        trailers: [
          ...request === void 0 ? [] : [requestTrailer(request)],
          trailer("Pull", `#${pull}`),
          trailer("Requester", describePerson(requester))
        ]
      };
    }
    case "approved": {
      const { pull, request, approvers, startsAt } = entry.approved;
      return {
        line: `approve ${request}, from ${formatTime(startsAt)} (#${pull})`,
        trailers: [
          requestTrailer(request),
          trailer("Pull", `#${pull}`),
          ...approvers.map((person) => trailer("Approved-By", describePerson(person)))
        ]
      };
    }
    case "closed":
      return {
        line: `close #${entry.pull} without a merge${entry.codes.length === 0 ? "" : `: ${entry.codes.join(", ")}`}`,
        trailers: [trailer("Pull", `#${entry.pull}`)]
      };
    case "used": {
      const { request, principal, entitlement, use } = entry;
      return {
        line: `use of ${principal} ${describeEntitlement(entitlement)}: ${describeCount(use)}`,
        trailers: [requestTrailer(request)]
      };
    }
    case "receipt": {
      const { pull, requests, reviews } = entry.receipt;
      const by = reviews.map(({ reviewer }) => reviewer.login).join(", ") || "nobody";
      return {
        line: `review ${requests.join(", ")} by ${by} (#${pull})`,
        trailers: [
          ...requests.map(requestTrailer),
          trailer("Pull", `#${pull}`),
          ...reviews.map(({ reviewer }) => trailer("Reviewed-By", describePerson(reviewer)))
        ]
      };
    }
  }
}
var describeCount = ({ kind, count, more }) => kind === "unread" ? "cannot tell" : `${count}${more ? " or more" : ""} actions`;
function describeEntry(entry, leases) {
  const who = `${unique(leases.map(describeSubject)).join(", ")} ${describeEntitlement(entry.entitlement)}`;
  const pulls = `(${unique(leases.map(({ pull }) => `#${pull}`)).join(", ")})`;
  switch (entry.kind) {
    case "intent":
      return `intend to grant ${who} until ${formatTime(entry.lease.endsAt)} ${pulls}`;
    case "granted":
      return `grant ${who} until ${formatTime(entry.until)} ${pulls}`;
    case "revoked":
      return `${entry.left ? "leave" : "revoke"} ${who}, ended ${formatTime(entry.scheduled)} ${pulls}`;
    case "failed":
      return `still held: ${who} (${entry.code}) ${pulls}`;
  }
}
function shortenEntry(entry, leases) {
  const who = `${unique(leases.map(({ subject }) => subject.login)).join(", ")} ${describeEntitlement(entry.entitlement)}`;
  const pulls = unique(leases.map(({ pull }) => `#${pull}`));
  const named = `(${[...pulls.slice(0, MOST_PULLS), ...pulls.length > MOST_PULLS ? ["…"] : []].join(", ")})`;
  switch (entry.kind) {
    case "intent":
      return [`intend: ${who}`, ` until ${formatMinute(entry.lease.endsAt)} ${named}`];
    case "granted":
      return [`grant ${who}`, ` until ${formatMinute(entry.until)} ${named}`];
    case "revoked":
      return [
        `${entry.left ? "leave" : "revoke"} ${who}`,
        `, ended ${formatMinute(entry.scheduled)} ${named}`
      ];
    case "failed":
      return [`still held: ${who}`, ` ${named}`];
  }
}
var MOST_PULLS = 2;
var formatMinute = (time2) => `${time2.toISOString().slice(5, 16).replace("T", " ")}Z`;
function listTrailers(entry, leases) {
  const approvers = unique(leases.flatMap((lease) => lease.approvers.map(describePerson)));
  return [
    ...leases.map(({ request }) => requestTrailer(request)),
    ...unique(leases.map(({ pull }) => `#${pull}`)).map((pull) => trailer("Pull", pull)),
    ...unique(leases.map(({ subject }) => describePerson(subject))).map((who) => trailer("Subject", who)),
    ...unique(leases.flatMap(({ requester }) => requester ? [describePerson(requester)] : [])).map(
      (who) => trailer("Requester", who)
    ),
    ...approvers.map((who) => trailer("Approved-By", who)),
    ...unique(leases.flatMap(({ basis }) => basis ?? [])).map((basis) => trailer("Basis", basis)),
    ...entry.kind === "intent" ? listRules(entry.lease) : [],
    ...listTimes(entry).map(([name, time2]) => trailer(name, time2.toISOString()))
  ];
}
var listRules = ({ policy }) => policy === void 0 ? [] : [trailer("Policy", `${policy.name} (${policy.blob})`), trailer("Rules", policy.commit)];
function listTimes(entry) {
  switch (entry.kind) {
    case "intent":
      return [["Until", entry.lease.endsAt]];
    case "granted":
      return [["Until", entry.until]];
    case "revoked":
      return [
        ["Scheduled", entry.scheduled],
        ["Ended", entry.at]
      ];
    case "failed":
      return [["Failed", entry.at]];
  }
}
function leasesOf2(entry, state) {
  if (entry.kind === "intent") return [entry.lease];
  const leases = state.holdings.get(holdingKey(entry))?.leases ?? [];
  const about = leases.filter((lease) => isAbout(entry, lease));
  const last = leases.at(-1);
  if (last === void 0)
    throw new Error(`No lease explains the ${entry.kind} entry of "${holdingKey(entry)}".`);
  return about.length > 0 ? about : [last];
}
function isAbout(entry, lease) {
  switch (entry.kind) {
    case "granted":
      return isLive(lease, entry.at);
    case "revoked":
      return isEndedBy(lease, entry);
    case "failed":
      return hasEnded(lease, entry.at);
  }
}
function countKinds(entries) {
  const kinds = unique(entries.map(({ kind }) => kind));
  return kinds.map((kind) => `${verbs[kind]} ${entries.filter((entry) => entry.kind === kind).length}`).join(", ");
}
var describePerson = ({ login, id }) => `${login} (${id})`;
var describeSubject = ({ subject, principal }) => oneLine2(subject.login === principal ? principal : `${subject.login} (${principal})`);
var trailer = (name, value) => `Hallpass-${name}: ${oneLine2(value)}`;
var oneLine2 = (value) => value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");
var unique = (values) => [...new Set(values)];

export {
  getRoundingMethod,
  differenceInMilliseconds,
  differenceInSeconds,
  fitSubject,
  draftOf,
  findByRequest,
  findByBase,
  findByIds,
  findBySubject,
  findByLogin,
  findByResource,
  findByRule,
  listHeld,
  inheritIndex,
  noteInIndex,
  timeSchema,
  recordCodec,
  isAsObserved,
  serializeObservedTeam,
  parseObservedTeam,
  emptyLedger,
  applyEntries,
  applyToHoldings,
  isEndedBy,
  leasesOf,
  listLeases,
  isHoldingEntry,
  describeRound,
  formatTime,
  findHidden,
  showHidden,
  plain,
  escapeMarkdown,
  flattenProse,
  escapeInLine,
  code,
  codeProse,
  codeLine,
  cutLines,
  describeTime,
  describeMoment
};
