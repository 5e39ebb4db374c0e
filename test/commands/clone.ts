import type { KeyObject } from "node:crypto";
import { join } from "node:path";
import { vi } from "vitest";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import { gitLedger } from "../../src/git/ledger/ledger.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { gitRepository } from "../../src/git/repository.ts";
import { type Entry, git, keyPair, remoteRepository, round, temporaryFolder } from "../git/fixture.ts";

interface Contents {
  readonly entries?: readonly LedgerEntry[];
  readonly files?: readonly Entry[];
  readonly key?: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
}

/** A bare clone of an access repository with these files, whose ledger has these entries. Gone when the test is over. */
export async function cloneAccess({
  entries = [],
  files = [],
  key = keyPair(),
}: Contents = {}): Promise<string> {
  const remote = remoteRepository();
  const settings = `ledger:\n  publicKey: ${publicKeyLine(key.publicKey)}\npeople: []\n`;
  const rules = [
    { path: ".github/hallpass.yaml", text: settings },
    { path: ".github/CODEOWNERS", text: "/policies/ @acme/security\n" },
  ];
  remote.point("refs/heads/main", remote.commit([...rules, ...files]));
  const access = { dir: temporaryFolder(), url: remote.url, token: async () => undefined, allowFile: true };
  await (await gitRepository({ ...access, defaultBranch: "main" })).fetch();
  if (entries.length > 0) {
    const identity = { name: "hallpass", email: "hallpass@example.com" };
    await gitLedger({ ...access, privateKey: key.privateKey, identify: async () => identity }).append(
      round(entries),
    );
  }
  return access.dir;
}

/** A clone of an access repository whose ledger has a commit for each round, dated by its first entry. */
export async function cloneRounds(
  rounds: readonly (readonly LedgerEntry[])[],
  key = keyPair(),
  { settings, files = [] }: { readonly settings?: string; readonly files?: readonly Entry[] } = {},
): Promise<string> {
  const remote = remoteRepository();
  const text = settings ?? `ledger:\n  publicKey: ${publicKeyLine(key.publicKey)}\npeople: []\n`;
  remote.point("refs/heads/main", remote.commit([{ path: ".github/hallpass.yaml", text }, ...files]));
  const access = { dir: temporaryFolder(), url: remote.url, token: async () => undefined, allowFile: true };
  const repository = await gitRepository({ ...access, defaultBranch: "main" });
  const identity = { name: "hallpass", email: "hallpass@example.com" };
  const ledger = gitLedger({ ...access, privateKey: key.privateKey, identify: async () => identity });
  for (const entries of rounds) {
    await repository.fetch();
    await ledger.append(round(entries, await ledger.read()));
  }
  const folder = temporaryFolder();
  git(folder, ["clone", "--quiet", remote.url, "clone"]);
  return join(folder, "clone");
}

/** Runs a command in this process, and catches what it prints. */
export async function capture(run: (argv: string[]) => Promise<number>, ...argv: string[]) {
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const err = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  // Files share a process: what Node says there of another one's is not this command's.
  const text = (spy: typeof out) =>
    spy.mock.calls
      .map(([chunk]) => String(chunk))
      .filter((chunk) => !/^\(node:\d+\) /u.test(chunk))
      .join("");
  try {
    const code = await run(argv);
    return { code, out: text(out), err: text(err) };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

/** The variables of an operator's configuration: these, and no others of this machine. */
export function configure(providers: readonly object[], others: Readonly<Record<string, string>> = {}): void {
  for (const name of ["HALLPASS_LEDGER_KEY", "HALLPASS_DEFAULT_BRANCH"]) vi.stubEnv(name, undefined);
  vi.stubEnv("HALLPASS_PROVIDERS", JSON.stringify(providers));
  for (const [name, value] of Object.entries(others)) vi.stubEnv(name, value);
}
