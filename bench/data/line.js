// Clones whose ledger is so many commits, each of which changes it: requests that are recorded, granted, verified and revoked, one after
// another, over 1,000 holdings. Made once, and kept like the others.

import { applyEntries, emptyLedger } from "../../dist/core/ledger/ledger.js";
import { listChangedFiles } from "../../dist/git/ledger/files.js";
import { signCommit } from "../../dist/git/objects/signed-commit.js";
import { createPack } from "./pack.js";
import { make } from "./repository.js";
import { identity, idsOf, leaseOf, NOW, privateKey, proofOf } from "./sketch.js";

const HOLDINGS = 1000;
const MINUTE = 60_000;
/** Commits that are packed at once. */
const AT_ONCE = 10_000;

export const START = new Date("2025-01-01T00:00:00.000Z");

/** A bare clone with a ledger of so many commits, a minute after each other. */
export const line = (commits) => make(`line-${commits}`, (directory) => fill(directory, commits));

function fill(directory, commits) {
  const tree = createTree();
  let pack = createPack();
  let state = emptyLedger;
  let ledger = null;
  for (let index = 0; index < commits; index++) {
    const entries = [entryOf(index)];
    state = applyEntries(state, entries);
    for (const { path, text } of listChangedFiles(entries, state)) tree.set(path, pack.add("blob", text));
    const at = new Date(START.getTime() + index * MINUTE);
    const message = `Round ${index}\n\nHallpass-Default-Branch: ${"e".repeat(40)}\n`;
    const draft = { tree: tree.write(pack), parent: ledger, identity, at, message };
    ledger = pack.add("commit", signCommit(draft, privateKey));
    if (index % AT_ONCE !== AT_ONCE - 1) continue;
    pack.write(directory);
    pack = createPack();
  }
  const main = pack.add(
    "commit",
    signCommit(
      { tree: createTree().write(pack), parent: null, identity, at: NOW, message: "x\n" },
      privateKey,
    ),
  );
  pack.write(directory);
  return { main, ledger };
}

/** Four commits for each request. */
function entryOf(index) {
  const number = Math.floor(index / 4);
  const step = index % 4;
  const [at, endsAt] = [index, index - step + 3].map(
    (minutes) => new Date(START.getTime() + minutes * MINUTE),
  );
  const { principal, entitlement, subject } = leaseOf(number % HOLDINGS);
  const lease = { ...leaseOf(number, endsAt), principal, entitlement, subject, startsAt: at };
  const about = { principal, entitlement, at };
  if (step === 0)
    return {
      ...{ kind: "intent", ...about, lease, container: "separate", heldBefore: false },
      ...{ ids: idsOf(lease), proof: proofOf(number) },
    };
  if (step === 1) return { kind: "granted", ...about, until: endsAt, changed: true };
  if (step === 2) return { kind: "verified", request: lease.request, at };
  return { kind: "revoked", ...about, because: "expiry", scheduled: endsAt, sessionsEnded: 0 };
}

/** A tree of which only what changed is written again. */
function createTree() {
  const names = new Map();
  let id;
  const node = {
    set(path, blob) {
      id = undefined;
      const slash = path.indexOf("/");
      if (slash < 0) return void names.set(path, { mode: "100644", idOf: () => blob });
      const name = path.slice(0, slash);
      const folder = names.get(name)?.node ?? createTree();
      folder.set(path.slice(slash + 1), blob);
      names.set(name, { mode: "40000", node: folder, idOf: (pack) => folder.write(pack) });
    },
    write(pack) {
      if (id !== undefined) return id;
      const placeOf = ([name, { mode }]) => (mode === "40000" ? `${name}/` : name);
      const sorted = [...names].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
      const parts = sorted.flatMap(([name, { mode, idOf }]) => [
        Buffer.from(`${mode} ${name}\0`),
        Buffer.from(idOf(pack), "hex"),
      ]);
      id = pack.add("tree", Buffer.concat(parts));
      return id;
    },
  };
  return node;
}
