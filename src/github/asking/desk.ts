import { fitSubject } from "../../core/text/subject.ts";
import { openClient, type RepositoryName } from "../http/client.ts";
import { call, isRefused } from "../http/error.ts";
import { rememberAnswers } from "../http/remember-answers.ts";
import { gitHubTracking, type Tracking } from "./tracking.ts";

/** A person follows few requests. */
const REMEMBERED = { answers: 500, characters: 16 * 1024 * 1024 };

interface Options {
  readonly name: RepositoryName;
  readonly apiUrl: string;
  /** The token of the person who asks. */
  readonly token: string;
  readonly now: () => Date;
}

export interface File {
  readonly path: string;
  readonly text: string;
}

/** The tip of the default branch. */
export interface Base {
  readonly branch: string;
  readonly commit: string;
}

/** The person whose token it is. */
export interface Me {
  readonly login: string;
  readonly id: number;
}

/** The pull request of a request. */
export interface Opened {
  readonly number: number;
  readonly url: string;
}

interface Opening extends File {
  readonly branch: string;
  readonly from: Base;
  readonly title: string;
  readonly body: string;
}

/** GitHub, as a person who asks for access sees it. Every call throws `GitHubError`. */
export interface RequestDesk {
  readMe(): Promise<Me>;
  readBase(): Promise<Base>;
  /** The files of a folder at a commit, without folders in it; none when there is no such folder. */
  readFolder(folder: string, commit: string): Promise<File[]>;
  readFile(path: string, commit: string): Promise<string | undefined>;
  /** Whether the person is in the team; `undefined` where this token may not see it. */
  isInTeam(slug: string, login: string): Promise<boolean | undefined>;
  /** The members of the team; `undefined` where this token may not see them. */
  listTeam(slug: string): Promise<readonly Me[] | undefined>;
  /** Makes the branch with the file, and opens its pull request. Leaves no branch behind when that fails. */
  openPull(opening: Opening): Promise<Opened>;
}

/** A desk over REST. Asks with ETags: what has not changed costs nothing of the person's hourly budget. */
export function gitHubDesk({ name, apiUrl, token, now }: Options): RequestDesk & Tracking {
  const octokit = openClient(apiUrl, token, { now });
  rememberAnswers(octokit, REMEMBERED);
  const { git, pulls, repos, teams, users } = octokit.rest;
  const readContent = async (path: string, ref: string) =>
    (await repos.getContent({ ...name, path, ref })).data;
  const readFile: RequestDesk["readFile"] = (path, commit) =>
    call(`read ${path}`, async () => {
      const found = await readContent(path, commit).catch(orMissing);
      if (found === undefined || Array.isArray(found) || !("content" in found)) return undefined;
      return Buffer.from(found.content, "base64").toString("utf8");
    });
  return {
    ...gitHubTracking(octokit, name),
    readMe: () =>
      call("read your account", async () => {
        const { login, id } = (await users.getAuthenticated()).data;
        return { login, id };
      }),
    readBase: () =>
      call(`read the repository ${name.owner}/${name.repo}`, async () => {
        const branch = (await repos.get({ ...name })).data.default_branch;
        const { data } = await git.getRef({ ...name, ref: `heads/${branch}` });
        return { branch, commit: data.object.sha };
      }),
    readFolder: (folder, commit) =>
      call(`read ${folder}/`, async () => {
        const listed = await readContent(folder, commit).catch(orMissing);
        const files = Array.isArray(listed) ? listed.filter(({ type }) => type === "file") : [];
        const read = await Promise.all(
          files.map(async ({ path }) => ({ path, text: await readFile(path, commit) })),
        );
        return read.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
      }),
    readFile,
    isInTeam: (slug, login) =>
      call(`read the team ${slug}`, async () => {
        const team = { org: name.owner, team_slug: slug, username: login };
        try {
          return (await teams.getMembershipForUserInOrg(team)).data.state === "active";
        } catch (error) {
          if (isRefused(error, [404])) return false;
          if (isRefused(error, [403])) return undefined;
          throw error;
        }
      }),
    listTeam: (slug) =>
      call(`list the team ${slug}`, async () => {
        try {
          const query = { org: name.owner, team_slug: slug, per_page: 100 };
          const members = await octokit.paginate(teams.listMembersInOrg, query);
          return members.map(({ login, id }) => ({ login, id }));
        } catch (error) {
          if (isRefused(error, [403, 404])) return undefined;
          throw error;
        }
      }),
    openPull: ({ branch, from, path, text, title, body }) =>
      call("open the pull request", async () => {
        await git.createRef({ ...name, ref: `refs/heads/${branch}`, sha: from.commit });
        try {
          const content = Buffer.from(text).toString("base64");
          await repos.createOrUpdateFileContents({
            ...name,
            path,
            branch,
            content,
            message: fitSubject(title),
          });
          const pull = { ...name, head: branch, base: from.branch, title, body };
          const { number, html_url: url } = (await pulls.create(pull)).data;
          return { number, url };
        } catch (error) {
          // Where a rule forbids to delete branches, it stays.
          await git.deleteRef({ ...name, ref: `heads/${branch}` }).catch(() => undefined);
          throw error;
        }
      }),
  };
}

/** GitHub hides from people what they may not read. */
function orMissing(error: unknown): undefined {
  if (isRefused(error, [404])) return undefined;
  throw error;
}
