// Clones with a ledger of so many holdings, or with a ledger of so many commits. Made once, and kept under node_modules/.cache.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { listChangedFiles } from "../../dist/git/ledger/files.js";
import { signCommit } from "../../dist/git/objects/signed-commit.js";
import { addTree, createPack } from "./pack.js";
import { identity, NOW, numbers, pathOf, privateKey, requestText, sketchLedger } from "./sketch.js";

const cache = fileURLToPath(new URL("../../node_modules/.cache/hallpass-bench", import.meta.url));
const generator = ["pack.js", "sketch.js", "repository.js", "line.js"].map((name) =>
  readFileSync(new URL(name, import.meta.url)),
);
const version = createHash("sha256").update(Buffer.concat(generator)).digest("hex").slice(0, 12);

/** A bare clone: N requests on main, and a ledger of N holdings that are held. */
export const clone = (size) => make(`clone-${size}`, (directory) => addLedger(directory, size, 1));

/** The same with 1,000 holdings and a ledger of so many signed commits. */
export const history = (commits) =>
  make(`history-${commits}`, (directory) => addLedger(directory, 1000, commits));

/** A bare clone that `fill` puts objects into; it answers the tips of main and the ledger. */
export function make(name, fill) {
  const directory = `${cache}/${version}-${name}`;
  if (existsSync(directory)) return directory;
  const draft = `${directory}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const git = (...args) => execFileSync("git", args, { cwd: draft, encoding: "utf8" });
  git("init", "--quiet", "--bare", "--template=", "--initial-branch=main");
  const { main, ledger } = fill(draft);
  git("update-ref", "refs/heads/main", main);
  git("update-ref", "refs/heads/access-ledger", ledger);
  // As a fetch brings it: with deltas.
  git("repack", "-a", "-d", "-f", "-q");
  try {
    renameSync(draft, directory);
  } catch {
    // Another run was faster.
    rmSync(draft, { recursive: true, force: true });
  }
  return directory;
}

function addLedger(directory, size, commits) {
  const pack = createPack();
  const requests = numbers(size).map((index) => [pathOf(index), pack.add("blob", requestText(index))]);
  const main = addCommit(pack, addTree(pack, requests), null, 0);
  const { entries, state } = sketchLedger(size);
  const files = listChangedFiles(entries, state).map(({ path, text }) => [path, pack.add("blob", text)]);
  const tree = addTree(pack, files);
  let ledger = null;
  for (let index = 0; index < commits; index++) ledger = addCommit(pack, tree, ledger, index);
  pack.write(directory);
  return { main, ledger };
}

const addCommit = (pack, tree, parent, index) => {
  const at = new Date(NOW.getTime() - 86_400_000 + index * 10);
  return pack.add(
    "commit",
    signCommit({ tree, parent, identity, at, message: `Round ${index}\n` }, privateKey),
  );
};
