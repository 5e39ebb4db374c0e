import type { KeyObject } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeRound } from "../core/ledger-message.ts";
import type { LedgerRound } from "../core/ports/ledger.ts";
import { readGit } from "./command.ts";
import { type LedgerFile, listChangedFiles } from "./ledger-files.ts";
import { type Identity, signCommit } from "./signed-commit.ts";
import type { Store } from "./store.ts";

/** Writes the round's commit into the store, on no branch yet. Returns its id. */
export async function writeRound(
  store: Store,
  round: LedgerRound,
  { privateKey, identity }: { readonly privateKey: KeyObject; readonly identity: Identity },
): Promise<string> {
  const { from, entries, state, defaultCommit, at } = round;
  if (entries.length === 0) throw new Error("A round without entries is not written to the ledger.");
  const message = describeRound(entries, state, defaultCommit);
  const tree = await writeTree(store, from, listChangedFiles(entries, state));
  const input = signCommit({ tree, parent: from, identity, at, message }, privateKey);
  return readGit(store, ["hash-object", "-t", "commit", "-w", "--stdin"], { input });
}

async function writeTree(store: Store, from: string | null, files: readonly LedgerFile[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hallpass-index-"));
  const env = { GIT_INDEX_FILE: join(folder, "index") };
  try {
    if (from !== null) await readGit(store, ["read-tree", from], { env });
    const lines = await Promise.all(files.map((file) => writeBlob(store, file)));
    await readGit(store, ["update-index", "-z", "--index-info"], { env, input: lines.join("") });
    return await readGit(store, ["write-tree"], { env });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeBlob(store: Store, { path, text }: LedgerFile): Promise<string> {
  const blob = await readGit(store, ["hash-object", "-w", "--stdin"], { input: text });
  return `100644 ${blob}\t${path}\0`;
}
