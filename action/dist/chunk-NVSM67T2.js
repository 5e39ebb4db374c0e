import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  powersField,
  powersOf,
  readPowers
} from "./chunk-J62XZKTY.js";
import {
  describeConnection
} from "./chunk-IMYDDN53.js";
import {
  checkAllowed
} from "./chunk-TQBW6AQB.js";
import {
  byName,
  consistencySeconds,
  deadlineSeconds,
  mistake,
  namePattern,
  roleNames,
  warning
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";
import {
  entitlementKey,
  idsKey,
  sameIds
} from "./chunk-K5X7KKLM.js";
import {
  lazyValidator,
  require_ajv
} from "./chunk-JWKNRRMN.js";
import {
  __toESM
} from "./chunk-N5G37XHY.js";

// src/providers/adapter/messages/connect.ts
var template = { type: "string", pattern: "^\\P{C}{1,500}$" };
var connectSchema = {
  type: "object",
  additionalProperties: false,
  minProperties: 1,
  maxProperties: 1,
  properties: { link: { ...template, pattern: "^https://\\P{C}{1,500}$" }, command: template }
};

// src/providers/adapter/messages/schema.ts
var text = { type: "string", minLength: 1, maxLength: 1e3 };
var MONTH_AND_DAY = "(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";
var time = {
  type: "string",
  pattern: `^\\d{4}-${MONTH_AND_DAY}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,3})?Z$`
};
var count = { type: "integer", minimum: 0 };
var ids = {
  type: "object",
  additionalProperties: false,
  required: ["instance", "principal", "entitlement"],
  properties: { instance: text, principal: text, entitlement: text }
};
var entitlement = {
  type: "object",
  additionalProperties: false,
  required: ["resource", "role"],
  properties: {
    resource: { type: "string", pattern: namePattern },
    role: { type: "string", pattern: namePattern }
  }
};
var container = { enum: ["separate", "shared"] };
var nativeExpiry = { enum: ["removed", "none"] };
var sessions = { enum: ["ended", "survive"] };
var offers = {
  type: "array",
  uniqueItems: true,
  items: { enum: ["inventory", "activity", "forget"] }
};
var declared = { container, nativeExpiry, sessions, offers };
var page = { count, complete: { type: "boolean" }, next: text };
var changeProperties = { principal: text, entitlement, ids, expiresAt: time };
var change = {
  type: "object",
  additionalProperties: false,
  required: ["principal", "entitlement", "ids", "expiresAt"],
  properties: changeProperties
};
var requestData = {
  "access.describe": { type: "object", additionalProperties: false },
  "access.identify": {
    type: "object",
    additionalProperties: false,
    required: ["principal", "entitlement"],
    properties: { principal: text, entitlement }
  },
  "access.list": {
    type: "object",
    additionalProperties: false,
    required: ["entitlements"],
    properties: { entitlements: { type: "array", items: entitlement }, after: text }
  },
  "access.hold": change,
  "access.revoke": change,
  "access.forget": change,
  "access.inventory": { type: "object", additionalProperties: false, properties: { after: text } },
  "access.activity": {
    ...change,
    required: [...change.required, "from"],
    properties: { ...changeProperties, from: time }
  }
};
var descriptionSchema = {
  title: "Result of access.describe",
  type: "object",
  additionalProperties: false,
  required: ["instance", "container", "nativeExpiry", "sessions", "offers", "entitlements"],
  properties: { instance: text, ...declared, entitlements: { type: "array", items: entitlement } }
};
var identitySchema = {
  title: "Result of access.identify",
  type: "object",
  additionalProperties: false,
  required: ["ids"],
  properties: { ids }
};
var grantsSchema = {
  title: "Result of access.list and access.inventory",
  type: "object",
  additionalProperties: false,
  required: ["grants", "count", "complete"],
  properties: {
    grants: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["principal", "entitlement", "ids"],
        properties: {
          principal: text,
          entitlement,
          ids,
          origin: { enum: ["ours", "standing"] },
          grantedBy: text,
          since: time
        }
      }
    },
    ...page
  }
};
var heldSchema = {
  title: "Result of access.hold",
  type: "object",
  additionalProperties: false,
  required: ["state", "changed", "ids"],
  properties: { state: { const: "held" }, changed: { type: "boolean" }, ids, expiresAt: time }
};
var goneSchema = {
  title: "Result of access.revoke",
  type: "object",
  additionalProperties: false,
  required: ["state", "changed", "ids"],
  properties: { state: { const: "gone" }, changed: { type: "boolean" }, ids, sessionsEnded: count }
};
var forgottenSchema = {
  title: "Result of access.forget",
  type: "object",
  additionalProperties: false,
  required: ["state", "ids"],
  properties: { state: { const: "forgotten" }, ids }
};
var activitySchema = {
  title: "Result of access.activity",
  type: "object",
  additionalProperties: false,
  required: ["activity", "count", "complete"],
  properties: {
    activity: {
      type: "array",
      maxItems: 1e3,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["at", "action"],
        properties: { at: time, action: { type: "string", pattern: "^\\P{C}{1,500}$" } }
      }
    },
    count,
    complete: { const: true }
  }
};
var results = [
  ...[descriptionSchema, identitySchema, grantsSchema, heldSchema],
  ...[goneSchema, forgottenSchema, activitySchema]
];
var id = { type: "string", pattern: "^hp_[A-Za-z0-9_-]{22,86}$" };
var attempt = { type: "string", pattern: "^[0-9a-f-]{36}$" };
var error = {
  type: "object",
  additionalProperties: false,
  required: ["code"],
  properties: {
    code: {
      enum: [
        ...["UNREACHABLE", "TIMEOUT", "THROTTLED", "BUSY", "LOGIN_REFUSED", "REFUSED"],
        ...["UNKNOWN_PRINCIPAL", "UNKNOWN_ENTITLEMENT", "IDENTITY_CHANGED", "UNEXPECTED"]
      ]
    },
    retryAfterSeconds: { type: "integer", minimum: 0, maximum: 86400 },
    detail: { type: "string", maxLength: 1e4 }
  }
};
var envelopeSchema = {
  type: "object",
  additionalProperties: false,
  required: ["type", "id", "attempt"],
  properties: { type: { const: "access.answer" }, id, attempt, result: { type: "object" }, error },
  oneOf: [{ required: ["result"] }, { required: ["error"] }]
};
var receiverRequestSchema = {
  title: "Request to a receiver",
  description: "What Hallpass sends to a webhook receiver or a command (docs/providers/webhook.md, docs/providers/command.md). Ignore properties you do not know: later versions may add some.",
  type: "object",
  required: ["type", "id", "attempt", "timestamp", "data"],
  properties: {
    type: { enum: Object.keys(requestData) },
    id: { ...id, description: "The idempotency key: the same for repeats of the same change." },
    attempt: { ...attempt, description: "New with every call. The answer repeats it." },
    timestamp: { ...time, description: "When Hallpass sent it." },
    data: { type: "object" }
  },
  oneOf: Object.entries(requestData).map(([type, data]) => ({
    properties: { type: { const: type }, data: { ...data, additionalProperties: true } }
  }))
};
var receiverAnswerSchema = {
  title: "Answer of a receiver",
  description: "What Hallpass accepts from a webhook receiver or a command (docs/providers/webhook.md, docs/providers/command.md). Nothing else may stand in it.",
  ...envelopeSchema,
  properties: { ...envelopeSchema.properties, result: { anyOf: results } }
};

