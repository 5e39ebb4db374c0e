import { reads, writes } from "../access.ts";
import { send } from "../events.ts";
import { branchRef, readRef } from "../git/refs.ts";
import { runGit } from "../git/run.ts";
import { HttpError, invalid } from "../http/error.ts";
import type { Fields } from "../http/fields.ts";
import { repositoryRoute } from "../http/route.ts";
import type { Repository } from "../model.ts";
import { fullRepositoryPayload } from "../payloads/repository.ts";
import { findRepository, type State } from "../state.ts";

const fields = [
  "name",
  "private",
  "visibility",
  "default_branch",
  "archived",
  "allow_squash_merge",
  "allow_merge_commit",
  "allow_rebase_merge",
  "allow_forking",
] as const;
type SettingsField = (typeof fields)[number];

/** "Update a repository", for administrators. */
export const repositorySettingsRoutes = [
  repositoryRoute(
    "PATCH /repos/{owner}/{repo}",
    writes("administration", "admin"),
  )(async ({ state, repository, actor, body }) => {
    const [unknown] = body.names().filter((name) => !fields.some((field) => field === name));
    if (unknown !== undefined) {
      throw new HttpError(501, `The setting ${unknown} is not supported by the sandbox.`);
    }
    const wanted = readSettings(repository, body);
    await refuseSettings(state, repository, wanted);
    const changes = await applySettings(repository, wanted);
    for (const change of changes) {
      send(state, repository, actor.account, "repository", "metadata", { ...change });
    }
    return { status: 200, body: fullRepositoryPayload(state, repository, actor) };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/topics",
    reads("metadata"),
  )(({ repository }) => ({ status: 200, body: { names: [...repository.topics] } })),

  repositoryRoute(
    "PUT /repos/{owner}/{repo}/topics",
    writes("administration", "maintain"),
  )(({ repository, body }) => {
    const names = body.texts("names");
    const strange = names.find((name) => !/^[a-z0-9][a-z0-9-]{0,49}$/.test(name));
    if (strange !== undefined) throw invalid("Repository", "names", `${strange} is no topic`);
    repository.topics = names;
    return { status: 200, body: { names } };
  }),
];

interface Settings {
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly archived: boolean;
  readonly squash: boolean;
  readonly merge: boolean;
  readonly rebase: boolean;
  readonly allowForking: boolean;
}

function readSettings(repository: Repository, body: Fields<SettingsField>): Settings {
  const visibility = body.optionalChoice("visibility", ["public", "private"]);
  const hidden = body.optionalFlag("private") ?? repository.private;
  const { squash, merge, rebase } = repository.merging;
  return {
    name: body.optionalText("name") ?? repository.name,
    private: visibility === undefined ? hidden : visibility === "private",
    defaultBranch: body.optionalText("default_branch") ?? repository.defaultBranch,
    archived: body.optionalFlag("archived") ?? repository.archived,
    squash: body.optionalFlag("allow_squash_merge") ?? squash,
    merge: body.optionalFlag("allow_merge_commit") ?? merge,
    rebase: body.optionalFlag("allow_rebase_merge") ?? rebase,
    allowForking: body.optionalFlag("allow_forking") ?? repository.allowForking,
  };
}

async function refuseSettings(state: State, repository: Repository, wanted: Settings): Promise<void> {
  if (repository.archived && wanted.archived) {
    throw new HttpError(403, "Repository was archived so is read-only.");
  }
  const namesake = findRepository(state, repository.owner.login, wanted.name);
  requireRepositoryName(wanted.name, namesake === repository ? undefined : namesake);
  if ((await readRef(repository.store, branchRef(wanted.defaultBranch))) === undefined) {
    throw invalid("Repository", "default_branch", `The branch ${wanted.defaultBranch} was not found.`);
  }
  if (!wanted.squash && !wanted.merge && !wanted.rebase) {
    throw invalid(
      "Repository",
      "merge_commit_allowed",
      "Sorry, you need to allow at least one merge strategy.",
    );
  }
}

/** Throws 422 for an invalid name, or one that another repository of the owner has. */
export function requireRepositoryName(name: string, namesake: Repository | undefined): void {
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(name)) throw invalid("Repository", "name", `${name} is not a name`);
  if (namesake !== undefined) throw invalid("Repository", "name", "name already exists on this account");
}

interface Change {
  readonly action: "renamed" | "privatized" | "publicized" | "edited" | "archived" | "unarchived";
  readonly changes?: object;
}

/** Applies the settings and returns the changes in the form of webhooks. */
async function applySettings(repository: Repository, wanted: Settings): Promise<Change[]> {
  const { name, defaultBranch, archived, squash, merge, rebase } = wanted;
  const before = { ...repository };
  repository.private = wanted.private;
  repository.archived = archived;
  repository.allowForking = wanted.allowForking;
  Object.assign(repository.merging, { squash, merge, rebase });
  if (name !== before.name) rename(repository, name);
  if (defaultBranch !== before.defaultBranch) {
    await runGit(repository.store, ["symbolic-ref", "HEAD", branchRef(defaultBranch)]);
    repository.defaultBranch = defaultBranch;
  }
  const changes: (Change | false)[] = [
    before.name !== name && { action: "renamed", changes: { repository: { name: { from: before.name } } } },
    before.private !== wanted.private && { action: wanted.private ? "privatized" : "publicized" },
    before.defaultBranch !== defaultBranch && {
      action: "edited",
      changes: { default_branch: { from: before.defaultBranch } },
    },
    before.archived !== archived && { action: archived ? "archived" : "unarchived" },
  ];
  return changes.filter((change) => change !== false);
}

/** The old name redirects to the new one from now on. */
function rename(repository: Repository, name: string): void {
  const former = repository.formerNames.filter((known) => known.toLowerCase() !== name.toLowerCase());
  repository.formerNames.splice(0, repository.formerNames.length, ...former, repository.name);
  repository.name = name;
}
