import type { Account } from "./accounts.ts";
import { sendPullEvent } from "./events.ts";
import { listCommits, mergeBase } from "./git/history.ts";
import { branchRef, moveRefs, readRef, zeroSha } from "./git/refs.ts";
import { HttpError, invalid } from "./http/error.ts";
import { userPayload } from "./payloads/account.ts";
import { teamPayload } from "./payloads/team.ts";
import { type PullRequest, pullHeadRef, readPullFiles } from "./pulls.ts";
import type { Repository } from "./repository.ts";
import { readOwners } from "./rules/codeowners.ts";
import type { State } from "./state.ts";

export interface PullDraft {
  readonly title: string;
  readonly body: string | null;
  readonly headBranch: string;
  readonly baseBranch: string;
  readonly draft: boolean;
}

/** Opens a pull request and asks the code owners for review; throws 422 when there is nothing to propose. */
export async function openPull(
  state: State,
  repository: Repository,
  author: Account,
  draft: PullDraft,
): Promise<PullRequest> {
  const { headSha, baseSha } = await findEnds(state, repository, draft);
  const number = nextNumber(repository);
  const now = state.clock();
  await moveRefs(repository.store, [{ ref: pullHeadRef(number), before: zeroSha, after: headSha }]);
  const pull: PullRequest = {
    ...draft,
    id: state.nextId(),
    number,
    author,
    headSha,
    baseSha,
    state: "open",
    createdAt: now,
    updatedAt: now,
    closedAt: undefined,
    merged: undefined,
    reviews: [],
    requestedPeople: [],
    requestedTeams: [],
  };
  repository.pulls.push(pull);
  await sendPullEvent(state, repository, author, pull, "opened");
  await requestOwners(state, repository, pull);
  return pull;
}

const nextNumber = (repository: Repository): number =>
  Math.max(0, ...repository.pulls.map(({ number }) => number)) + 1;

async function findEnds(state: State, repository: Repository, { headBranch, baseBranch }: PullDraft) {
  const { store } = repository;
  const headSha = await readRef(store, branchRef(headBranch));
  const baseSha = await readRef(store, branchRef(baseBranch));
  if (headSha === undefined) throw invalid("PullRequest", "head", `no branch ${headBranch}`);
  if (baseSha === undefined) throw invalid("PullRequest", "base", `no branch ${baseBranch}`);
  const twin = repository.pulls.find(
    (pull) => pull.state === "open" && pull.headBranch === headBranch && pull.baseBranch === baseBranch,
  );
  if (twin !== undefined) {
    const label = `${state.organization.account.login}:${headBranch}`;
    throw problem(`A pull request already exists for ${label}.`);
  }
  if ((await mergeBase(store, baseSha, headSha)) === undefined) {
    throw problem(`The ${headBranch} branch has no history in common with ${baseBranch}`);
  }
  const commits = await listCommits(store, { from: headSha, without: baseSha });
  if (commits.length === 0) throw problem(`No commits between ${baseBranch} and ${headBranch}`);
  return { headSha, baseSha };
}

const problem = (message: string): HttpError =>
  new HttpError(422, "Validation Failed", { errors: [{ resource: "PullRequest", code: "custom", message }] });

/** Asks the owners of the changed files, as GitHub does when a pull request is opened. */
async function requestOwners(state: State, repository: Repository, pull: PullRequest): Promise<void> {
  const paths = (await readPullFiles(repository, pull)).map(({ path }) => path);
  const owners = await readOwners(state, repository, pull.baseSha, paths);
  const people = owners.flatMap((entry) => entry.owners.people);
  pull.requestedPeople = [...new Set(people)].filter(({ id }) => id !== pull.author.id);
  pull.requestedTeams = [...new Set(owners.flatMap((entry) => entry.owners.teams))];
  for (const person of pull.requestedPeople) {
    const requested_reviewer = userPayload(state, person);
    await sendPullEvent(state, repository, pull.author, pull, "review_requested", { requested_reviewer });
  }
  for (const team of pull.requestedTeams) {
    const requested_team = teamPayload(state, team);
    await sendPullEvent(state, repository, pull.author, pull, "review_requested", { requested_team });
  }
}