// src/providers/adapter/messages/configuration.ts
var receiverFields = {
  ...declared,
  deadlineSeconds,
  consistencySeconds,
  connect: connectSchema,
  powers: powersField,
  resources: byName(roleNames)
};
var readReceiver = (name, entry) => ({
  name,
  traits: {
    container: entry.container ?? "shared",
    nativeExpiry: entry.nativeExpiry ?? "none",
    sessions: entry.sessions ?? "survive",
    consistencySeconds: entry.consistencySeconds ?? 0,
    deadlineSeconds: entry.deadlineSeconds ?? 10
  },
  offers: new Set(entry.offers),
  resources: entry.resources,
  powers: readPowers(entry.powers),
  connect: entry.connect
});

// src/providers/adapter/messages/answer.ts
var import_ajv = __toESM(require_ajv(), 1);
var compile = (schema) => lazyValidator(() => new import_ajv.Ajv().compile(schema));
var isEnvelope = compile(envelopeSchema);
var isDescription = compile(descriptionSchema);
var isIdentity = compile(identitySchema);
var isPage = compile(grantsSchema);
var isHeld = compile(heldSchema);
var isGone = compile(goneSchema);
var isForgotten = compile(forgottenSchema);
var isActivity = compile(activitySchema);
function readResult(provider, { id: id2, attempt: attempt2 }, text2, isResult) {
  const refuse = (reason) => {
    throw new ProviderError(provider, "UNEXPECTED", new Error(reason));
  };
  const answer = parse(text2);
  if (!isEnvelope(answer)) return refuse(`Not an answer: ${describe(isEnvelope)}`);
  if (answer.id !== id2 || answer.attempt !== attempt2) return refuse("The answer is one to another message.");
  if (answer.error !== void 0) {
    const { code, detail, retryAfterSeconds } = answer.error;
    throw new ProviderError(provider, code, new Error(detail ?? "The receiver said so."), retryAfterSeconds);
  }
  if (!isResult(answer.result)) return refuse(`Not a result of this operation: ${describe(isResult)}`);
  return answer.result;
}
function parse(text2) {
  try {
    return JSON.parse(text2);
  } catch {
    return void 0;
  }
}
var describe = ({ errors }) => (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join("; ") || "no JSON";

// src/providers/adapter/messages/message.ts
import { createHash, randomBytes, randomUUID } from "node:crypto";
function changeId(type, { ids: ids2, until }) {
  const change2 = `${type} ${until.toISOString()} ${idsKey(ids2)}`;
  return `hp_${createHash("sha256").update(change2, "utf8").digest("base64url")}`;
}
var readId = () => `hp_${randomBytes(16).toString("base64url")}`;
function composeMessage(type, id2, data, sentAt) {
  const attempt2 = randomUUID();
  return { id: id2, attempt: attempt2, text: JSON.stringify({ type, id: id2, attempt: attempt2, timestamp: sentAt.toISOString(), data }) };
}
function createSteadyClock(now) {
  let last = now();
  return () => {
    const read = now();
    if (read > last) last = read;
    return last;
  };
}

// src/providers/adapter/messages/conversation.ts
function converse({ name, traits }, channel, now) {
  const readClock = createSteadyClock(now);
  async function send(type, id2, data, isResult, deadlineSeconds2 = traits.deadlineSeconds) {
    const message = composeMessage(type, id2, data, readClock());
    return readResult(name, message, await channel(message, deadlineSeconds2), isResult);
  }
  return {
    ask: (type, data, isResult) => send(type, readId(), data, isResult),
    async change(type, holding, isResult) {
      const result = await send(type, changeId(type, holding), describeHolding(holding), isResult);
      if (sameIds(result.ids, holding.ids)) return result;
      throw new ProviderError(name, "UNEXPECTED", new Error("The receiver acted on other ids."));
    },
    createReader(type, data) {
      const end = now().getTime() + traits.deadlineSeconds * 1e3;
      return async (after) => {
        const seconds = (end - now().getTime()) / 1e3;
        if (seconds <= 0) throw new ProviderError(name, "TIMEOUT");
        return send(type, readId(), { ...data, ...after !== void 0 && { after } }, isPage, seconds);
      };
    }
  };
}
var describeHolding = ({ principal, entitlement: entitlement2, ids: ids2, until }) => ({
  principal,
  entitlement: { resource: entitlement2.resource, role: entitlement2.role },
  ids: ids2,
  expiresAt: until.toISOString()
});

// src/providers/adapter/messages/declarations.ts
var compareDeclarations = (receiver, description) => [
  ...comparePromises(receiver, description),
  ...compareEntitlements(receiver, description)
];
function comparePromises({ name, traits, offers: offers2 }, description) {
  const fields = ["container", "nativeExpiry", "sessions"];
  const wrong = fields.filter((field) => traits[field] !== description[field]);
  const missing = [...offers2].filter((offer) => !description.offers.includes(offer));
  return [
    ...wrong.map(
      (field) => mistake(
        "RECEIVER_PROMISE",
        `Provider "${name}" has \`${field}: ${traits[field]}\`, and its receiver says ${description[field]}.`,
        `Write \`${field}: ${description[field]}\` in HALLPASS_PROVIDERS, or change the receiver.`
      )
    ),
    ...missing.map(
      (offer) => mistake(
        "RECEIVER_PROMISE",
        `Provider "${name}" offers ${offer}, and its receiver does not know it.`,
        `Remove ${offer} from \`offers\` in HALLPASS_PROVIDERS, or add it to the receiver.`
      )
    )
  ];
}
function compareEntitlements({ name, resources }, { entitlements }) {
  const key = ({ resource, role }) => `${resource}/${role}`;
  const configured = Object.entries(resources).flatMap(
    ([resource, roles]) => roles.map((role) => key({ resource, role }))
  );
  const known = entitlements.map(key);
  const unknown = configured.filter((each) => !known.includes(each));
  const beyond = known.filter((each) => !configured.includes(each));
  return [
    ...unknown.map(
      (each) => mistake(
        "RECEIVER_NO_ENTITLEMENT",
        `The receiver of provider "${name}" does not know ${each}.`,
        `Add ${each} to the receiver, or remove it from HALLPASS_PROVIDERS.`
      )
    ),
    ...beyond.length > 0 ? [
      warning(
        "RECEIVER_BEYOND",
        `The receiver of provider "${name}" also gives ${beyond.join(", ")}, which the configuration does not name.`,
        "Remove them from the receiver, or name them in HALLPASS_PROVIDERS."
      )
    ] : []
  ];
}

// src/providers/adapter/messages/listing.ts
var MAX_PAGES = 1e3;
var MAX_GRANTS = 1e5;
async function* readPages(receiver, readPage) {
  let after;
  let count2 = 0;
  const seen = /* @__PURE__ */ new Set();
  for (let read = 0; read < MAX_PAGES; read += 1) {
    const page2 = await readPage(after);
    refusePart(receiver.name, page2);
    count2 += page2.count;
    if (count2 > MAX_GRANTS) throw unexpected(receiver.name, `More than ${MAX_GRANTS} grants.`);
    for (const grant of page2.grants) yield toGrant(receiver, grant);
    if (page2.complete) return;
    after = page2.next;
    if (after === void 0 || seen.size === seen.add(after).size)
      throw unexpected(receiver.name, "A page names one that was read already.");
  }
  throw unexpected(receiver.name, `No end after ${MAX_PAGES} pages.`);
}
function refusePart(provider, { grants, count: count2, complete, next }) {
  if (count2 !== grants.length)
    throw unexpected(provider, `The page has ${grants.length} grants and says ${count2}.`);
  if (complete === (next !== void 0))
    throw unexpected(provider, "A page is either the last one, or names the next.");
}
function toGrant({ name, traits }, { origin, since, ...grant }) {
  if (traits.container === "separate" && origin === void 0)
    throw unexpected(name, "A grant has no origin, and the configuration says `container: separate`.");
  return {
    ...grant,
    entitlement: { provider: name, ...grant.entitlement },
    origin: traits.container === "shared" || origin === void 0 ? "unknown" : origin,
    ...since !== void 0 && { since: new Date(since) }
  };
}
function refuseOthers(provider, grants, asked) {
  const keys = new Set(asked.map(entitlementKey));
  const other = grants.find(({ entitlement: entitlement2 }) => !keys.has(entitlementKey(entitlement2)));
  if (other !== void 0)
    throw unexpected(provider, `Nobody asked for ${JSON.stringify(other.entitlement)}.`);
  return [...grants];
}
var unexpected = (provider, reason) => new ProviderError(provider, "UNEXPECTED", new Error(reason));

// src/providers/adapter/messages/provider.ts
function receiverProvider(receiver, channel, now, examine) {
  const { name, traits, offers: offers2, resources, powers, connect } = receiver;
  const conversation = converse(receiver, channel, now);
  const check = (entitlement2) => checkAllowed(resources, entitlement2);
  const refuseUnknown = (entitlements) => {
    if (entitlements.some((each) => check(each).length > 0))
      throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
  };
  return {
    name,
    check,
    powers: (entitlement2) => powersOf(powers, entitlement2),
    traits: async () => traits,
    async identify(principal, entitlement2) {
      refuseUnknown([entitlement2]);
      const data = { principal, entitlement: nameOf(entitlement2) };
      return (await conversation.ask("access.identify", data, isIdentity)).ids;
    },
    async listGrants(entitlements) {
      refuseUnknown(entitlements);
      const data = { entitlements: entitlements.map(nameOf) };
      const grants = [];
      const pages = readPages(receiver, conversation.createReader("access.list", data));
      for await (const grant of pages) grants.push(grant);
      return refuseOthers(name, grants, entitlements);
    },
    hold: (holding) => hold(receiver, conversation, holding),
    revoke: (holding) => revoke(conversation, holding),
    ...offers2.has("inventory") && {
      inventory: () => readPages(receiver, conversation.createReader("access.inventory", {}))
    },
    ...offers2.has("forget") && {
      async forget(holding) {
        await conversation.change("access.forget", holding, isForgotten);
      }
    },
    ...offers2.has("activity") && {
      activity: (holding, from) => readActivity(receiver, conversation, holding, from)
    },
    ...connect && {
      connect: (access) => describeConnection(connect, access)
    },
    async diagnose() {
      const findings = await examine();
      if (findings.some(({ severity }) => severity === "error")) return findings;
      const description = await conversation.ask("access.describe", {}, isDescription);
      return [...findings, ...compareDeclarations(receiver, description)];
    },
    async close() {
    }
  };
}
var nameOf = ({ resource, role }) => ({ resource, role });
async function hold(receiver, conversation, holding) {
  const result = await conversation.change("access.hold", holding, isHeld);
  if (isEndPlanted(receiver, result, holding)) return { changed: result.changed, sessionsEnded: 0 };
  if (result.changed) await revoke(conversation, holding);
  throw new ProviderError(receiver.name, "UNEXPECTED", new Error("The receiver did not plant the end."));
}
var isEndPlanted = ({ traits }, { changed, expiresAt = "" }, { until }) => traits.nativeExpiry === "none" || traits.container === "shared" && !changed || Date.parse(expiresAt) === until.getTime();
async function revoke(conversation, holding) {
  const { changed, sessionsEnded = 0 } = await conversation.change("access.revoke", holding, isGone);
  return { changed, sessionsEnded };
}
async function readActivity({ name }, conversation, holding, from) {
  const data = { ...describeHolding(holding), from: from.toISOString() };
  const { activity, count: count2 } = await conversation.ask("access.activity", data, isActivity);
  if (count2 !== activity.length)
    throw new ProviderError(name, "UNEXPECTED", new Error(`${activity.length} lines, count ${count2}.`));
  return activity.map(({ at, action }) => ({ at: new Date(at), action }));
}

export {
  receiverFields,
  readReceiver,
  readId,
  composeMessage,
  receiverProvider
};
