// A receiver for docs/providers/webhook.md: WEBHOOK_SECRETS="whsec_…" node webhook-receiver.mjs STATE_FILE PORT
import { createHmac, hash, timingSafeEqual } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { isDeepStrictEqual as isSame } from "node:util";

const [file, port] = process.argv.slice(2);
const keys = process.env.WEBHOOK_SECRETS.split(" ").map((secret) => Buffer.from(secret.slice(6), "base64"));
const sign = (key, text) => `v1,${createHmac("sha256", key).update(text).digest("base64")}`;
const isEqual = (a, b) => timingSafeEqual(hash("sha256", a, "buffer"), hash("sha256", b, "buffer"));
const isSigned = ({ "webhook-id": id, "webhook-timestamp": at, "webhook-signature": given = "" }, body) =>
  Math.abs(Date.now() / 1000 - at) <= 300 &&
  given.split(" ", 9).some((each) => keys.some((key) => isEqual(each, sign(key, `${id}.${at}.${body}`))));
const read = () => JSON.parse(readFileSync(file, "utf8"));
function write(state) {
  writeFileSync(`${file}.new`, JSON.stringify(state), { flush: true });
  renameSync(`${file}.new`, file);
}
const traits = { container: "separate", nativeExpiry: "removed", sessions: "ended", offers: ["inventory"] };
const describe = ({ instance, entitlements }) => ({ instance, ...traits, entitlements });
const isIn = (list, entitlement) => list.some((each) => isSame(each, entitlement));
function identify({ instance, people, entitlements }, { data: { principal, entitlement } }) {
  if (!Object.hasOwn(people, principal)) throw { code: "UNKNOWN_PRINCIPAL" };
  if (!isIn(entitlements, entitlement)) throw { code: "UNKNOWN_ENTITLEMENT" };
  return { ids: { instance, principal: people[principal], entitlement: JSON.stringify(entitlement) } };
}
function list({ grants, entitlements }, { data: { entitlements: asked = entitlements } }) {
  if (!asked.every((each) => isIn(entitlements, each))) throw { code: "UNKNOWN_ENTITLEMENT" };
  const found = Object.values(grants).filter(({ grant }) => grant && isIn(asked, grant.entitlement));
  return { grants: found.map(({ grant }) => grant), count: found.length, complete: true };
}
function change(state, { id, type, timestamp: at, data, data: { principal, entitlement, ids, expiresAt } }) {
  const isHold = type === "access.hold";
  const isKnown = isHold ? isSame(identify(state, { data }).ids, ids) : ids.instance === state.instance;
  if (!isKnown) throw { code: "IDENTITY_CHANGED" };
  const last = state.grants[JSON.stringify(ids)] ?? {};
  if (isHold && last.at > at) throw { code: "BUSY" }; // It was under way for too long, and undoes no later change.
  const changed = (last.grant !== undefined) !== isHold;
  if (changed || last.id !== id) {
    const held = isHold && { expiresAt, grant: { principal, entitlement, ids, origin: "ours" } };
    write({ ...state, grants: { ...state.grants, [JSON.stringify(ids)]: { id, at, ...held } } }); // Call your system before it.
  }
  return { state: isHold ? "held" : "gone", changed, ids, ...(isHold && { expiresAt }) };
}
const operations = { describe, identify, list, inventory: list, hold: change, revoke: change };
const run = async (message) => ({ result: operations[message.type.slice(7)](read(), message) });
createServer(async (request, reply) => {
  const body = request.headers["content-length"] < 1e6 ? await text(request).catch(() => "") : "";
  if (!isSigned(request.headers, body)) return reply.writeHead(401).end();
  const { id, attempt, ...message } = JSON.parse(body);
  const outcome = await run({ id, ...message }).catch(({ code = "UNEXPECTED" }) => ({ error: { code } }));
  const json = JSON.stringify({ type: "access.answer", id, attempt, ...outcome });
  const at = Math.floor(Date.now() / 1000);
  const signed = keys.map((key) => sign(key, `${id}.${at}.${json}`)).join(" ");
  reply.writeHead(200, { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": signed }).end(json);
}).listen(port, "127.0.0.1");
const over = () => Object.values(read().grants).filter((each) => Date.parse(each.expiresAt) <= Date.now());
const end = ({ expiresAt: timestamp, grant: data }) => change(read(), { timestamp, data });
setInterval(() => over().forEach(end), 1000);
