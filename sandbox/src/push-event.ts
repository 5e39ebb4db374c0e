import { type Account, gitEmail } from "./accounts.ts";
import { send } from "./events.ts";
import { findDiff } from "./git/diff.ts";
import { emptyTree, isAncestor, listCommits } from "./git/history.ts";
import { type Commit, peelCommit, readCommit, readCommits, type Signature } from "./git/objects.ts";
import { branchRef, type RefMove, readRef, zeroSha } from "./git/refs.ts";
import type { Repository } from "./model.ts";
import { accountOf } from "./payloads/commit.ts";
import { htmlUrl } from "./payloads/repository.ts";
import { formatTime, type Schemas } from "./payloads/schemas.ts";
import type { State } from "./state.ts";

type PushPayload = Omit<
  Schemas["webhook-push"],
  "repository" | "organization" | "sender" | "installation" | "enterprise"
>;

/** GitHub's limit of commits in a push event. */
const mostCommits = 2048;

/** Tells the apps that a branch or tag moved. */
export async function sendPushEvent(
  state: State,
  repository: Repository,
  pusher: Account,
  move: RefMove,
): Promise<void> {
  const commits = await readPushed(repository, move);
  const entries = await Promise.all(commits.map((commit) => pushedCommit(state, repository, commit)));
  const created = move.before === zeroSha;
  const deleted = move.after === zeroSha;
  const payload: PushPayload = {
    ...move,
    base_ref: null,
    created,
    deleted,
    forced: !created && !deleted && !(await isAncestor(repository.store, move.before, move.after)),
    compare: compareUrl(state, repository, move),
    commits: entries,
    head_commit: deleted ? null : await readHeadCommit(state, repository, move.after, entries),
    pusher: { name: pusher.login, email: gitEmail(pusher) },
  };
  send(state, repository, pusher, "push", "contents", payload);
}

/** The commits of the push, oldest first; for a new branch, those that the default branch does not have. */
async function readPushed(repository: Repository, { before, after }: RefMove): Promise<readonly Commit[]> {
  const { store, defaultBranch } = repository;
  // A tag may point to an object that is not a commit.
  const tip = after === zeroSha ? undefined : await peelCommit(store, after);
  if (tip === undefined) return [];
  const known = before === zeroSha ? await readRef(store, branchRef(defaultBranch)) : before;
  const shas = await listCommits(store, { from: tip, ...(known === undefined ? {} : { without: known }) });
  return readCommits(store, shas.slice(0, mostCommits).toReversed());
}

async function readHeadCommit(
  state: State,
  repository: Repository,
  sha: string,
  entries: PushPayload["commits"],
) {
  const known = entries.find(({ id }) => id === sha);
  if (known !== undefined) return known;
  const tip = await peelCommit(repository.store, sha);
  if (tip === undefined) return null;
  return pushedCommit(state, repository, await readCommit(repository.store, tip));
}

async function pushedCommit(state: State, repository: Repository, commit: Commit) {
  const files = (await findDiff(repository.store, commit.parents[0] ?? emptyTree, commit.sha)) ?? [];
  const paths = (...statuses: string[]) =>
    files.filter(({ status }) => statuses.includes(status)).map(({ path }) => path);
  const moved = files.flatMap(({ status, previousPath }) =>
    status === "renamed" && previousPath !== undefined ? [previousPath] : [],
  );
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: formatTime(commit.committer.date),
    url: `${htmlUrl(state, repository)}/commit/${commit.sha}`,
    author: personOf(state, commit.author),
    committer: personOf(state, commit.committer),
    added: paths("added", "copied", "renamed"),
    removed: [...paths("removed"), ...moved],
    modified: paths("modified", "changed"),
  };
}

function personOf(state: State, signature: Signature) {
  const account = accountOf(state, signature);
  return {
    name: signature.name,
    email: signature.email,
    date: formatTime(signature.date),
    ...(account === undefined ? {} : { username: account.login }),
  };
}

function compareUrl(state: State, repository: Repository, { before, after, ref }: RefMove): string {
  const html = htmlUrl(state, repository);
  if (before === zeroSha) return `${html}/compare/${ref.replace("refs/heads/", "")}`;
  return `${html}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`;
}
