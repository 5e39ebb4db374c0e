import type { Octokit } from "@octokit/rest";
import { CODEOWNERS_PATHS } from "../core/files/codeowners.ts";
import { SETTINGS_PATH } from "../core/files/settings.ts";
import { ledgerBranchName } from "../git/repository.ts";
import type { RepositoryName } from "../github/http/client.ts";
import { statusOf } from "../github/http/error.ts";
import type { Walker } from "./setting.ts";

/** The repository's topic that says: everything here may be changed and deleted. Only its administrators can set it. */
const THROW_AWAY = "hallpass-throw-away";

/** The repository or the tokens cannot be used: nothing was changed. */
export class Refusal extends Error {}

export interface Guarded {
  readonly repositoryId: number;
  readonly defaultBranch: string;
}

/** The access repository of the configuration, by name and number, as far as it says. */
export interface Served {
  readonly name: string | undefined;
  readonly id: string | undefined;
}

interface Candidates {
  readonly name: RepositoryName;
  readonly served: Served;
  readonly requester: Walker;
  readonly approver: Walker;
}

/**
 * Refuses every repository that is not marked as one to throw away, and every one in which access may be kept: the walk sets
 * rules, writes to the default branch, and deletes branches.
 */
export async function guard({ name, served, requester, approver }: Candidates): Promise<Guarded> {
  const full = `${name.owner}/${name.repo}`;
  if (requester.id === approver.id)
    throw new Refusal(`Both tokens are ${requester.login}'s: the walk needs those of two people.`);
  const { data } = await approver.octokit.rest.repos.get({ ...name });
  // GitHub redirects a former name: another repository would answer.
  if (data.full_name.toLowerCase() !== full.toLowerCase())
    throw new Refusal(`${full} is called ${data.full_name} now: give that name if it is the one you mean.`);
  if (served.name?.toLowerCase() === full.toLowerCase() || served.id === String(data.id))
    throw new Refusal(`${full} is the access repository of this configuration (HALLPASS_REPOSITORY).`);
  if (data.archived) throw new Refusal(`${full} is archived.`);
  if (!(data.topics ?? []).includes(THROW_AWAY))
    throw new Refusal(
      `${full} is not marked as one to throw away: it has no topic "${THROW_AWAY}". Make an empty repository for this and add the topic there, never to one that is in use.`,
    );
  if (data.permissions?.admin !== true)
    throw new Refusal(`${approver.login} does not administer ${full}: the second person sets the rules.`);
  const seen = await requester.octokit.rest.repos.get({ ...name });
  if (seen.data.permissions?.push !== true)
    throw new Refusal(`${requester.login} may not write to ${full}: give them the role Write.`);
  await refuseInUse(approver.octokit, name, data.default_branch);
  return { repositoryId: data.id, defaultBranch: data.default_branch };
}

/** If one of these exists, access may be kept. */
const ACCESS_FILES = [SETTINGS_PATH, "policies", "access-requests"];

async function refuseInUse(octokit: Octokit, name: RepositoryName, branch: string): Promise<void> {
  const { repos } = octokit.rest;
  for (const path of [...ACCESS_FILES, ...CODEOWNERS_PATHS]) {
    if (await isThere(repos.getContent({ ...name, path })))
      throw new Refusal(
        `${name.owner}/${name.repo} has ${path}: it is in use. Take a repository with nothing but a README.`,
      );
  }
  if (await isThere(repos.getBranch({ ...name, branch: ledgerBranchName })))
    throw new Refusal(`${name.owner}/${name.repo} has the branch ${ledgerBranchName}: it may hold a ledger.`);
  const { data: rules } = await repos.getBranchRules({ ...name, branch });
  if (rules.length > 0)
    throw new Refusal(
      `The default branch of ${name.owner}/${name.repo} has rules already (${rules.map(({ type }) => type).join(", ")}): the walk could not tell them from its own. Take a repository without.`,
    );
}

async function isThere(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}
