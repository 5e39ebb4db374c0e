import type { KeyObject } from "node:crypto";
import { describeRound } from "../../core/ledger/ledger-message.ts";
import type { LedgerRound } from "../../core/ports/ledger.ts";
import { type Identity, signCommit } from "../objects/signed-commit.ts";
import { writeTree } from "../objects/tree.ts";
import { readGit } from "../process/command.ts";
import type { Store } from "../process/store.ts";
import { listChangedFiles } from "./files.ts";
import { listPages, rememberPages } from "./pages.ts";

/** Writes the round's commit into the store, on no branch yet. Returns its id. */
export async function writeRound(
  store: Store,
  round: LedgerRound,
  { privateKey, identify }: { readonly privateKey: KeyObject; readonly identify: () => Promise<Identity> },
): Promise<string> {
  const { from, entries, state, defaultCommit, at } = round;
  if (entries.length === 0) throw new Error("A round without entries is not written to the ledger.");
  const identity = await identify();
  const message = describeRound(entries, state, defaultCommit);
  const pages = await listPages(store, from, entries, state);
  const tree = await writeTree(store, from, [...listChangedFiles(entries, state), ...pages]);
  const input = signCommit({ tree, parent: from, identity, at, message }, privateKey);
  const sha = await readGit(store, ["hash-object", "-w", "-t", "commit", "--stdin"], { input });
  rememberPages(store, sha, entries, pages);
  return sha;
}
