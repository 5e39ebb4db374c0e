import { type Account, gitHubCommitter } from "../accounts.ts";
import type { FileChange } from "../git/diff.ts";
import type { Commit, Signature } from "../git/objects.ts";
import type { Repository } from "../model.ts";
import type { State } from "../state.ts";
import { webFlow } from "../web-flow.ts";
import { userPayload } from "./account.ts";
import { htmlUrl, repositoryUrl } from "./repository.ts";
import { formatTime, nodeId, type Schemas } from "./schemas.ts";

/** The account of a commit's git e-mail address, as GitHub shows it: a claim by the commit's author. */
export function accountOf(state: State, { email }: Pick<Signature, "email">): Account | undefined {
  const wanted = email.toLowerCase();
  if (wanted === gitHubCommitter.email) {
    return state.behaviour.webCommitter === "github.com" ? webFlow : undefined;
  }
  const [, id, login] = /^(?:(\d+)\+)?([^@+]+)@users\.noreply\.github\.com$/.exec(wanted) ?? [];
  const accounts = [...state.people, ...state.apps.map((app) => app.bot)];
  // An address with an id keeps its account when the login changes; one with only the login does not.
  return accounts.find((account) =>
    id === undefined ? account.login.toLowerCase() === login : account.id === Number(id),
  );
}

/** A commit with its GitHub accounts. Files and counts only on request. */
export function commitPayload(state: State, repository: Repository, commit: Commit): Schemas["commit"] {
  const api = repositoryUrl(state, repository);
  const author = accountOf(state, commit.author);
  const committer = accountOf(state, commit.committer);
  return {
    sha: commit.sha,
    node_id: nodeId("Commit", commit.sha),
    url: `${api}/commits/${commit.sha}`,
    html_url: `${htmlUrl(state, repository)}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: signaturePayload(commit.author),
      committer: signaturePayload(commit.committer),
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      verification: verificationPayload(commit),
    },
    author: author === undefined ? null : userPayload(state, author),
    committer: committer === undefined ? null : userPayload(state, committer),
    parents: parentsPayload(state, repository, commit, "commits"),
  };
}

/** A commit in git's form. */
export function gitCommitPayload(
  state: State,
  repository: Repository,
  commit: Commit,
): Schemas["git-commit"] {
  const api = repositoryUrl(state, repository);
  return {
    sha: commit.sha,
    node_id: nodeId("Commit", commit.sha),
    url: `${api}/git/commits/${commit.sha}`,
    html_url: `${htmlUrl(state, repository)}/commit/${commit.sha}`,
    author: signaturePayload(commit.author),
    committer: signaturePayload(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: parentsPayload(state, repository, commit, "git/commits"),
    verification: verificationPayload(commit),
  };
}

const signaturePayload = ({ name, email, date }: Signature) => ({ name, email, date: formatTime(date) });

function parentsPayload(state: State, repository: Repository, commit: Commit, folder: string) {
  return commit.parents.map((sha) => ({
    sha,
    url: `${repositoryUrl(state, repository)}/${folder}/${sha}`,
    html_url: `${htmlUrl(state, repository)}/commit/${sha}`,
  }));
}

// The sandbox has no public keys: it shows a signature as unverified.
const verificationPayload = ({ signed }: Commit): Schemas["verification"] => ({
  verified: false,
  reason: signed === undefined ? "unsigned" : "unknown_key",
  signature: signed?.signature ?? null,
  payload: signed?.payload ?? null,
  verified_at: null,
});

/** A changed file of a pull request, commit or comparison. Its links use the commit `ref`. */
export function filePayload(
  state: State,
  repository: Repository,
  change: FileChange,
  ref: string,
): Schemas["diff-entry"] {
  const path = change.path.split("/").map(encodeURIComponent).join("/");
  const html = htmlUrl(state, repository);
  return {
    sha: change.sha,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${html}/blob/${ref}/${path}`,
    raw_url: `${html}/raw/${ref}/${path}`,
    contents_url: `${repositoryUrl(state, repository)}/contents/${path}?ref=${ref}`,
    ...(change.patch === undefined ? {} : { patch: change.patch }),
    ...(change.previousPath === undefined ? {} : { previous_filename: change.previousPath }),
  };
}
