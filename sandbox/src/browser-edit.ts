import { roleOf } from "./access.ts";
import { type Account, gitEmail, includesRole } from "./accounts.ts";
import type { Actor } from "./caller.ts";
import { forkRepository } from "./fork.ts";
import { branchRef, readRef, zeroSha } from "./git/refs.ts";
import { writeBlob, writeCommit, writeTree } from "./git/write.ts";
import { HttpError } from "./http/error.ts";
import { ruleViolation } from "./merge.ts";
import type { Repository } from "./model.ts";
import { fullName } from "./payloads/repository.ts";
import { judgeMoves, moveRef } from "./ref-changes.ts";
import type { State } from "./state.ts";
import { webCommitterOf } from "./web-committer.ts";

export interface BrowserEdit {
  readonly path: string;
  readonly text: string;
}

/** The branch that the person proposes next, as the head of a pull request. */
export interface ProposedEdit {
  /** `owner/name`: a fork if the person may only read. */
  readonly repository: string;
  readonly branch: string;
  readonly commit: string;
}

/**
 * "Propose changes" on GitHub's page of a file. People with write access get a branch. Readers get a fork, which GitHub creates
 * ("Editing files in another user's repository"); they cannot propose if forks are not allowed.
 */
export function editInBrowser(
  state: State,
  repository: Repository,
  account: Account,
  edit: BrowserEdit,
): Promise<ProposedEdit> {
  return repository.exclusively(async () => {
    const { place, branch } = await findPlace(state, repository, account);
    const commit = await commitEdit(state, place, account, edit, branch);
    return { repository: fullName(place), branch, commit };
  });
}

async function findPlace(
  state: State,
  repository: Repository,
  account: Account,
): Promise<{ place: Repository; branch: string }> {
  const role = roleOf(state, repository, account);
  if (role === "none") throw new HttpError(404, "Not Found");
  const mayWrite = includesRole(role, "write");
  const place = mayWrite ? repository : await findFork(state, repository, account);
  return { place, branch: await nameBranch(place, mayWrite ? `${account.login}-patch` : "patch") };
}

async function findFork(state: State, repository: Repository, account: Account): Promise<Repository> {
  if (repository.private && !repository.allowForking) {
    throw new HttpError(403, "The repository exists, but forking is disabled.");
  }
  const known = repository.forks.find(({ owner }) => owner.id === account.id);
  const order = { name: repository.name, defaultBranchOnly: false };
  return known ?? forkRepository(state, repository, account, order);
}

async function nameBranch({ store }: Repository, prefix: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${prefix}-${number}`;
    if ((await readRef(store, branchRef(name))) === undefined) return name;
  }
}

async function commitEdit(
  state: State,
  place: Repository,
  account: Account,
  { path, text }: BrowserEdit,
  branch: string,
): Promise<string> {
  const { store, defaultBranch } = place;
  const tip = await readRef(store, branchRef(defaultBranch));
  if (tip === undefined) throw new HttpError(404, `Branch ${defaultBranch} not found`);
  const date = state.clock();
  const after = await writeCommit(store, {
    tree: await writeTree(store, tip, [{ path, sha: await writeBlob(store, text) }]),
    parents: [tip],
    author: { name: account.name, email: gitEmail(account), date },
    committer: { ...webCommitterOf(state), date },
    message: `Create ${path.split("/").at(-1)}`,
  });
  place.signed.add(after);
  const actor: Actor = { kind: "person", account };
  const move = { ref: branchRef(branch), before: zeroSha, after };
  const refused = await judgeMoves(state, place, store, actor, [move]);
  if (refused.length > 0) {
    throw ruleViolation(
      409,
      refused.flatMap(({ violations }) => violations),
    );
  }
  await moveRef(state, place, account, move);
  return after;
}
