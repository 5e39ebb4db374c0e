import type { RepositoryName } from "../../github/http/client.ts";
import { gitHubRulesDesk, type RulesDesk } from "../../github/setup/rules-desk.ts";
import { findSamePull } from "../../github/setup/same-pull.ts";
import { gitHubSetupDesk, type SetupDesk, type SetupRepository } from "../../github/setup/setup-desk.ts";
import { UsageError } from "../runner/failure.ts";
import { readRulesAt } from "../setup/read-rules.ts";
import type { AccessPlace, Change } from "./access-place.ts";

interface Named {
  readonly repository: RepositoryName;
  readonly apiUrl: string;
  readonly serverUrl: string;
}

/** GitHub, with a person's token: the change is a pull request. */
export async function openOnline(token: string, named: Named): Promise<AccessPlace> {
  const { repository: name, apiUrl, serverUrl } = named;
  const options = { name, apiUrl, token, now: () => new Date() };
  const [desk, rules] = [gitHubSetupDesk(options), gitHubRulesDesk(options)];
  const repository = await requireRepository(desk, name);
  return {
    organization: name.owner,
    readPages: async () => ({ serverUrl, ...name, defaultBranch: repository.branch }),
    readRules: (others) => readRulesAt(desk, repository.commit, others),
    readTeam: async (slug) => {
      const team = await desk.readTeam(slug);
      if (team === undefined)
        throw new UsageError(
          `${name.owner} has no team ${slug} that this token may see. Make the team, or name another one.`,
        );
      const members = team.members.map(({ login, id }) => ({ name: login, id }));
      return { id: team.id, members, mayWrite: await rules.hasWrite(slug) };
    },
    readPerson: async (login) => {
      const person = await rules.readPerson(login);
      if (person === undefined)
        throw new UsageError(`GitHub has no person ${login}. Write the login as it stands on the profile.`);
      return { name: person.login, id: person.id };
    },
    readIdentities: () => desk.readIdentities(),
    apply: async (change) => {
      const { branch, files } = change;
      const proposed = { branch, base: repository.branch, files, readFiles: desk.readFiles };
      const open = files.length === 0 ? undefined : await findSamePull(options, proposed);
      return propose(desk, rules, repository, change, open);
    },
  };
}

type Placed = SetupRepository & { readonly commit: string };

async function requireRepository(desk: SetupDesk, { owner, repo }: RepositoryName): Promise<Placed> {
  const found = await desk.findRepository();
  if (found?.commit !== undefined) return { ...found, commit: found.commit };
  throw new UsageError(
    `There is no ${owner}/${repo} with a commit that this token may see. Make it with hallpass init, or name another one with --repository.`,
  );
}

async function propose(
  desk: SetupDesk,
  rules: RulesDesk,
  repository: SetupRepository,
  { title: message, branch, files, writers }: Change,
  open: string | undefined,
): Promise<string[]> {
  const name = (await rules.hasBranch(branch)) ? `${branch}-${Date.now().toString(36)}` : branch;
  const opened =
    files.length === 0 ? undefined : (open ?? (await desk.openPull({ repository, files, message }, name)));
  for (const slug of writers) await desk.giveWrite(slug);
  if (opened === undefined) return [];
  const before =
    open === undefined ? "" : " It was open before, and stays as it is: close it to begin again.";
  return [`Let the owners of the rules approve ${opened}.${before}`];
}
