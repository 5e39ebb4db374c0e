import { roleOf } from "../access.ts";
import { includesRole, type Role } from "../accounts.ts";
import type { Actor } from "../caller.ts";
import type { Repository } from "../model.ts";
import type { State } from "../state.ts";
import { userPayload } from "./account.ts";
import { formatTime, nodeId, type Schemas } from "./schemas.ts";

export const fullName = ({ owner, name }: Repository): string => `${owner.login}/${name}`;

/** The REST URL of a repository. */
export const repositoryUrl = (state: State, repository: Repository): string =>
  `${state.url}/repos/${fullName(repository)}`;

/** The URL of a repository's page for people. */
export const htmlUrl = (state: State, repository: Repository): string =>
  `${state.url}/${fullName(repository)}`;

/** The flags by which GitHub describes a role. */
export const rolePermissions = (role: Role) => ({
  admin: includesRole(role, "admin"),
  maintain: includesRole(role, "maintain"),
  push: includesRole(role, "write"),
  triage: includesRole(role, "triage"),
  pull: includesRole(role, "read"),
});

/** A repository in the full form that all of GitHub's answers share. */
export function repositoryPayload(state: State, repository: Repository) {
  const openPulls = repository.pulls.filter((pull) => pull.state === "open").length;
  const pushedAt = formatTime(repository.activities.at(-1)?.at ?? repository.createdAt);
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    owner: userPayload(state, repository.owner),
    private: repository.private,
    visibility: repository.private ? ("private" as const) : ("public" as const),
    description: null,
    fork: repository.parent !== undefined,
    homepage: null,
    language: null,
    license: null,
    mirror_url: null,
    default_branch: repository.defaultBranch,
    archived: repository.archived,
    disabled: false,
    is_template: false,
    topics: [...repository.topics],
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    allow_forking: repository.allowForking || !repository.private,
    web_commit_signoff_required: false,
    size: 0,
    forks: repository.forks.length,
    forks_count: repository.forks.length,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: openPulls,
    open_issues_count: openPulls,
    created_at: formatTime(repository.createdAt),
    updated_at: pushedAt,
    pushed_at: pushedAt,
    ...repositoryLinks(state, repository),
  };
}

/** A repository in its own form: with its settings, and for a fork its source. */
export function fullRepositoryPayload(
  state: State,
  repository: Repository,
  actor: Actor,
): Schemas["full-repository"] {
  const { parent, merging } = repository;
  const organization = state.organization.account;
  return {
    ...repositoryPayload(state, repository),
    ...(repository.owner.id === organization.id ? { organization: userPayload(state, organization) } : {}),
    ...(parent === undefined
      ? {}
      : { parent: repositoryPayload(state, parent), source: repositoryPayload(state, parent) }),
    allow_squash_merge: merging.squash,
    allow_merge_commit: merging.merge,
    allow_rebase_merge: merging.rebase,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    subscribers_count: 0,
    network_count: repository.forks.length,
    ...(actor.kind === "person"
      ? { permissions: rolePermissions(roleOf(state, repository, actor.account)) }
      : {}),
  };
}

function repositoryLinks(state: State, repository: Repository) {
  const api = repositoryUrl(state, repository);
  const html = htmlUrl(state, repository);
  return {
    url: api,
    html_url: html,
    clone_url: `${html}.git`,
    git_url: `${html}.git`,
    ssh_url: `${html}.git`,
    svn_url: html,
    archive_url: `${api}/{archive_format}{/ref}`,
    assignees_url: `${api}/assignees{/user}`,
    blobs_url: `${api}/git/blobs{/sha}`,
    branches_url: `${api}/branches{/branch}`,
    collaborators_url: `${api}/collaborators{/collaborator}`,
    comments_url: `${api}/comments{/number}`,
    commits_url: `${api}/commits{/sha}`,
    compare_url: `${api}/compare/{base}...{head}`,
    contents_url: `${api}/contents/{+path}`,
    contributors_url: `${api}/contributors`,
    deployments_url: `${api}/deployments`,
    downloads_url: `${api}/downloads`,
    events_url: `${api}/events`,
    forks_url: `${api}/forks`,
    git_commits_url: `${api}/git/commits{/sha}`,
    git_refs_url: `${api}/git/refs{/sha}`,
    git_tags_url: `${api}/git/tags{/sha}`,
    hooks_url: `${api}/hooks`,
    issue_comment_url: `${api}/issues/comments{/number}`,
    issue_events_url: `${api}/issues/events{/number}`,
    issues_url: `${api}/issues{/number}`,
    keys_url: `${api}/keys{/key_id}`,
    labels_url: `${api}/labels{/name}`,
    languages_url: `${api}/languages`,
    merges_url: `${api}/merges`,
    milestones_url: `${api}/milestones{/number}`,
    notifications_url: `${api}/notifications{?since,all,participating}`,
    pulls_url: `${api}/pulls{/number}`,
    releases_url: `${api}/releases{/id}`,
    stargazers_url: `${api}/stargazers`,
    statuses_url: `${api}/statuses/{sha}`,
    subscribers_url: `${api}/subscribers`,
    subscription_url: `${api}/subscription`,
    tags_url: `${api}/tags`,
    teams_url: `${api}/teams`,
    trees_url: `${api}/git/trees{/sha}`,
  };
}
