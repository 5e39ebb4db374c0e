// A command for docs/providers/command.md: lends the reading of folders by POSIX ACLs. Arguments: PASSWD_FILE FOLDERS LOCK_FILE
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { isDeepStrictEqual as isSame } from "node:util";

const [passwd, top, lock] = process.argv.slice(2);
const { id, attempt, type, data } = JSON.parse(readFileSync(0, "utf8"));
const quit = (status) => process.exit(status);
/** Two commands at once would overwrite each other's entries: POSIX ACLs have no compare-and-swap. */
const run = (...words) => execFileSync("/usr/bin/flock", [lock, ...words], { encoding: "utf8" });
/** A folder's number may be used again. With the time it was made, it names this folder for ever. */
const idOf = ({ ino, birthtimeNs }) => `${ino}-${birthtimeNs}`;
const instance = idOf(statSync(top, { bigint: true }));
const folders = new Map(
  readdirSync(top).map((name) => [name, idOf(statSync(`${top}/${name}`, { bigint: true }))]),
);
const entitlements = [...folders.keys()].map((resource) => ({ resource, role: "reader" }));
const people = readFileSync(passwd, "utf8")
  .split("\n")
  .map((line) => line.split(":"));
const findUid = (principal) => people.find(([name]) => name === principal)?.[2] ?? quit(67);
const findName = (uid) => people.find(([, , each]) => each === uid)?.[0] ?? `uid ${uid}`;
const listUids = (folder) =>
  [...run("getfacl", "-ncp", `${top}/${folder}`).matchAll(/^user:(\d+):/gmu)].map(([, uid]) => uid);

function identify({ principal, entitlement: { resource } }) {
  const entitlement = folders.get(resource) ?? quit(68);
  return { ids: { instance, principal: findUid(principal), entitlement } };
}
function list({ entitlements: asked = entitlements }) {
  const grants = asked.flatMap((entitlement) => {
    const ids = { instance, entitlement: folders.get(entitlement.resource) ?? quit(68) };
    const uids = listUids(entitlement.resource);
    return uids.map((uid) => ({ principal: findName(uid), entitlement, ids: { ...ids, principal: uid } }));
  });
  return { grants, count: grants.length, complete: true };
}
function hold({ ids, principal, entitlement }) {
  if (!isSame(identify({ principal, entitlement }).ids, ids)) quit(80);
  const changed = !listUids(entitlement.resource).includes(ids.principal);
  if (changed) run("setfacl", "-n", "-m", `user:${ids.principal}:r-x`, `${top}/${entitlement.resource}`);
  return { state: "held", changed, ids };
}
function revoke({ ids }) {
  if (ids.instance !== instance) quit(80);
  const folder = [...folders.keys()].find((name) => folders.get(name) === ids.entitlement);
  const changed = folder !== undefined && listUids(folder).includes(ids.principal);
  if (changed) run("setfacl", "-n", "-x", `user:${ids.principal}`, `${top}/${folder}`);
  return { state: "gone", changed, ids };
}
const traits = { container: "shared", nativeExpiry: "none", sessions: "survive", offers: ["inventory"] };
const describe = () => ({ instance, ...traits, entitlements });
const operations = { describe, identify, list, inventory: list, hold, revoke };
const result = operations[type.slice("access.".length)](data);
process.stdout.write(JSON.stringify({ type: "access.answer", id, attempt, result }));
