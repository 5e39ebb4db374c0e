import { openClient, type RepositoryName } from "../http/client.ts";
import { call, orMissing } from "../http/error.ts";
import { mayWrite } from "../settings/team-role.ts";

interface Options {
  readonly name: RepositoryName;
  readonly apiUrl: string;
  /** The token of a person. */
  readonly token: string;
  readonly now: () => Date;
}

/** GitHub, as a person who changes the rules of an access repository sees it. Every call throws `GitHubError`. */
export interface RulesDesk {
  /** undefined when nobody has this login, or it is no person's. */
  readPerson(login: string): Promise<{ readonly login: string; readonly id: number } | undefined>;
  /** Whether the team has the role Write on the repository, or more. */
  hasWrite(slug: string): Promise<boolean>;
  hasBranch(branch: string): Promise<boolean>;
}

/** A desk over REST. */
export function gitHubRulesDesk({ name, apiUrl, token, now }: Options): RulesDesk {
  const octokit = openClient(apiUrl, token, { now });
  const { git, users } = octokit.rest;
  return {
    readPerson: (login) =>
      call(`read the account ${login}`, async () => {
        const found = await users.getByUsername({ username: login }).catch(orMissing);
        if (found === undefined || found.data.type !== "User") return undefined;
        return { login: found.data.login, id: found.data.id };
      }),
    hasWrite: (slug) => mayWrite(octokit, name, slug),
    hasBranch: (branch) =>
      call("look for the branch", async () => {
        const found = await git.getRef({ ...name, ref: `heads/${branch}` }).catch(orMissing);
        return found !== undefined;
      }),
  };
}
