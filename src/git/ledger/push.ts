import { findBlockingBranch } from "../objects/blocking-ref.ts";
import { advanceRef } from "../objects/refs.ts";
import { readGit, runGit } from "../process/command.ts";
import { RepositoryError } from "../process/error.ts";
import { trackingRef } from "../process/fetch.ts";
import type { Remote, Store } from "../process/store.ts";

interface Push {
  readonly branch: string;
  readonly from: string | null;
  readonly sha: string;
}

/** Puts the commit on the branch if that is still at `from`: compare and swap, never forced. */
export async function pushRound(store: Store, remote: Remote, push: Push): Promise<"accepted" | "behind"> {
  const { branch, from, sha } = push;
  const ref = `refs/heads/${branch}`;
  const args = [
    // The lease names what must be there. The commit's parent is the same, so nothing can be overwritten.
    ...["push", "--porcelain", "--no-verify", `--force-with-lease=${ref}:${from ?? ""}`],
    ...["--", remote.url, `${sha}:${ref}`],
  ];
  const { exitCode, stdout, stderr } = await runGit(store, args, { remote, allow: [1] });
  const rejection = stdout
    .toString("utf8")
    .split("\n")
    .find((line) => line.startsWith("!"));
  if (exitCode === 0 && rejection === undefined) {
    await advanceRef(store, trackingRef(branch), from, sha);
    return "accepted";
  }
  // The server's tip decides, not the wording of the refusal.
  const there = rejection === undefined ? from : await readRemoteTip(store, remote, ref);
  if (there === sha) {
    await advanceRef(store, trackingRef(branch), from, sha);
    return "accepted";
  }
  if (there !== null && there !== from) return "behind";
  const blocking = there === null ? await findBlockingBranch(store, remote, branch) : undefined;
  if (blocking !== undefined) throw blocked(branch, blocking);
  throw refuse(exitCode, `${rejection?.split("\t").at(-1) ?? ""} ${stderr}`, from !== null && there === null);
}

async function readRemoteTip(store: Store, remote: Remote, ref: string): Promise<string | null> {
  const text = await readGit(store, ["ls-remote", "--", remote.url, ref], { remote });
  const rows = text.split("\n").map((row) => row.split("\t"));
  return rows.find(([, name]) => name === ref)?.[0] ?? null;
}

const blocked = (branch: string, blocking: string) =>
  new RepositoryError({
    command: "push",
    detail: `the branch "${blocking}" stands in the way of "${branch}": git cannot have both. Delete "${blocking}"; until then Hallpass grants and records nothing. It still revokes ended access.`,
    retryable: true,
    alert: "LEDGER_NAME_TAKEN",
  });

function refuse(exitCode: number, why: string, gone: boolean): RepositoryError {
  const hint = gone ? "The ledger branch is gone from the server; restore it. " : "";
  return new RepositoryError({ command: "push", exitCode, detail: hint + why.trim(), retryable: true });
}
