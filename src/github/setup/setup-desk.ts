import type { Octokit } from "@octokit/rest";
import type { IdentitiesById } from "../../core/setup/accounts.ts";
import { openClient, type RepositoryName } from "../http/client.ts";
import { call, isRefused, orMissing } from "../http/error.ts";
import { mayWrite } from "../settings/team-role.ts";
import { listIdentities } from "./saml-identities.ts";

interface Options {
  readonly name: RepositoryName;
  readonly apiUrl: string;
  /** The token of a person who administers the repository. */
  readonly token: string;
  readonly now: () => Date;
}

export interface SetupRepository {
  readonly id: number;
  readonly branch: string;
  readonly isPrivate: boolean;
  /** The tip of the default branch; undefined while it has no commit. */
  readonly commit: string | undefined;
}

export interface SetupTeam {
  readonly slug: string;
  readonly id: number;
  readonly members: readonly { readonly login: string; readonly id: number }[];
}

interface Committing {
  readonly repository: SetupRepository;
  /** Without a text: it is removed. */
  readonly files: readonly { readonly path: string; readonly text: string | undefined }[];
  readonly message: string;
  /** Of the pull request, where there is more to say than its title. */
  readonly body?: string;
}

interface Label {
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

/** A file of a commit, or a link or submodule. */
export interface TreeFile {
  readonly path: string;
  /** As git writes it: 100644 is a plain file. */
  readonly mode: string;
  readonly id: string;
}

/** GitHub, as a person who sets an access repository up sees it. Every call throws `GitHubError`. */
export interface SetupDesk {
  /** undefined when it is not there, or this token may not see it. */
  findRepository(): Promise<SetupRepository | undefined>;
  /** Makes it private, with a first commit. */
  createRepository(): Promise<SetupRepository>;
  listTeamSlugs(): Promise<string[]>;
  /** undefined when there is no such team. Members of child teams are left out. */
  readTeam(slug: string): Promise<SetupTeam | undefined>;
  /** By the id of the account; none where GitHub shows none. */
  readIdentities(): Promise<IdentitiesById>;
  /** The names in a folder at a commit; none where it is not there. */
  listFiles(commit: string, folder: string): Promise<readonly string[]>;
  /** The text of those of these files that are there. */
  readFiles(commit: string, paths: readonly string[]): Promise<Map<string, string>>;
  /** All that the commit holds. Throws where GitHub does not tell all of it. */
  listTree(commit: string): Promise<readonly TreeFile[]>;
  /** Commits to the default branch, and answers the commit. */
  commit(committing: Committing): Promise<string>;
  /** Opens a pull request with these files, and answers its address. */
  openPull(committing: Committing, branch: string): Promise<string>;
  /** Whether the team has at least the role Write. */
  mayWrite(slug: string): Promise<boolean>;
  /** Gives the team the role Write, unless it has it. Answers whether it had to. */
  giveWrite(slug: string): Promise<boolean>;
  /** The names of the repository's labels. */
  listLabels(): Promise<string[]>;
  /** Makes those of the labels that are missing, and answers their names. */
  makeLabels(labels: readonly Label[]): Promise<string[]>;
}

/** A desk over REST. */
export function gitHubSetupDesk({ name, apiUrl, token, now }: Options): SetupDesk {
  const octokit = openClient(apiUrl, token, { now });
  const { git, issues, pulls, repos, teams } = octokit.rest;
  const org = name.owner;
  const commitFiles = (committing: Committing): Promise<string> => writeCommit(octokit, name, committing);
  const listLabels = async (): Promise<string[]> =>
    (await octokit.paginate(issues.listLabelsForRepo, { ...name, per_page: 100 })).map((label) => label.name);
  return {
    findRepository: () =>
      call("read the repository", async () => {
        const found = await repos.get({ ...name }).catch(orMissing);
        return found && describeRepository(octokit, name, found.data);
      }),
    createRepository: () =>
      call(`make the repository ${name.owner}/${name.repo}`, async () => {
        const { data } = await repos.createInOrg({ org, name: name.repo, private: true, auto_init: true });
        return describeRepository(octokit, name, data);
      }),
    listTeamSlugs: () =>
      call("list the teams", async () =>
        (await octokit.paginate(teams.list, { org, per_page: 100 })).map(({ slug }) => slug),
      ),
    readTeam: (slug) =>
      call(`read the team ${slug}`, async () => {
        const found = await teams.getByName({ org, team_slug: slug }).catch(orMissing);
        if (found === undefined) return undefined;
        const query = { org, team_slug: slug, per_page: 100 };
        const members = await octokit.paginate(teams.listMembersInOrg, query);
        return { slug, id: found.data.id, members: members.map(({ login, id }) => ({ login, id })) };
      }),
    readIdentities: () => listIdentities(octokit, org),
    listFiles: (ref, path) =>
      call(`list the files of ${path}`, async () => {
        const found = await repos.getContent({ ...name, path, ref }).catch(orMissing);
        return Array.isArray(found?.data) ? found.data.map((each) => each.name) : [];
      }),
    readFiles: (commit, paths) =>
      call("read the files", async () => {
        const read = await Promise.all(paths.map((path) => readText(octokit, name, path, commit)));
        return new Map(
          paths.flatMap((path, index) => {
            const text = read[index];
            return text === undefined ? [] : [[path, text] as const];
          }),
        );
      }),
    listTree: (commit) => call("list all files", () => readTree(octokit, name, commit)),
    commit: (committing) =>
      call("commit the files", async () => {
        const sha = await commitFiles(committing);
        await git.updateRef({ ...name, ref: `heads/${committing.repository.branch}`, sha });
        return sha;
      }),
    openPull: (committing, branch) =>
      call("open the pull request", async () => {
        const sha = await commitFiles(committing);
        await git.createRef({ ...name, ref: `refs/heads/${branch}`, sha });
        const { message: title, body, repository } = committing;
        const pull = { head: branch, base: repository.branch, title, ...(body !== undefined && { body }) };
        return (await pulls.create({ ...name, ...pull })).data.html_url;
      }),
    mayWrite: (slug) => mayWrite(octokit, name, slug),
    listLabels: () => call("list the labels", listLabels),
    giveWrite: (slug) =>
      call(`give the team ${slug} the role Write`, async () => {
        if (await mayWrite(octokit, name, slug)) return false;
        await teams.addOrUpdateRepoPermissionsInOrg({ ...name, org, team_slug: slug, permission: "push" });
        return true;
      }),
    makeLabels: (labels) =>
      call("make the labels", async () => {
        const known = await listLabels();
        const missing = labels.filter((label) => !known.includes(label.name));
        for (const label of missing) await issues.createLabel({ ...name, ...label });
        return missing.map((label) => label.name);
      }),
  };
}

async function describeRepository(
  octokit: Octokit,
  name: RepositoryName,
  {
    id,
    default_branch: branch,
    private: isPrivate,
  }: { id: number; default_branch: string; private: boolean },
): Promise<SetupRepository> {
  const { git } = octokit.rest;
  const tip = await git.getRef({ ...name, ref: `heads/${branch}` }).catch(orNone);
  return { id, branch, isPrivate, commit: tip?.data.object.sha };
}

/** "Get a tree": with `recursive` at most 100,000 entries and 7 MB; `truncated` says that there are more. */
async function readTree(octokit: Octokit, name: RepositoryName, commit: string): Promise<TreeFile[]> {
  const { data } = await octokit.rest.git.getTree({ ...name, tree_sha: commit, recursive: "1" });
  if (data.truncated)
    throw new Error(`${commit} has more files than GitHub lists at once: take a repository for access alone`);
  return data.tree
    .filter(({ type }) => type !== "tree")
    .map(({ path, mode, sha }) => ({ path, mode, id: sha }));
}

/** "Get repository content", of a file. */
async function readText(
  octokit: Octokit,
  name: RepositoryName,
  path: string,
  ref: string,
): Promise<string | undefined> {
  const found = await octokit.rest.repos.getContent({ ...name, path, ref }).catch(orMissing);
  const data = found?.data;
  if (data === undefined || Array.isArray(data) || !("content" in data)) return undefined;
  return Buffer.from(data.content, "base64").toString("utf8");
}

/** "Git database": a tree over the tip's, and a commit of it. */
async function writeCommit(
  octokit: Octokit,
  name: RepositoryName,
  { repository, files, message }: Committing,
): Promise<string> {
  const { git } = octokit.rest;
  const parent = repository.commit ?? (await begin(octokit, name));
  const { data: tip } = await git.getCommit({ ...name, commit_sha: parent });
  const tree = files.map(({ path, text }) => ({
    ...{ path, mode: "100644" as const, type: "blob" as const },
    ...(text === undefined ? { sha: null } : { content: text }),
  }));
  const written = await git.createTree({ ...name, base_tree: tip.tree.sha, tree });
  const commit = { message, tree: written.data.sha, parents: [parent] };
  return (await git.createCommit({ ...name, ...commit })).data.sha;
}

/** The Git database refuses an empty repository (409); "Create or update file contents" begins one. */
async function begin(octokit: Octokit, name: RepositoryName): Promise<string> {
  const file = { path: ".gitattributes", message: "Begin the repository", content: "" };
  const { data } = await octokit.rest.repos.createOrUpdateFileContents({ ...name, ...file });
  const { sha } = data.commit;
  if (sha === undefined) throw new Error("GitHub did not say which commit it made.");
  return sha;
}

/** 409: "Git Repository is empty." */
function orNone(error: unknown): undefined {
  return isRefused(error, [409]) ? undefined : orMissing(error);
}
